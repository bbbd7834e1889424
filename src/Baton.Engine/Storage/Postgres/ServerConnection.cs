using Npgsql;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// A connection to a PostgreSQL server. What a commit runs is gathered and sent together, in one round trip when nothing is read in between.
/// </summary>
internal sealed class ServerConnection : Connection
{
    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ServerRows> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly bool _onlyReads;
    private readonly List<ServerRows> _held = [];
    private NpgsqlBatch? _waiting;
    private bool _gathers;
    private bool _began;
    private bool _takesTime;

    public ServerConnection(NpgsqlDataSource source, bool onlyReads)
    {
        _onlyReads = onlyReads;
        _connection = source.OpenConnection();
    }

    public override Statement this[string sql] =>
        _statements.TryGetValue(sql, out var known) ? known : _statements[sql] = new ServerStatement(this, ServerText.Statement(sql));

    public override bool IsBroken => _connection.State != System.Data.ConnectionState.Open;

    /// <summary>Whether a read that found the connection lost may be asked again on a fresh one.</summary>
    public bool MayReopen => _onlyReads && !_began;

    public NpgsqlConnection Inner => _connection;

    public override ServerRows Many(string insert) => _rows.TryGetValue(insert, out var known) ? known : _rows[insert] = new ServerRows(this, ServerText.Rows(insert));

    /// <summary>Keeps rows back, to be sent together before anything that comes after them.</summary>
    public void Hold(ServerRows rows)
    {
        if (!_held.Contains(rows)) _held.Add(rows);
    }

    public override void Execute(string sql)
    {
        Flush();
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    public override void BeginAlone()
    {
        Execute("BEGIN");
        _began = true;
        Execute("SELECT pg_advisory_xact_lock(7240001)");
    }

    public override void BeginSnapshot()
    {
        Execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        _began = true;
    }

    /// <summary>Lets what runs until the commit take as long as it takes.</summary>
    public void TakeTime() => _takesTime = true;

    /// <summary>From now on what runs waits to be sent together.</summary>
    public void Gather() => _gathers = true;

    public override void Commit()
    {
        // Sent together, commands are a transaction of their own; only what was read in between has needed one before.
        SendHeld();
        if (_began) Send(new NpgsqlBatchCommand("COMMIT"));
        _gathers = false;
        Flush();
        (_began, _takesTime) = (false, false);
    }

    public override void Rollback()
    {
        _waiting?.Dispose();
        (_waiting, _gathers, _takesTime) = (null, false, false);
        foreach (var rows in _held) rows.Reset();
        _held.Clear();
        if (!_began) return;
        _began = false;
        if (!IsBroken) Execute("ROLLBACK");
    }

    public void Send(NpgsqlBatchCommand command)
    {
        SendHeld();
        _waiting ??= new NpgsqlBatch(_connection);
        _waiting.BatchCommands.Add(command);
        if (!_gathers) Flush();
    }

    /// <summary>Sends what waits. Inside a commit that goes on, it is part of one transaction with what comes later.</summary>
    public void Flush()
    {
        SendHeld();
        if (_gathers && !_began)
        {
            _began = true;
            _waiting ??= new NpgsqlBatch(_connection);
            _waiting.BatchCommands.Insert(0, new NpgsqlBatchCommand("BEGIN"));
        }

        if (_waiting is not { } batch) return;
        _waiting = null;
        if (_takesTime) batch.Timeout = 0;
        using (batch) batch.ExecuteNonQuery();
    }

    private void SendHeld()
    {
        while (_held is [var rows, ..])
        {
            _held.RemoveAt(0);
            rows.Send();
        }
    }

    public void Reopen()
    {
        _connection.Close();
        _connection.Open();
    }

    public override void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _waiting?.Dispose();
        _connection.Dispose();
    }
}

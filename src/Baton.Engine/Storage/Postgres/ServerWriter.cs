using System.Globalization;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Npgsql;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// Writes commits to a PostgreSQL server. The session that writes is the session that holds the lock of the one writer: when the one is lost so is
/// the other, and nobody can write without it.
/// </summary>
internal sealed class ServerWriter : ICommitWriter
{
    private static readonly string LastSeqSql = "SELECT coalesce(max(Seq), 0) FROM Log";
    private static readonly string ArrivalSql = Sql.Insert("Arrival", "Workspace, Source, Id, Seq");
    private static readonly string WipeSql = "DELETE FROM Arrival WHERE Workspace = ?";
    private static readonly string TellSql = "SELECT pg_notify('baton', ?)";

    // Rows that many units of a commit write over again: only the last of each matters, counts add up.
    private readonly Dictionary<(string, string), SnapshotRow> _snapshots = [];
    private readonly Dictionary<(string, string), CustomerRow> _customers = [];
    private readonly Dictionary<(string, long, string), CounterRow> _counters = [];
    private readonly List<Write> _writes = [];

    private readonly string _name;
    private readonly ServerConnection _connection;
    private readonly LogParts _parts;
    private readonly ChainWriter _chain;
    private readonly Statement _log;
    private readonly Statement _arrivals;

    public ServerWriter(DatabaseServer database)
    {
        _name = database.Node;
        _connection = new ServerConnection(database.Kept, onlyReads: false);
        try
        {
            StandAlone(_connection, database);
            _parts = new LogParts(_connection);
            _parts.MakeRoom(LastSeq());
        }
        catch
        {
            _connection.Dispose();
            throw;
        }

        (_chain, _log, _arrivals) = (new ChainWriter(_connection), _connection.Many(LogTable.Insert), _connection.Many(ArrivalSql));
    }

    public long LastSeq()
    {
        var statement = _connection[LastSeqSql];
        _ = statement.Next();
        var last = statement.Long(0);
        statement.Reset();
        return last;
    }

    public void Write(IReadOnlyList<WriteUnit> units)
    {
        var (first, last) = (units.FirstOrDefault(unit => unit.Log.Count > 0)?.Log[0].Seq, units.LastOrDefault(unit => unit.Log.Count > 0)?.Log[^1].Seq);
        if (last is { } end && end >= _parts.End) _parts.MakeRoom(end);
        _connection.Gather();
        try
        {
            foreach (var unit in units) Take(unit);
            WriteAll();
            if (last is not null) _connection[TellSql].Bind($"{_name} {first} {last}").Run();
            _connection.Commit();
        }
        catch
        {
            Forget();
            throw;
        }
    }

    public void Dispose() => _connection.Dispose();

    private static void StandAlone(ServerConnection connection, DatabaseServer database)
    {
        try
        {
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"SET lock_timeout = {database.LockPatience.TotalMilliseconds:0}; SET synchronous_commit = on;"));
            connection.Execute("SELECT pg_advisory_lock(7240002)");
            connection.Execute("SET lock_timeout = 0");
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new JournalException($"Another Baton is writing to the database {database.Name}. Stop it, or choose another database.", taken);
        }
    }

    // Rows of the log go first, whatever unit they come from: nothing that a unit writes comes before them in any other unit's eyes.
    private void Take(WriteUnit unit)
    {
        foreach (var row in unit.Log.Select(Kept))
        {
            LogTable.Bind(_log, row);
            _log.Bind(_chain.Link(row)).Run();
            _arrivals.Bind(row.Workspace).Bind(row.Source).Bind(row.Id).Bind(row.Seq).Run();
        }

        if (unit.Wiped is { } workspace)
        {
            WriteAll();
            _connection[WipeSql].Bind(workspace).Run();
        }

        _writes.AddRange(unit.Writes);
        foreach (var row in unit.Snapshots) _snapshots[(row.Workspace, row.Customer)] = row;
        foreach (var row in unit.Customers) _customers[(row.Workspace, row.Id)] = row;
        foreach (var row in unit.Counters)
        {
            var key = (row.Workspace, row.Minute, row.Name);
            _counters[key] = _counters.TryGetValue(key, out var known) ? known with { Value = known.Value + row.Value } : row;
        }

        if (unit.Wiped is null) return;
        WriteAll();
        _chain.Forget();
    }

    private void WriteAll()
    {
        foreach (var write in _writes) write.Run(_connection);
        _writes.Clear();
        Put(SnapshotTable.Put, _snapshots, SnapshotTable.Bind);
        Put(CustomerTable.Put, _customers, CustomerTable.Bind);
        Put(CounterTable.Count, _counters, CounterTable.Bind);
        _chain.WriteEnds();
    }

    private void Put<TKey, TRow>(string sql, Dictionary<TKey, TRow> latest, Action<Statement, TRow> bind)
        where TKey : notnull
    {
        if (latest.Count == 0) return;
        var rows = _connection.Many(sql);
        foreach (var row in latest.Values)
        {
            bind(rows, row);
            rows.Run();
        }

        latest.Clear();
    }

    // What is hashed is what will be read again.
    private static LogRow Kept(LogRow row) => !IsOdd(row) ? row : row with
    {
        Source = ServerText.Kept(row.Source),
        Id = ServerText.Kept(row.Id),
        Type = ServerText.Kept(row.Type),
        Subject = ServerText.KeptOrNull(row.Subject),
        Customer = ServerText.KeptOrNull(row.Customer),
        Actor = ServerText.Kept(row.Actor),
        Agent = ServerText.KeptOrNull(row.Agent),
        Rule = ServerText.KeptOrNull(row.Rule),
        Sentence = ServerText.KeptOrNull(row.Sentence),
        Action = ServerText.KeptOrNull(row.Action),
        Handoff = ServerText.KeptOrNull(row.Handoff),
        Run = ServerText.KeptOrNull(row.Run),
        Attributes = ServerText.KeptOrNull(row.Attributes),
        Data = ServerText.KeptOrNull(row.Data),
        Decisions = ServerText.KeptOrNull(row.Decisions),
    };

    private static bool IsOdd(LogRow row) =>
        Odd(row.Source) || Odd(row.Id) || Odd(row.Type) || Odd(row.Subject) || Odd(row.Customer) || Odd(row.Actor) || Odd(row.Agent) || Odd(row.Rule)
        || Odd(row.Sentence) || Odd(row.Action) || Odd(row.Handoff) || Odd(row.Run) || Odd(row.Attributes) || Odd(row.Data) || Odd(row.Decisions);

    private static bool Odd(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;

    // The journal throws this writer away; the lock must go with it at once, not when the connection is missed.
    private void Forget()
    {
        try
        {
            _connection.Rollback();
        }
        catch (NpgsqlException)
        {
            // It is lost; the failure that matters is on its way already.
        }
    }
}

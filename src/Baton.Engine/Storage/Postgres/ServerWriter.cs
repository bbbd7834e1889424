using Baton.Engine.Cluster;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Npgsql;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// Writes this node's commits to a PostgreSQL server. Each begins with the question whether the node may still write, and keeps the answer true until
/// it has ended: a node that was taken over cannot commit anything.
/// </summary>
internal sealed class ServerWriter : ICommitWriter
{
    private static readonly string LastSeqSql = "SELECT Next - 1 FROM SeqBlock";
    private static readonly string MayWriteSql = "SELECT MayWrite(?)";
    private static readonly string CountSql = Sql.Insert("Counter", "Workspace, Minute, Name, Value, Node") + " ON CONFLICT (Workspace, Minute, Name, Node) DO UPDATE SET Value = Counter.Value + excluded.Value";
    private static readonly string UsageSql = Sql.Insert("AgentUsage", AgentUsageTable.Columns + ", Node") + " ON CONFLICT (Workspace, Agent, Hour, Model, Node)" + AgentUsageTable.Sum;
    private static readonly string ArrivalSql = Sql.Insert("Arrival", "Workspace, Source, Id, Seq");
    private static readonly string WipeSql = "DELETE FROM Arrival WHERE Workspace = ?";
    private static readonly string TellSql = "SELECT pg_notify('baton', ?)";

    // Rows that many units of a commit write over again: only the last of each matters, counts add up.
    private readonly Dictionary<(string, string), SnapshotRow> _snapshots = [];
    private readonly Dictionary<(string, string), CustomerRow> _customers = [];
    private readonly Dictionary<(string, long, string), CounterRow> _counters = [];
    private readonly Dictionary<(string, string, long, string), AgentUsageRow> _usages = [];
    private readonly List<Write> _writes = [];

    private readonly Membership _membership;
    private readonly long _node;
    private readonly ServerConnection _connection;
    private readonly LogParts _parts;
    private readonly ChainWriter _chain;
    private readonly Statement _log;
    private readonly Statement _arrivals;
    private long _gains;

    public ServerWriter(DatabaseServer database)
    {
        _membership = database.Membership;
        _connection = new ServerConnection(database.Kept, onlyReads: false);
        try
        {
            _connection.Execute("SET synchronous_commit = on");
            if (!_membership.Enter(_connection)) throw new JournalException("This node did not answer and was taken over by another; it begins anew.");
            _node = _membership.Node;
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
        if (units.LastOrDefault(unit => unit.Log.Count > 0)?.Log[^1].Seq is { } end && end >= _parts.End) _parts.MakeRoom(end);
        _connection.Gather();
        try
        {
            _connection[MayWriteSql].Bind(_node).Run();
            if (_membership.Gains is var gains && gains != _gains) _chain.Forget();
            _gains = gains;
            foreach (var unit in units) Take(unit);
            WriteAll();
            foreach (var told in Told.Of(_node, units)) _connection[TellSql].Bind(told).Run();
            _connection.Commit();
        }
        catch
        {
            Forget();
            throw;
        }
    }

    public void Dispose() => _connection.Dispose();

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
            _connection.TakeTime();
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

        foreach (var row in unit.Usages) _usages[row.Key] = _usages.TryGetValue(row.Key, out var known) ? known.Plus(row) : row;
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
        Put(CountSql, _counters, (statement, row) =>
        {
            CounterTable.Bind(statement, row);
            statement.Bind(_node);
        });
        Put(UsageSql, _usages, (statement, row) =>
        {
            AgentUsageTable.Bind(statement, row);
            statement.Bind(_node);
        });
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

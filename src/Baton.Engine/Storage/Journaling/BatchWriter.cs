using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Journaling;

/// <summary>Writes the units of one commit on one connection. For one thread at a time.</summary>
internal sealed class BatchWriter : ICommitWriter
{
    private const string BeginSql = "BEGIN IMMEDIATE";
    private const string CommitSql = "COMMIT";
    private const string RollbackSql = "ROLLBACK";
    private const string LastSeqSql = "SELECT coalesce(max(Seq), 0) FROM Log";

    // Rows that many units of a commit write over again: only the last of each matters, counts add up.
    private readonly Dictionary<(string, string), SnapshotRow> _snapshots = [];
    private readonly Dictionary<(string, string), CustomerRow> _customers = [];
    private readonly Dictionary<(string, long, string), long> _counters = [];
    private readonly Dictionary<(string, string, long, string), AgentUsageRow> _usages = [];

    private readonly Connection _connection;
    private readonly ChainWriter _chain;

    public BatchWriter(DatabaseFile file) => _chain = new ChainWriter(_connection = file.Open());

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
        _connection[BeginSql].Run();
        try
        {
            foreach (var unit in units) Write(unit);
            WriteLatest();
            _connection[CommitSql].Run();
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Write(WriteUnit unit)
    {
        var insert = _connection[LogTable.Insert];
        foreach (var row in unit.Log)
        {
            LogTable.Bind(insert, row);
            insert.Bind(_chain.Link(row));
            insert.Run();
        }

        if (unit.Wiped is not null) WriteLatest();
        foreach (var write in unit.Writes) write.Run(_connection);
        if (unit.Wiped is not null) _chain.Forget();
        foreach (var row in unit.Snapshots) _snapshots[(row.Workspace, row.Customer)] = row;
        foreach (var row in unit.Customers) _customers[(row.Workspace, row.Id)] = row;
        foreach (var row in unit.Counters)
        {
            var key = (row.Workspace, row.Minute, row.Name);
            _counters[key] = _counters.GetValueOrDefault(key) + row.Value;
        }

        foreach (var row in unit.Usages) _usages[row.Key] = _usages.TryGetValue(row.Key, out var known) ? known.Plus(row) : row;
    }

    private void WriteLatest()
    {
        foreach (var row in _snapshots.Values) Put(SnapshotTable.Put, row, SnapshotTable.Bind);
        foreach (var row in _customers.Values) Put(CustomerTable.Put, row, CustomerTable.Bind);
        foreach (var ((workspace, minute, name), value) in _counters)
        {
            Put(CounterTable.Count, new CounterRow { Workspace = workspace, Minute = minute, Name = name, Value = value }, CounterTable.Bind);
        }

        foreach (var row in _usages.Values) Put(AgentUsageTable.Add, row, AgentUsageTable.Bind);
        _chain.WriteEnds();
        _usages.Clear();
        _snapshots.Clear();
        _customers.Clear();
        _counters.Clear();
    }

    private void Put<TRow>(string sql, TRow row, Action<Statement, TRow> bind)
    {
        var statement = _connection[sql];
        bind(statement, row);
        statement.Run();
    }

    private void Rollback()
    {
        try
        {
            _connection[RollbackSql].Run();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite has rolled back by itself (disk full, I/O error); the failure that matters is on its way already.
        }
    }
}

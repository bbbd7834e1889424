using Baton.Core.Events;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Lookups;

/// <summary>
/// The few reads on the path of every event, each a search of one index on a ready statement. They are synchronous: they take microseconds.
/// They see what is on disk, so not what is still in flight in the journal.
/// </summary>
public sealed class LogLookups(Database database, FacetIndex facets) : IDisposable
{
    private const string AnyArchivedSql = "SELECT 1 FROM ArchivedId LIMIT 1";
    private static readonly string LastSeqSql = "SELECT coalesce(max(Seq), 0) FROM Log";
    private static readonly string ArchivedSql = "SELECT Seq FROM ArchivedId WHERE Workspace = ? AND Hash = ?";
    private static readonly string AddressSql = "SELECT Customer FROM Address WHERE Workspace = ? AND Kind = ? AND Value = ?";
    private static readonly string SnapshotSql = "SELECT Seq, State FROM Snapshot WHERE Workspace = ? AND Customer = ?";

    private static readonly string CustomerSql = "SELECT 1 FROM Customer WHERE Workspace = ? AND Id = ?";

    private const int RowsOfAPage = 2_000;
    private const int RowsAtOnce = 64;

    private static readonly AnyOf Messages = new(Facet.Type, [EventTypes.MessageReceived, EventTypes.MessageSent]);

    private readonly ReadConnections _connections = new(database);

    // A server keeps every arrival wherever its row lies, but for what had left the log of a database that was copied into it, which never becomes more.
    private readonly Lazy<bool> _archivedIds = new(() => database is DatabaseFile || HasArchivedIds(database));

    /// <summary>The classifiers, by the version that decisions name.</summary>
    public ModelShelf Models { get; } = new(database);

    /// <summary>The last seq on disk; 0 when the log is empty.</summary>
    public long LastSeq()
    {
        using var query = _connections.Prepare(LastSeqSql);
        _ = query.Statement.Next();
        return query.Statement.Long(0);
    }

    /// <summary>The seq of the event of this source and id, when it is on disk already, in the log or moved out of it.</summary>
    public long? FindDuplicate(string workspace, string source, string id)
    {
        using var query = _connections.Prepare(database.FindOnce);
        query.Statement.Bind(workspace).Bind(source).Bind(id);
        return query.Statement.Next() ? query.Statement.Long(0) : FindArchived(workspace, source, id);
    }

    /// <summary>The id of the customer that an address leads to.</summary>
    public string? FindAddress(string workspace, string kind, string value)
    {
        using var query = _connections.Prepare(AddressSql);
        query.Statement.Bind(workspace).Bind(kind).Bind(value);
        return query.Statement.Next() ? query.Statement.Text(0) : null;
    }

    /// <summary>The last snapshot of a customer.</summary>
    public SnapshotRow? LoadSnapshot(string workspace, string customer)
    {
        using var query = _connections.Prepare(SnapshotSql);
        query.Statement.Bind(workspace).Bind(customer);
        if (!query.Statement.Next()) return null;
        return new SnapshotRow { Workspace = workspace, Customer = customer, Seq = query.Statement.Long(0), State = query.Statement.Bytes(1) };
    }

    /// <summary>The log of one customer after a seq, oldest first.</summary>
    public IReadOnlyList<LogRow> ReadLogOf(string workspace, string customer, long afterSeq) =>
        ReadRows(workspace, facets.Oldest(FacetQuery.OfCustomer(workspace, customer) with { First = afterSeq + 1 }, int.MaxValue));

    /// <summary>The log of one customer received at or after a time (unix ms), oldest first; read back from the newest row.</summary>
    public IReadOnlyList<LogRow> ReadLogSince(string workspace, string customer, long since)
    {
        List<LogRow> rows = [];
        var query = FacetQuery.OfCustomer(workspace, customer);
        while (facets.Newest(query, RowsAtOnce) is { Count: > 0 } seqs)
        {
            var newer = ReadRows(workspace, seqs).TakeWhile(row => row.Received >= since).ToList();
            rows.AddRange(newer);
            if (newer.Count < RowsAtOnce) break;
            query = query with { End = seqs[^1] };
        }

        rows.Reverse();
        return rows;
    }

    /// <summary>A customer's last messages, received and sent, oldest first.</summary>
    public IReadOnlyList<LogRow> ReadMessages(string workspace, string customer, int most, long end = long.MaxValue)
    {
        var rows = ReadRows(workspace, facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Customer, [customer]), Messages]) { End = end }, most));
        rows.Reverse();
        return rows;
    }

    /// <summary>The rows of a run, or of a replay of traffic, after a seq, oldest first.</summary>
    public IReadOnlyList<LogRow> ReadRun(string workspace, string run, long afterSeq, int limit) =>
        ReadRows(workspace, facets.Oldest(new FacetQuery(workspace, [new AnyOf(Facet.Run, [run])]) { First = afterSeq + 1 }, limit));

    /// <summary>The row of that seq, if it is in this workspace.</summary>
    public LogRow? ReadRow(string workspace, long seq)
    {
        using var query = _connections.Prepare(LogTable.At);
        query.Statement.Bind(seq).Bind(workspace);
        return query.Statement.Next() ? LogTable.Read(query.Statement) : null;
    }

    private long? FindArchived(string workspace, string source, string id)
    {
        if (!_archivedIds.Value) return null;
        using var query = _connections.Prepare(ArchivedSql);
        query.Statement.Bind(workspace).Bind(ArchivedId.Of(source, id));
        return query.Statement.Next() ? query.Statement.Long(0) : null;
    }

    private static bool HasArchivedIds(Database database)
    {
        using var connection = database.Open(onlyReads: true);
        var any = connection[AnyArchivedSql];
        var has = any.Next();
        any.Reset();
        return has;
    }

    private List<LogRow> ReadRows(string workspace, IReadOnlyList<long> seqs)
    {
        if (database is DatabaseServer) return ReadTogether(workspace, seqs);
        using var query = _connections.Prepare(LogTable.At);
        var rows = new List<LogRow>(seqs.Count);
        foreach (var seq in seqs)
        {
            if (query.Statement.Bind(seq).Bind(workspace).Next()) rows.Add(LogTable.Read(query.Statement));
            query.Statement.Reset();
        }

        return rows;
    }

    // To a server each question is a journey, so one is asked for many rows.
    private List<LogRow> ReadTogether(string workspace, IReadOnlyList<long> seqs)
    {
        var found = new Dictionary<long, LogRow>(seqs.Count);
        for (var first = 0; first < seqs.Count; first += LogTable.Many)
        {
            using var query = _connections.Prepare(LogTable.AtMany);
            query.Statement.Bind(workspace);
            for (var i = first; i < first + LogTable.Many; i++) query.Statement.Bind(i < seqs.Count ? seqs[i] : -1L);
            foreach (var row in query.Read(LogTable.Read)) found[row.Seq] = row;
        }

        return [.. seqs.Select(found.GetValueOrDefault).OfType<LogRow>()];
    }

    /// <summary>Every row of a chain, oldest first, its root included.</summary>
    public IReadOnlyList<LogRow> ReadChain(string workspace, long root)
    {
        using var query = _connections.Prepare(LogTable.OfRoot);
        query.Statement.Bind(root).Bind(root).Bind(workspace);
        return query.Read(LogTable.Read);
    }

    /// <summary>Whether there is a customer of that id.</summary>
    public bool CustomerExists(string workspace, string customer)
    {
        using var query = _connections.Prepare(CustomerSql);
        query.Statement.Bind(workspace).Bind(customer);
        return query.Statement.Next();
    }

    /// <summary>The log of a workspace that is about no customer, after a seq, oldest first.</summary>
    public IReadOnlyList<LogRow> ReadLogOfWorkspace(string workspace, long afterSeq, int limit = int.MaxValue)
    {
        using var query = _connections.Prepare(LogTable.OfNobody);
        query.Statement.Bind(workspace).Bind(afterSeq).Bind(limit);
        return query.Read(LogTable.Read);
    }

    /// <summary>The log of all workspaces after a seq, oldest first.</summary>
    public IReadOnlyList<LogRow> ReadLog(long afterSeq, int limit)
    {
        using var query = _connections.Prepare(LogTable.After);
        query.Statement.Bind(afterSeq).Bind(limit);
        return query.Read(LogTable.Read);
    }

    /// <summary>The whole log of all workspaces in pages, oldest first, up to where it ends when that is reached.</summary>
    public IEnumerable<IReadOnlyList<LogRow>> Pages()
    {
        var after = 0L;
        for (IReadOnlyList<LogRow> page; (page = ReadLog(after, RowsOfAPage)).Count > 0; after = page[^1].Seq) yield return page;
    }

    /// <summary>Every task that is queued or leased, in all workspaces, in the order in which they were made.</summary>
    public IReadOnlyList<TaskRow> OpenTasks()
    {
        using var query = _connections.Prepare(TaskTable.Open);
        return query.Read(TaskTable.Read);
    }

    /// <summary>The task of that id.</summary>
    public TaskRow? ReadTask(string workspace, string task)
    {
        using var query = _connections.Prepare(TaskTable.At);
        query.Statement.Bind(workspace).Bind(task);
        return query.Statement.Next() ? TaskTable.Read(query.Statement) : null;
    }

    /// <summary>How many tasks an agent has open, and how many of its latest ones that ended after a time (unix ms), 20 at most, there are and failed.</summary>
    public (int Open, int Finished, int Failed) StandingOf(string workspace, string agent, long after)
    {
        using var open = _connections.Prepare(TaskTable.CountOpen);
        open.Statement.Bind(workspace).Bind(agent);
        _ = open.Statement.Next();
        using var latest = _connections.Prepare(TaskTable.Latest);
        latest.Statement.Bind(workspace).Bind(agent).Bind(after);
        var ended = latest.Read(statement => statement.TextOrNull(0));
        return (open.Statement.Int(0), ended.Count, ended.Count(status => status == "failure"));
    }

    /// <summary>How many tasks an agent has fetched and not ended.</summary>
    public int LeasedTo(string workspace, string agent)
    {
        using var query = _connections.Prepare(TaskTable.CountLeased);
        query.Statement.Bind(workspace).Bind(agent);
        _ = query.Statement.Next();
        return query.Statement.Int(0);
    }

    /// <summary>What an agent used since an hour: the hours since the unix epoch, each perhaps several times, with calls, tokens and cost.</summary>
    public IReadOnlyList<(long Hour, long Calls, long Tokens, double Cost)> UsageSince(string workspace, string agent, long hour)
    {
        using var query = _connections.Prepare(AgentUsageTable.Since);
        query.Statement.Bind(workspace).Bind(agent).Bind(hour);
        return query.Read(statement => (statement.Long(0), statement.Long(1), statement.Long(2), statement.DoubleOrNull(3) ?? 0));
    }

    /// <summary>How many tasks are open in all workspaces, and since when (unix ms) the oldest could have begun; from an index alone.</summary>
    public (long Open, long? Since) OldestTask()
    {
        using var query = _connections.Prepare(TaskTable.Oldest);
        _ = query.Statement.Next();
        return (query.Statement.Long(0), query.Statement.LongOrNull(1));
    }

    /// <summary>Timers of all workspaces that are due by then, soonest first.</summary>
    /// <param name="by">Unix ms.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="node">Only those in the lanes of this node; null for all.</param>
    public IReadOnlyList<TimerRow> DueTimers(long by, int limit = 1_000, long? node = null)
    {
        using var query = _connections.Prepare(node is null ? TimerTable.DueBy : SharedTables.DueBy);
        query.Statement.Bind(by);
        if (node is { } one) query.Statement.Bind(one);
        query.Statement.Bind(limit);
        return query.Read(TimerTable.Read);
    }

    /// <summary>How many timers of all workspaces are due by then (unix ms).</summary>
    public long TimersDue(long by)
    {
        using var query = _connections.Prepare(TimerTable.CountDue);
        query.Statement.Bind(by);
        _ = query.Statement.Next();
        return query.Statement.Long(0);
    }

    /// <summary>When the next timer is due, unix ms.</summary>
    /// <param name="node">Only in the lanes of this node; null for all.</param>
    public long? NextDue(long? node = null)
    {
        using var query = _connections.Prepare(node is null ? TimerTable.NextDue : SharedTables.NextDue);
        if (node is { } one) query.Statement.Bind(one);
        _ = query.Statement.Next();
        return query.Statement.LongOrNull(0);
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();
}

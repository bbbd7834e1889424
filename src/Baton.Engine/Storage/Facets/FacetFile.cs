using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Facets;

/// <summary>
/// The index in a SQLite file of its own. An index of the log's table would cost each commit a page for nearly every row, because rows of
/// different customers lie far apart in it; here many commits' rows are sorted and added at once, beside the journal's thread.
/// </summary>
/// <remarks>
/// Rows wait in memory from their commit until somebody asks or many have come together; who asks adds them first, so an answer always
/// has everything acknowledged. What a crash leaves out is read from the log at the next start.
/// </remarks>
public sealed class FacetFile : FacetIndex
{
    /// <summary>Raised when the tables or the facets change; an index of another version is thrown away and made again.</summary>
    private const int Version = 1;

    private const int Worthwhile = 1_000;
    private const int TooMany = 5_000;
    private const int RowsAtOnce = 5_000;

    private const string VersionSql = "PRAGMA user_version";
    private const string PositionSql = "SELECT Seq, Source, Id FROM Position";
    private const string MoveSql = "UPDATE Position SET Seq = ?, Source = ?, Id = ?";
    private const string PostSql = "INSERT OR IGNORE INTO Posting (Term, Seq) VALUES (?, ?)";
    private const string UnpostSql = "DELETE FROM Posting WHERE Term = ? AND Seq = ?";
    private const string ForgetPostingsSql = "DELETE FROM Posting WHERE Term IN (SELECT Id FROM Term WHERE Workspace = ?)";
    private const string ForgetTermsSql = "DELETE FROM Term WHERE Workspace = ?";
    private const string TermSql = "SELECT Id FROM Term WHERE Workspace = ? AND Facet = ? AND Value = ?";
    private const string ValuesSql = "SELECT Value FROM Term WHERE Workspace = ? AND Facet = ? AND Value >= ? ORDER BY Value";
    private const string BackSql = "SELECT Seq FROM Posting WHERE Term = ? AND Seq <= ? ORDER BY Seq DESC LIMIT 1";
    private const string OnSql = "SELECT Seq FROM Posting WHERE Term = ? AND Seq >= ? ORDER BY Seq LIMIT 1";
    private const string NewestSql = "SELECT Seq FROM Posting WHERE Term = ? AND Seq >= ? AND Seq < ? ORDER BY Seq DESC LIMIT ?";
    private const string OldestSql = "SELECT Seq FROM Posting WHERE Term = ? AND Seq >= ? AND Seq < ? ORDER BY Seq LIMIT ?";

    private static readonly string Make = $"""
        BEGIN IMMEDIATE;
        DROP TABLE IF EXISTS Posting;
        DROP TABLE IF EXISTS Term;
        DROP TABLE IF EXISTS Position;
        CREATE TABLE Term (Id INTEGER PRIMARY KEY, Workspace TEXT NOT NULL, Facet INTEGER NOT NULL, Value TEXT NOT NULL, UNIQUE (Workspace, Facet, Value));
        CREATE TABLE Posting (Term INTEGER NOT NULL, Seq INTEGER NOT NULL, PRIMARY KEY (Term, Seq)) WITHOUT ROWID;
        CREATE TABLE Position (Seq INTEGER NOT NULL, Source TEXT NOT NULL, Id TEXT NOT NULL);
        INSERT INTO Position VALUES (0, '', '');
        PRAGMA user_version = {Version};
        COMMIT;
        """;

    private readonly Connection _writer;
    private readonly ReadConnections _readers;
    private readonly ReadConnections _log;
    private readonly Terms _terms;
    private readonly Lock _writing = new();
    private readonly Lock _gate = new();
    private readonly HashSet<(string Workspace, string Customer)> _customers = [];
    private List<Pending> _pending = [];
    private int _asked;

    /// <summary>Opens the index, and makes it when it is missing or made by another version.</summary>
    /// <param name="file">Its own file.</param>
    /// <param name="log">The file with the log.</param>
    public FacetFile(DatabaseFile file, DatabaseFile log)
    {
        // What a power failure takes of an index is indexed again.
        _writer = file.Open("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        _readers = new ReadConnections(file);
        _log = new ReadConnections(log);
        _terms = new Terms(_writer);
        using var query = _readers.Prepare(VersionSql);
        if (!query.Statement.Next() || query.Statement.Int(0) != Version) _writer.Execute(Make);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<long> Newest(FacetQuery query, int limit) => Find(query, limit, newestFirst: true);

    /// <inheritdoc/>
    public override IReadOnlyList<long> Oldest(FacetQuery query, int limit) => Find(query, limit, newestFirst: false);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Values(string workspace, Facet facet, string beginning = "")
    {
        CatchUp();
        using var query = _readers.Prepare(ValuesSql);
        query.Statement.Bind(workspace).Bind((long)facet).Bind(beginning);
        return [.. query.Read(row => row.Text(0)).TakeWhile(value => value.StartsWith(beginning, StringComparison.Ordinal))];
    }

    /// <inheritdoc/>
    internal override void Begin()
    {
        lock (_writing)
        {
            // Another log than the one that was indexed, as after restoring a backup.
            var position = ReadPosition();
            if (position.Seq > 0 && !(ReadLog(position.Seq - 1, 1) is [var last] && (last.Seq, last.Source, last.Id) == position)) Remake();
            while (ReadLog(ReadPosition().Seq, RowsAtOnce) is { Count: > 0 } rows) Write(rows.ConvertAll(row => new Pending(row, null)));
        }
    }

    /// <inheritdoc/>
    internal override void Notice(CommittedBatch batch)
    {
        int waiting;
        lock (_gate)
        {
            foreach (var unit in batch.Units)
            {
                if (unit.Wiped is { } workspace) _pending.Add(new Pending(null, workspace));
                foreach (var row in unit.Log)
                {
                    _pending.Add(new Pending(row, null));
                    if (row.Customer is { } customer) _customers.Add((row.Workspace, customer));
                }
            }

            waiting = _pending.Count;
        }

        if (waiting >= TooMany) CatchUp();
        else if (waiting >= Worthwhile && Interlocked.Exchange(ref _asked, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(static index => index.CatchUpUnasked(), this, preferLocal: false);
    }

    /// <inheritdoc/>
    internal override void Forget(IReadOnlyList<LogRow> rows)
    {
        lock (_writing)
        {
            CatchUp();
            _writer.Execute("BEGIN IMMEDIATE");
            try
            {
                var postings = rows.SelectMany(row => Of(row).Select(value => (Term: _terms.Of(row.Workspace, value.Facet, value.Value), row.Seq))).ToList();
                postings.Sort();
                foreach (var (term, seq) in postings) _writer[UnpostSql].Bind(term).Bind(seq).Run();
                _writer.Execute("COMMIT");
            }
            catch
            {
                _terms.Forget();
                _writer.Execute("ROLLBACK");
                throw;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Somebody may be adding rows at this moment.
        lock (_writing)
        {
            _readers.Dispose();
            _log.Dispose();
            _writer.Dispose();
        }
    }

    private List<long> Find(FacetQuery query, int limit, bool newestFirst)
    {
        if (Concerns(query)) CatchUp();
        var all = query.All.Select(any => TermsOf(query.Workspace, any)).ToList();
        if (all.Exists(terms => terms.Length == 0)) return [];
        if (all is [[var only]])
        {
            using var range = _readers.Prepare(newestFirst ? NewestSql : OldestSql);
            range.Statement.Bind(only).Bind(query.First).Bind(query.End).Bind((long)limit);
            return range.Read(row => row.Long(0));
        }

        using var seek = _readers.Prepare(newestFirst ? BackSql : OnSql);
        var walk = new Walk(seek.Statement, all, newestFirst);
        var found = new List<long>();
        for (var next = newestFirst ? query.End - 1 : query.First; found.Count < limit && walk.Next(next) is { } seq && seq >= query.First && seq < query.End; next = newestFirst ? seq - 1 : seq + 1) found.Add(seq);
        return found;
    }

    private long[] TermsOf(string workspace, AnyOf any)
    {
        using var query = _readers.Prepare(TermSql);
        var terms = new List<long>(any.Values.Count);
        foreach (var value in any.Values)
        {
            if (query.Statement.Bind(workspace).Bind((long)any.Facet).Bind(value).Next()) terms.Add(query.Statement.Long(0));
            query.Statement.Reset();
        }

        return [.. terms];
    }

    // A customer of whom nothing waits is answered without adding what waits of others: every event of a customer not in memory asks.
    private bool Concerns(FacetQuery query)
    {
        var customers = query.All.FirstOrDefault(any => any.Facet == Facet.Customer)?.Values;
        lock (_gate) return customers is null ? _pending.Count > 0 : customers.Any(customer => _customers.Contains((query.Workspace, customer)));
    }

    private void CatchUpUnasked()
    {
        Volatile.Write(ref _asked, 0);
        try
        {
            CatchUp();
        }
        catch (Exception e) when (e is Microsoft.Data.Sqlite.SqliteException or ObjectDisposedException)
        {
            // The disk is full, say, or the app stops. What waits goes on waiting; whoever asks next is told what is wrong.
        }
    }

    private void CatchUp()
    {
        lock (_writing)
        {
            List<Pending> taken;
            lock (_gate)
            {
                if (_pending.Count == 0) return;
                (taken, _pending) = (_pending, []);
            }

            try
            {
                Write(taken);
            }
            catch
            {
                lock (_gate) _pending.InsertRange(0, taken);
                throw;
            }

            lock (_gate)
            {
                _customers.Clear();
                foreach (var pending in _pending) if (pending.Row is { Customer: { } customer } row) _customers.Add((row.Workspace, customer));
            }
        }
    }

    private void Write(List<Pending> pending)
    {
        _writer.BeginAlone();
        try
        {
            var postings = new List<(long Term, long Seq)>(pending.Count * 5);
            foreach (var (row, wiped) in pending)
            {
                if (wiped is not null)
                {
                    Post(postings);
                    postings.Clear();
                    Forget(wiped);
                    continue;
                }

                foreach (var (facet, value) in Of(row!)) postings.Add((_terms.Of(row!.Workspace, facet, value), row.Seq));
            }

            Post(postings);
            if (pending.FindLast(p => p.Row is not null).Row is { } last) _writer[MoveSql].Bind(last.Seq).Bind(last.Source).Bind(last.Id).Run();
            _writer.Execute("COMMIT");
        }
        catch
        {
            _terms.Forget();
            _writer.Execute("ROLLBACK");
            throw;
        }
    }

    // In the order of the table: neighbours share a page.
    private void Post(List<(long Term, long Seq)> postings)
    {
        postings.Sort();
        var statement = _writer[PostSql];
        foreach (var (term, seq) in postings) statement.Bind(term).Bind(seq).Run();
    }

    private void Forget(string workspace)
    {
        _writer[ForgetPostingsSql].Bind(workspace).Run();
        _writer[ForgetTermsSql].Bind(workspace).Run();
        _terms.Forget();
    }

    private void Remake()
    {
        _writer.Execute(Make);
        _terms.Forget();
    }

    private List<LogRow> ReadLog(long after, int limit)
    {
        using var query = _log.Prepare(LogTable.After);
        query.Statement.Bind(after).Bind((long)limit);
        return query.Read(LogTable.Read);
    }

    private (long Seq, string Source, string Id) ReadPosition()
    {
        using var query = _readers.Prepare(PositionSql);
        _ = query.Statement.Next();
        return (query.Statement.Long(0), query.Statement.Text(1), query.Statement.Text(2));
    }

    /// <summary>A row to be added, or a workspace to be forgotten.</summary>
    private readonly record struct Pending(LogRow? Row, string? Wiped);
}

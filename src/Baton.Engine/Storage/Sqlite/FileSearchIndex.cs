using System.Text;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Search;

namespace Baton.Engine.Storage.Sqlite;

/// <summary>
/// The full-text index in a file of its own: it can be made again from the log at any time, so it needs no place in
/// the commits, and filling it never holds up the journal.
/// </summary>
internal sealed class FileSearchIndex : SearchIndex
{
    /// <summary>Raised when the texts or the table change; an index of another version is thrown away and made again.</summary>
    private const int Version = 1;

    private const string VersionSql = "PRAGMA user_version";
    private const string PositionSql = "SELECT Seq, Source, Id FROM Position";
    private const string MoveSql = "UPDATE Position SET Seq = ?, Source = ?, Id = ?";
    private const string InsertSql = "INSERT INTO LogText (rowid, Workspace, Text) VALUES (?, ?, ?)";

    private const string DeleteSql = "INSERT INTO LogText (LogText, rowid, Workspace, Text) VALUES ('delete', ?, ?, ?)";
    // What is taken out is at first only marked as such. The first step asks for everything to be merged, the others go on with that.
    private const string BeginMergeSql = "INSERT INTO LogText (LogText, rank) VALUES ('merge', -500)";
    private const string MergeSql = "INSERT INTO LogText (LogText, rank) VALUES ('merge', 500)";
    private const string ChangesSql = "SELECT total_changes()";
    private const string HeldSql = "SELECT rowid FROM LogText WHERE LogText MATCH ? AND rowid >= ? AND rowid <= ?";

    // Newest first is the order of the index itself, so a common word costs no more than a rare one.
    private const string FindSql = "SELECT rowid FROM LogText WHERE LogText MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?";

    private static readonly string Make = $"""
        BEGIN IMMEDIATE;
        DROP TABLE IF EXISTS LogText;
        DROP TABLE IF EXISTS Position;
        CREATE VIRTUAL TABLE LogText USING fts5 (Workspace, Text, content = '', columnsize = 0, prefix = '4', tokenize = "unicode61 remove_diacritics 2");
        CREATE TABLE Position (Seq INTEGER NOT NULL, Source TEXT NOT NULL, Id TEXT NOT NULL);
        INSERT INTO Position VALUES (0, '', '');
        PRAGMA user_version = {Version};
        COMMIT;
        """;

    private readonly Connection _writer;
    private readonly ReadConnections _readers;
    private readonly Lock _writing = new();

    /// <summary>Opens the index, and makes it when it is missing or made by another version.</summary>
    public FileSearchIndex(DatabaseFile file)
    {
        // What a power failure takes of an index is indexed again.
        _writer = file.Open("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        _readers = new ReadConnections(file);
        if (MadeBy() != Version) _writer.Execute(Make);
    }

    public override long Position => ReadPosition().Seq;

    public override IReadOnlyList<long> Find(string workspace, string typed, long beforeSeq, int limit)
    {
        if (SearchQuery.From(typed) is not { } words) return [];
        using var query = _readers.Prepare(FindSql);
        query.Statement.Bind($"Workspace : {Token(workspace)} AND Text : ({words})").Bind(beforeSeq).Bind(limit);
        return query.Read(row => row.Long(0));
    }

    public override void Dispose()
    {
        _readers.Dispose();
        _writer.Dispose();
    }

    internal override void Match(LogLookups log)
    {
        var (seq, source, id) = ReadPosition();
        if (seq == 0) return;
        var rows = log.ReadLog(seq - 1, 1);
        if (rows is [var row] && row.Seq == seq && row.Source == source && row.Id == id) return;
        _writer.Execute(Make);
    }

    internal override void Add(IReadOnlyList<LogRow> rows) => Write(() =>
    {
        foreach (var row in rows) _writer[InsertSql].Bind(row.Seq).Bind(Token(row.Workspace)).Bind(SearchText.Of(row)).Run();
        var last = rows[^1];
        _writer[MoveSql].Bind(last.Seq).Bind(last.Source).Bind(last.Id).Run();
    });

    internal override void Forget(string workspace, IReadOnlyList<LogRow> rows) => Write(() =>
    {
        // A text taken out that is not there would spoil the index: it may have been made since the row left the log.
        var held = Held(workspace, rows[0].Seq, rows[^1].Seq);
        foreach (var row in rows.Where(row => held.Contains(row.Seq))) _writer[DeleteSql].Bind(row.Seq).Bind(Token(row.Workspace)).Bind(SearchText.Of(row)).Run();
    });

    internal override void Compact(CancellationToken cancel)
    {
        for (var (sql, before, after) = (BeginMergeSql, 0L, 2L); after - before >= 2 && !cancel.IsCancellationRequested; sql = MergeSql)
        {
            before = Changes();
            Write(() => _writer[sql].Run());
            after = Changes(); // fewer than two when there was nothing to merge
        }
    }

    private long Changes()
    {
        lock (_writing)
        {
            var statement = _writer[ChangesSql];
            _ = statement.Next();
            var changes = statement.Long(0);
            statement.Reset();
            return changes;
        }
    }

    private void Write(Action write)
    {
        lock (_writing)
        {
            _writer.BeginAlone();
            try
            {
                write();
                _writer.Commit();
            }
            catch
            {
                _writer.Rollback();
                throw;
            }
        }
    }

    private HashSet<long> Held(string workspace, long first, long last)
    {
        var statement = _writer[HeldSql].Bind("Workspace : " + Token(workspace)).Bind(first).Bind(last);
        var held = new HashSet<long>();
        while (statement.Next()) held.Add(statement.Long(0));
        statement.Reset();
        return held;
    }

    /// <summary>One word per workspace, whatever its name; no name can pass for part of another.</summary>
    private static string Token(string workspace) => "w" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(workspace));

    private int MadeBy()
    {
        using var query = _readers.Prepare(VersionSql);
        _ = query.Statement.Next();
        return query.Statement.Int(0);
    }

    private (long Seq, string Source, string Id) ReadPosition()
    {
        using var query = _readers.Prepare(PositionSql);
        _ = query.Statement.Next();
        return (query.Statement.Long(0), query.Statement.Text(1), query.Statement.Text(2));
    }
}

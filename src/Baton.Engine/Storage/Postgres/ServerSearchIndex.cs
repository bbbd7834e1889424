using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Search;

namespace Baton.Engine.Storage.Postgres;

/// <summary>The full-text index in tables beside the log, with the words that SQLite's would have.</summary>
internal sealed class ServerSearchIndex : SearchIndex
{
    /// <summary>Raised when the words or the tables change; an index of another version is thrown away and made again.</summary>
    private const int Version = 1;

    // A common word is found among the newest rows; a rare one is looked for in ever wider stretches, the last of which is the whole log.
    private const long FirstStretch = 20_000;
    private const long Wider = 16;

    private static readonly string PositionSql = "SELECT Seq, Source, Id, Version FROM LogTextPosition";
    private static readonly string HoldSql = "SELECT Seq FROM LogTextPosition FOR UPDATE";
    private static readonly string MoveSql = "UPDATE LogTextPosition SET Seq = ?, Source = ?, Id = ?, Version = ?";
    private static readonly string InsertSql = "INSERT INTO LogText (Seq, Words) SELECT s, w::tsvector FROM unnest(?, ?) AS given (s, w)";
    private static readonly string DeleteSql = "DELETE FROM LogText WHERE Seq IN (SELECT * FROM unnest(?))";
    private static readonly string FindSql =
        "SELECT Seq FROM LogText WHERE Words @@ CAST(? AS tsquery) AND Seq < ? AND Seq >= ? ORDER BY Seq DESC LIMIT ?";

    private readonly Database _database;
    private readonly ReadConnections _readers;

    public ServerSearchIndex(Database database)
    {
        _database = database;
        _readers = new ReadConnections(database);
        if (Read().Version != Version) Clear(database);
    }

    public override long Position => Read().Seq;

    public override IReadOnlyList<long> Find(string workspace, string typed, long beforeSeq, int limit)
    {
        if (SearchWords.Query(workspace, typed) is not { } query) return [];
        var found = new List<long>();
        var before = Math.Min(beforeSeq, Position + 1);
        for (var stretch = FirstStretch; found.Count < limit && before > 0; stretch *= Wider)
        {
            var from = Math.Max(0, before - stretch);
            using var asked = _readers.Prepare(FindSql);
            asked.Statement.Bind(query).Bind(before).Bind(from).Bind((long)(limit - found.Count));
            found.AddRange(asked.Read(row => row.Long(0)));
            before = from;
        }

        return found;
    }

    public override void Dispose() => _readers.Dispose();

    internal override void Match(LogLookups log)
    {
        var (seq, source, id, _) = Read();
        if (seq == 0) return;
        var rows = log.ReadLog(seq - 1, 1);
        if (rows is [var row] && row.Seq == seq && row.Source == source && row.Id == id) return;
        Clear(_database);
    }

    internal override void Add(IReadOnlyList<LogRow> rows)
    {
        using var connection = (ServerConnection)_database.Open();
        var texts = new ServerRows(connection, ServerText.Statement(InsertSql));
        foreach (var row in rows) texts.Bind(row.Seq).Bind(SearchWords.Vector(row.Workspace, SearchText.Of(row))).Run();
        // Every node would index; who has the position goes on from it, the others find it moved.
        connection.Execute("BEGIN");
        try
        {
            var held = connection[HoldSql];
            _ = held.Next();
            var position = held.Long(0);
            held.Reset();
            if (position >= rows[0].Seq)
            {
                connection.Execute("ROLLBACK");
                return;
            }

            texts.Send();
            var last = rows[^1];
            connection[MoveSql].Bind(last.Seq).Bind(last.Source).Bind(last.Id).Bind((long)Version).Run();
            connection.Execute("COMMIT");
        }
        catch
        {
            if (!connection.IsBroken) connection.Execute("ROLLBACK");
            throw;
        }
    }

    internal override void Forget(string workspace, IReadOnlyList<LogRow> rows)
    {
        using var connection = (ServerConnection)_database.Open();
        var seqs = new ServerRows(connection, ServerText.Statement(DeleteSql));
        foreach (var row in rows) seqs.Bind(row.Seq).Run();
        seqs.Send();
    }

    /// <summary>Throws the index away; the indexer makes it again from the log.</summary>
    internal static void Clear(Database database)
    {
        using var connection = (ServerConnection)database.Open();
        connection.Gather();
        connection["TRUNCATE LogText"].Run();
        connection[MoveSql].Bind(0L).Bind("").Bind("").Bind((long)Version).Run();
        connection.Commit();
    }

    private (long Seq, string Source, string Id, int Version) Read()
    {
        using var query = _readers.Prepare(PositionSql);
        _ = query.Statement.Next();
        return (query.Statement.Long(0), query.Statement.Text(1), query.Statement.Text(2), query.Statement.Int(3));
    }
}

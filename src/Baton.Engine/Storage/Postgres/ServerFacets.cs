using System.Collections.Concurrent;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Storage.Postgres;

/// <summary>The log's own indexes: on a server rows are found by them, and so by every node, at once.</summary>
internal sealed class ServerFacets(Database database) : FacetIndex
{
    // A statement is found by its text's reference, so the texts that were ever needed are kept.
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    private readonly ReadConnections _readers = new(database);

    public override IReadOnlyList<long> Newest(FacetQuery query, int limit) => Find(query, limit, "DESC");

    public override IReadOnlyList<long> Oldest(FacetQuery query, int limit) => Find(query, limit, "ASC");

    // Each step goes from one value straight to the next one in the index, however many rows have it.
    public override IReadOnlyList<string> Values(string workspace, Facet facet, string beginning = "")
    {
        var text = Text($"""
            WITH RECURSIVE Known (Value) AS (
                (SELECT {facet} FROM Log WHERE Workspace = ?1 AND {facet} >= ?2 ORDER BY {facet} LIMIT 1)
                UNION ALL
                SELECT (SELECT {facet} FROM Log WHERE Workspace = ?1 AND {facet} > Known.Value ORDER BY {facet} LIMIT 1) FROM Known WHERE Known.Value IS NOT NULL)
            SELECT Value FROM Known WHERE Value IS NOT NULL
            """);
        using var query = _readers.Prepare(text);
        query.Statement.Bind(workspace).Bind(beginning);
        return [.. query.Read(row => row.Text(0)).TakeWhile(value => value.StartsWith(beginning, StringComparison.Ordinal))];
    }

    internal override void Begin()
    {
        // The indexes are kept by the server.
    }

    internal override void Notice(CommittedBatch batch)
    {
        // As above.
    }

    protected override void Dispose(bool disposing) => _readers.Dispose();

    private static string Text(string sql) => Texts.GetOrAdd(sql, sql);

    private List<long> Find(FacetQuery query, int limit, string order)
    {
        if (query.All.Any(any => any.Values.Count == 0)) return [];
        var meant = string.Concat(query.All.Select(any => $" AND {any.Facet} IN ({string.Join(", ", Enumerable.Repeat("?", any.Values.Count))})"));
        using var asked = _readers.Prepare(Text($"SELECT Seq FROM Log WHERE Workspace = ? AND Seq >= ? AND Seq < ?{meant} ORDER BY Seq {order} LIMIT ?"));
        var statement = asked.Statement.Bind(query.Workspace).Bind(query.First).Bind(query.End);
        foreach (var value in query.All.SelectMany(any => any.Values)) statement.Bind(value);
        statement.Bind((long)limit);
        return asked.Read(row => row.Long(0));
    }
}

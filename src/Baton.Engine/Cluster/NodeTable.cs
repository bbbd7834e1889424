using Baton.Engine.Storage;
using Baton.Engine.Storage.Chain;
using Npgsql;

namespace Baton.Engine.Cluster;

/// <summary>What the database says of the nodes at one moment.</summary>
/// <param name="Nodes">Every node.</param>
/// <param name="Owners">The node of each lane; 0 for none.</param>
/// <param name="Revisions">The last change of each workspace's configuration.</param>
internal sealed record NodeView(IReadOnlyList<Node> Nodes, IReadOnlyList<long> Owners, IReadOnlyDictionary<string, long> Revisions);

/// <summary>The nodes, their lanes and what they know, in the tables that they share. Times are the database's own, so that no node's clock matters.</summary>
internal sealed class NodeTable(DatabaseServer database)
{
    // Of a process that was killed the session is gone at once; one that only lost it comes back within a beat or two.
    private const string IsMissed = """
        (n.Seen < clock_timestamp() - interval '5 s' OR n.Seen < clock_timestamp() - interval '2 s'
            AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.pid = n.Session AND a.backend_start = n.SessionStart))
        """;

    /// <summary>Reads everything.</summary>
    public async Task<NodeView> ReadAsync(CancellationToken cancel)
    {
        await using var ask = database.Say($"""
            SELECT n.Id, n.Name, n.Address, n.Started, n.TakesLanes, extract(epoch FROM clock_timestamp() - n.Seen)::float8, {IsMissed}, (SELECT count(*)::int FROM Lane l WHERE l.Node = n.Id) FROM Node n ORDER BY n.Id;
            SELECT Number, Node FROM Lane WHERE Node IS NOT NULL;
            SELECT Workspace, Seq FROM Revision
            """);
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        var nodes = new List<Node>();
        while (await rows.ReadAsync(cancel))
        {
            nodes.Add(new Node(rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<DateTimeOffset>(3), rows.GetBoolean(4), TimeSpan.FromSeconds(Math.Max(0, rows.GetDouble(5))), rows.GetBoolean(6), rows.GetInt32(7)));
        }

        await rows.NextResultAsync(cancel);
        var owners = new long[LaneNumber.Count];
        while (await rows.ReadAsync(cancel)) owners[rows.GetInt32(0)] = rows.GetInt64(1);
        await rows.NextResultAsync(cancel);
        var revisions = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancel)) revisions[rows.GetString(0)] = rows.GetInt64(1);
        return new NodeView(nodes, owners, revisions);
    }

    /// <summary>Ends a node if it is still missed; its lanes are free then.</summary>
    public async Task<bool> TakeOverAsync(long node, CancellationToken cancel)
    {
        await using var say = Said($"SELECT count(EndNode(n.Id)) FROM Node n WHERE n.Id = $1 AND {IsMissed}", node);
        return (long)(await say.ExecuteScalarAsync(cancel))! > 0;
    }

    /// <summary>Takes up to so many lanes that nobody has, if this node may still write.</summary>
    public async Task<IReadOnlyList<int>> ClaimAsync(long me, int most, CancellationToken cancel)
    {
        await using var say = Said("""
            UPDATE Lane SET Node = $1 WHERE EXISTS (SELECT 1 FROM Writer WHERE Node = $1) AND Number IN
                (SELECT Number FROM Lane l WHERE l.Node IS NULL OR NOT EXISTS (SELECT 1 FROM Node n WHERE n.Id = l.Node) ORDER BY Number LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING Number
            """, me, (long)most);
        await using var rows = await say.ExecuteReaderAsync(cancel);
        var claimed = new List<int>();
        while (await rows.ReadAsync(cancel)) claimed.Add(rows.GetInt32(0));
        return claimed;
    }

    /// <summary>Gives lanes to whoever takes them, and says so.</summary>
    public async Task ReleaseAsync(long me, IReadOnlyList<int> lanes, CancellationToken cancel)
    {
        await using var say = Said("WITH given AS (UPDATE Lane SET Node = NULL WHERE Node = $1 AND Number = ANY($2)) SELECT pg_notify('baton', '0 lanes')", me, lanes.ToArray());
        await say.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Says what this node knows of a workspace's configuration.</summary>
    public async Task NoteKnownAsync(long me, string workspace, long seq, CancellationToken cancel)
    {
        await using var say = Said("""
            INSERT INTO Known (Node, Workspace, Seq) SELECT Id, $2, $3 FROM Node WHERE Id = $1
            ON CONFLICT (Node, Workspace) DO UPDATE SET Seq = greatest(Known.Seq, excluded.Seq)
            """, me, workspace, seq);
        await say.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Whether every node that decides knows a workspace's configuration up to a seq.</summary>
    public async Task<bool> IsKnownAsync(string workspace, long seq, CancellationToken cancel)
    {
        await using var ask = Said("""
            SELECT NOT EXISTS (SELECT 1 FROM Node n WHERE (n.TakesLanes OR EXISTS (SELECT 1 FROM Lane l WHERE l.Node = n.Id))
                AND NOT EXISTS (SELECT 1 FROM Known k WHERE k.Node = n.Id AND k.Workspace = $1 AND k.Seq >= $2))
            """, workspace, seq);
        return (bool)(await ask.ExecuteScalarAsync(cancel))!;
    }

    private NpgsqlCommand Said(string sql, params object[] values)
    {
        var command = database.Say(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}

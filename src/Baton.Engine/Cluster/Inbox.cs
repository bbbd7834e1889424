using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Postgres;
using Npgsql;

namespace Baton.Engine.Cluster;

/// <summary>A batch that counts and of which perhaps not every part is taken yet.</summary>
internal sealed record InboxBatch(long Id, string Workspace, IReadOnlyList<Input> Inputs);

/// <summary>Batches for customers of several nodes: on disk as a whole before any part of them is taken, and until all are.</summary>
internal sealed class Inbox(DatabaseServer database)
{
    private const int Most = 8;

    private readonly ConcurrentDictionary<long, byte> _underway = new();

    /// <summary>Writes a batch down; it counts from now on. Whoever put it calls <see cref="Leave"/>.</summary>
    public async Task<long> PutAsync(string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel)
    {
        // Who hands it out again cannot know what was taken before.
        var text = JsonSerializer.Serialize(inputs.Select(input => input with { IsUnique = false }), LogJson.Compact);
        try
        {
            await using var say = Said("INSERT INTO Inbox (Node, Workspace, Inputs) VALUES ($1, $2, $3) RETURNING Id", database.Membership.Node, workspace, ServerText.Kept(text));
            var id = (long)(await say.ExecuteScalarAsync(cancel))!;
            _underway[id] = 0;
            return id;
        }
        catch (NpgsqlException fault)
        {
            throw new JournalException("The batch could not be written down: " + fault.Message, fault);
        }
    }

    /// <summary>Batches that a node left, or that could not be handed out here.</summary>
    public async Task<IReadOnlyList<InboxBatch>> LeftAsync(CancellationToken cancel)
    {
        await using var say = Said("""
            UPDATE Inbox SET Node = $1 WHERE Id IN (SELECT i.Id FROM Inbox i
                WHERE (i.Node IS NULL OR NOT EXISTS (SELECT 1 FROM Node n WHERE n.Id = i.Node) OR i.Node = $1 AND NOT i.Id = ANY($2)) ORDER BY i.Id LIMIT $3 FOR UPDATE SKIP LOCKED)
            RETURNING Id, Workspace, Inputs
            """, database.Membership.Node, _underway.Keys.ToArray(), (long)Most);
        await using var rows = await say.ExecuteReaderAsync(cancel);
        var left = new List<InboxBatch>();
        while (await rows.ReadAsync(cancel))
        {
            var batch = new InboxBatch(rows.GetInt64(0), rows.GetString(1), JsonSerializer.Deserialize<List<Input>>(rows.GetString(2), LogJson.Compact)!);
            if (_underway.TryAdd(batch.Id, 0)) left.Add(batch); // or it was put between the question and the answer
        }

        return left;
    }

    /// <summary>Every part was taken.</summary>
    public async Task RemoveAsync(long batch)
    {
        await using var say = Said("DELETE FROM Inbox WHERE Id = $1", batch);
        await say.ExecuteNonQueryAsync();
    }

    /// <summary>It is not being handed out here any more; what is still there is handed out again.</summary>
    public void Leave(long batch) => _underway.TryRemove(batch, out _);

    private NpgsqlCommand Said(string sql, params object[] values)
    {
        var command = database.Say(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}

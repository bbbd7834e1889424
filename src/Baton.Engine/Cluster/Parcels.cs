using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Baton.Engine.Cluster;

/// <summary>What became of a parcel: what it carried was taken, or its lane is elsewhere, or nobody knows.</summary>
internal sealed record ParcelAnswer(IReadOnlyList<Carried>? Carried = null, bool IsElsewhere = false, string? Fault = null);

/// <summary>What nodes send each other through the database while they do not reach each other over the network. Slower, and rarely used.</summary>
internal sealed class Parcels(DatabaseServer database, ILogger<Parcels> logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Soon = TimeSpan.FromMilliseconds(100), Idle = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, TaskCompletionSource<IReadOnlyList<Carried>>> _sent = new();
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Looks at once whether there is anything.</summary>
    public void Wake() => _wake.Release();

    public void Dispose() => _wake.Dispose();

    /// <summary>Sends inputs to a node, and waits for what became of them.</summary>
    /// <exception cref="LaneElsewhereException">They were not taken.</exception>
    /// <exception cref="CarryException">Nobody knows whether they were taken.</exception>
    public async Task<IReadOnlyList<Carried>> SendAsync(Node node, string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel)
    {
        await using var say = Said("""
            WITH sent AS (INSERT INTO Parcel (Node, Sender, Workspace, Inputs) VALUES ($1, $2, $3, $4) RETURNING Id) SELECT Id, pg_notify('baton', $1 || ' parcel') FROM sent
            """, node.Id, database.Membership.Node, workspace, ServerText.Kept(JsonSerializer.Serialize(inputs, LogJson.Compact)));
        var parcel = (long)(await say.ExecuteScalarAsync(cancel))!;
        var answered = new TaskCompletionSource<IReadOnlyList<Carried>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _sent[parcel] = answered;
        Wake();
        try
        {
            return await answered.Task.WaitAsync(Patience, cancel);
        }
        catch (TimeoutException)
        {
            if (await TakeBackAsync(parcel)) throw new LaneElsewhereException(-1);
            throw new CarryException($"{node.Name} does not answer, neither over the network nor through the database.");
        }
        finally
        {
            _sent.TryRemove(parcel, out _);
        }
    }

    /// <summary>Takes what others send and hears what they answer, until cancelled.</summary>
    public async Task RunAsync(Conductor conductor, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(_sent.IsEmpty ? Idle : Soon, cancel);
                while (await _wake.WaitAsync(TimeSpan.Zero, cancel))
                {
                    // However many called, one look is enough.
                }

                await TakeAsync(conductor, cancel);
                if (!_sent.IsEmpty) await HearAsync(cancel);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                logger.LogDebug(fault, "Parcels could not be looked at; it tries again");
                await Task.Delay(Idle, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task TakeAsync(Conductor conductor, CancellationToken cancel)
    {
        await using var say = Said("""
            WITH old AS (DELETE FROM Parcel WHERE Sent < clock_timestamp() - interval '1 min')
            UPDATE Parcel SET IsTaken = TRUE WHERE Id IN
                (SELECT Id FROM Parcel WHERE Node = $1 AND NOT IsTaken AND Sent > clock_timestamp() - interval '50 s' ORDER BY Id LIMIT 64 FOR UPDATE SKIP LOCKED)
            RETURNING Id, Sender, Workspace, Inputs
            """, database.Membership.Node);
        await using var rows = await say.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            _ = AnswerAsync(conductor, rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), JsonSerializer.Deserialize<List<Input>>(rows.GetString(3), LogJson.Compact)!);
        }
    }

    private async Task AnswerAsync(Conductor conductor, long parcel, long sender, string workspace, List<Input> inputs)
    {
        try
        {
            var answer = await AnswerAsync(conductor, workspace, inputs);
            await using var say = Said("WITH answered AS (UPDATE Parcel SET Answer = $2 WHERE Id = $1) SELECT pg_notify('baton', $3 || ' parcel')", parcel, ServerText.Kept(JsonSerializer.Serialize(answer, LogJson.Compact)), sender);
            await say.ExecuteNonQueryAsync();
        }
        catch (Exception fault)
        {
            // Its sender hears nothing then, and looks whether it was taken.
            logger.LogWarning(fault, "What another node sent through the database could not be answered");
        }
    }

    private static async Task<ParcelAnswer> AnswerAsync(Conductor conductor, string workspace, List<Input> inputs)
    {
        try
        {
            var turns = await conductor.TakeHereAsync(workspace, inputs, CancellationToken.None);
            return new ParcelAnswer([.. turns.Select(turn => new Carried(turn.Status, turn.Seq, turn.Refusal))]);
        }
        catch (LaneElsewhereException)
        {
            return new ParcelAnswer(IsElsewhere: true);
        }
        catch (JournalException fault)
        {
            return new ParcelAnswer(Fault: fault.Message);
        }
    }

    // What was answered; and what nobody will answer any more, since its node is gone.
    private async Task HearAsync(CancellationToken cancel)
    {
        await using var say = Said("""
            DELETE FROM Parcel p WHERE p.Id = ANY($1) AND (p.Answer IS NOT NULL OR NOT EXISTS (SELECT 1 FROM Node n WHERE n.Id = p.Node)) RETURNING p.Id, p.IsTaken, p.Answer
            """, (object)_sent.Keys.ToArray());
        await using var rows = await say.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            if (!_sent.TryRemove(rows.GetInt64(0), out var sent)) continue;
            var answer = rows.IsDBNull(2) ? new ParcelAnswer(IsElsewhere: !rows.GetBoolean(1)) : JsonSerializer.Deserialize<ParcelAnswer>(rows.GetString(2), LogJson.Compact)!;
            if (answer.Carried is { } carried) sent.TrySetResult(carried);
            else if (answer.IsElsewhere) sent.TrySetException(new LaneElsewhereException(-1));
            else sent.TrySetException(new CarryException(answer.Fault ?? "The node that had it is gone."));
        }
    }

    /// <summary>Whether a parcel was still there, untaken.</summary>
    private async Task<bool> TakeBackAsync(long parcel)
    {
        await using var say = Said("DELETE FROM Parcel WHERE Id = $1 AND NOT IsTaken RETURNING 1", parcel);
        return await say.ExecuteScalarAsync() is not null;
    }

    private NpgsqlCommand Said(string sql, params object[] values)
    {
        var command = database.Say(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}

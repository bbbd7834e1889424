using System.Diagnostics;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Customers;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Timeline;
using Npgsql;

namespace Baton.Engine.Cluster;

/// <summary>
/// Lets each input be taken by the node that has its customer's lane, wherever it came in. While lanes move, a node is gone or a commit failed it tries
/// again, so that callers wait a moment longer and see no error; what may have been taken already is looked for, so that nothing counts twice.
/// </summary>
public sealed class Relay
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5), Longest = TimeSpan.FromMilliseconds(200);

    private readonly DatabaseServer _database;
    private readonly LaneMap _map;
    private readonly LogLookups _lookups;
    private readonly ICourier? _courier;
    private readonly NodeTable _table;
    private readonly Inbox _inbox;

    internal Relay(DatabaseServer database, LaneMap map, LogLookups lookups, ICourier? courier, Inbox inbox) =>
        (_database, _map, _lookups, _courier, _inbox, _table) = (database, map, lookups, courier, inbox, new NodeTable(database));

    /// <summary>A configuration changed, and every node is waited for to know it, this one too.</summary>
    internal event Action? Configured;

    /// <summary>For how long it tries.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    internal async Task<IReadOnlyList<Turn>> TakeAsync(Conductor conductor, string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel)
    {
        var (began, pause, isUnsure) = (Stopwatch.GetTimestamp(), Shortest, false);
        for (; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            Exception failed;
            try
            {
                var named = Named(conductor, workspace, inputs, isUnsure);
                var parts = Parts(workspace, named);
                if (parts.Count > 1) return await TogetherAsync(conductor, workspace, named, cancel);
                var owner = parts[0];
                if (owner is null) throw new LaneElsewhereException(LaneOf(workspace, named[0]));
                var turns = owner.Id == _map.Me ? await conductor.TakeHereAsync(workspace, named, cancel) : await CarryAsync(owner, workspace, named, cancel);
                if (inputs.Any(input => input.Configures)) await KnownByAllAsync(workspace, turns.Max(turn => turn.Seq), cancel);
                return isUnsure ? Own(workspace, inputs, turns) : turns;
            }
            catch (LaneElsewhereException elsewhere)
            {
                failed = elsewhere;
            }
            catch (Exception fault) when (fault is JournalException or CarryException || Absence.Is(fault))
            {
                // Where the database was lost on the way back, it may be taken as well.
                (failed, isUnsure) = (fault, true);
            }

            if (Stopwatch.GetElapsedTime(began) > Patience) throw failed as JournalException ?? new JournalException(failed is LaneElsewhereException or CarryException
                ? $"The node that decides for this customer could not be reached: {failed.Message} Try again." : $"The database does not answer: {failed.Message}", failed);
            await Task.Delay(pause, cancel);
        }
    }

    // A node that says nothing is taken over, and is waited for no longer.
    private async Task KnownByAllAsync(string workspace, long seq, CancellationToken cancel)
    {
        Configured?.Invoke();
        while (seq > 0 && !await _table.IsKnownAsync(workspace, seq, cancel)) await Task.Delay(Shortest, cancel);
    }

    /// <summary>Claims an address for a customer, on disk; answers whose it is, which is who was first.</summary>
    internal string Claim(string workspace, Address address, string customer)
    {
        using var say = _database.Say("SELECT ClaimAddress($1, $2, $3, $4)");
        foreach (var value in (string[])[workspace, address.Kind, address.Value, customer]) say.Parameters.Add(new() { Value = ServerText.Kept(value) });
        try
        {
            return (string)say.ExecuteScalar()!;
        }
        catch (NpgsqlException fault)
        {
            throw new JournalException("Whose an address is could not be written down: " + fault.Message, fault);
        }
    }

    private static int LaneOf(string workspace, Input input) => LaneNumber.Of(workspace, input.Customer ?? CustomerState.OfWorkspace);

    private static List<Input> Named(Conductor conductor, string workspace, IReadOnlyList<Input> inputs, bool isUnsure)
    {
        var named = inputs.Select(input => input with { Customer = conductor.CustomerOf(workspace, input), IsUnique = input.IsUnique && !isUnsure }).ToList();
        return named.Exists(input => input.FollowsFirst) ? named.ConvertAll(input => input.FollowsFirst ? input with { Customer = named[0].Customer } : input) : named;
    }

    // Every node that has one of the lanes; null among them for lanes that nobody is known to have.
    private List<Node?> Parts(string workspace, List<Input> inputs) => [.. inputs.Select(input => OwnerOf(LaneOf(workspace, input))).DistinctBy(owner => owner?.Id ?? 0)];

    private Node? OwnerOf(int lane) => _map.IsMine(lane) ? _map.Nodes.FirstOrDefault(node => node.Id == _map.Me) : _map.OwnerOf(lane) is { } owner && owner.Id != _map.Me ? owner : null;

    // From the moment that the whole batch is on disk it counts, whatever happens to this node or another.
    private async Task<IReadOnlyList<Turn>> TogetherAsync(Conductor conductor, string workspace, List<Input> inputs, CancellationToken cancel)
    {
        var batch = await _inbox.PutAsync(workspace, inputs, cancel);
        return await HandOutAsync(conductor, new InboxBatch(batch, workspace, inputs));
    }

    /// <summary>Lets every part of a batch be taken, and forgets it then.</summary>
    internal async Task<IReadOnlyList<Turn>> HandOutAsync(Conductor conductor, InboxBatch batch)
    {
        try
        {
            // By lane, which stays one node's, while the node that has it may change.
            var turns = new Turn[batch.Inputs.Count];
            await Task.WhenAll(batch.Inputs.Index().GroupBy(input => LaneOf(batch.Workspace, input.Item)).Select(async lane =>
            {
                var taken = await TakeAsync(conductor, batch.Workspace, [.. lane.Select(input => input.Item)], CancellationToken.None);
                foreach (var ((index, _), turn) in lane.Zip(taken)) turns[index] = turn;
            }));
            await _inbox.RemoveAsync(batch.Id);
            return turns;
        }
        catch (NpgsqlException fault)
        {
            throw new JournalException("The batch was taken and could not be put away: " + fault.Message, fault);
        }
        finally
        {
            _inbox.Leave(batch.Id);
        }
    }

    private async Task<IReadOnlyList<Turn>> CarryAsync(Node owner, string workspace, List<Input> inputs, CancellationToken cancel)
    {
        if (_courier is null || owner.Address.Length == 0) throw new LaneElsewhereException(LaneOf(workspace, inputs[0]));
        var carried = await _courier.CarryAsync(owner, workspace, inputs, cancel);
        var turns = new Turn[inputs.Count];
        for (var i = 0; i < turns.Length; i++) turns[i] = Read(workspace, inputs[i], carried[i]);
        return turns;
    }

    private Turn Read(string workspace, Input input, Carried carried)
    {
        var turn = new Turn(carried.Status, carried.Seq) { Refusal = carried.Refusal };
        if (carried.Status == TurnStatus.Duplicate) return turn;
        var state = StateCache.Load(_lookups, workspace, input.Customer ?? CustomerState.OfWorkspace).State;
        return carried.Status == TurnStatus.Refused ? turn with { State = state } : Filled(workspace, turn) with { State = state };
    }

    // What only this call can have sent was taken by one of its own tries.
    private List<Turn> Own(string workspace, IReadOnlyList<Input> inputs, IReadOnlyList<Turn> turns) =>
        [.. turns.Zip(inputs, (turn, input) => input.IsUnique && turn.Status == TurnStatus.Duplicate ? Read(workspace, input, new Carried(TurnStatus.Accepted, turn.Seq, null)) : turn)];

    private Turn Filled(string workspace, Turn turn) => _lookups.ReadRow(workspace, turn.Seq) is { } row ? turn with { Event = row.ToEvent(), Decision = row.ToDecision() } : turn;
}

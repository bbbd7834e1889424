using System.Globalization;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Cluster;
using Baton.Engine.Customers;
using Baton.Engine.Policies;
using Baton.Engine.Routing;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Pipeline;

/// <summary>
/// The path of an event, read top to bottom. What is not visible here does not happen: find the customer, see that it counts once,
/// enter the lane, decide, fold, record everything in one unit, leave the lane, wait until it is on disk, and only then say so.
/// </summary>
public sealed class Conductor
{
    /// <summary>How the fault of an event begins that is quarantined because of a mistake here and not in the event.</summary>
    internal const string WentWrong = "Deciding on it went wrong";

    private readonly TimeProvider _clock;
    private readonly Journal _journal;
    private readonly LogLookups _lookups;
    private readonly Configurations _configurations;
    private readonly AddressBook _addresses;
    private readonly Arrivals _arrivals;
    private readonly Lanes _lanes;
    private readonly LaneMap _map;
    private readonly Relay? _relay;
    private readonly PoolSights _sights;

    /// <summary>Makes the one conductor of a process.</summary>
    /// <param name="clock">The app's clock.</param>
    /// <param name="journal">Where everything is written.</param>
    /// <param name="lookups">Where it is read.</param>
    /// <param name="configurations">What workspaces decide with.</param>
    /// <param name="map">Which lanes are this node's.</param>
    /// <param name="sights">How the agents of pools stand.</param>
    /// <param name="relay">Carries to other nodes what is theirs; null when there are none.</param>
    public Conductor(TimeProvider clock, Journal journal, LogLookups lookups, Configurations configurations, LaneMap map, PoolSights sights, Relay? relay = null)
    {
        (_clock, _journal, _lookups, _configurations, _map, _sights, _relay) = (clock, journal, lookups, configurations, map, sights, relay);
        _addresses = new AddressBook(lookups, journal, configurations, relay is null ? null : relay.Claim);
        _arrivals = new Arrivals(lookups);
        _lanes = new Lanes(lookups, journal);
    }

    /// <summary>The lanes of this process.</summary>
    internal Lanes Lanes => _lanes;

    /// <summary>Takes one input.</summary>
    public async Task<Turn> TakeAsync(string workspace, Input input, CancellationToken cancel = default) => (await TakeAsync(workspace, [input], cancel))[0];

    /// <summary>Takes several inputs together, in their order: all become durable in one commit, or none does.</summary>
    /// <exception cref="JournalException">They could not be made durable; nothing was changed.</exception>
    public Task<IReadOnlyList<Turn>> TakeAsync(string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel = default) =>
        _relay is null ? TakeHereAsync(workspace, inputs, cancel) : _relay.TakeAsync(this, workspace, inputs, cancel);

    /// <summary>Takes inputs whose customers' lanes are all this node's.</summary>
    /// <exception cref="LaneElsewhereException">One of the lanes is not, or no longer; nothing was changed.</exception>
    public async Task<IReadOnlyList<Turn>> TakeHereAsync(string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel)
    {
        var turns = new Turn?[inputs.Count];
        var earlier = new Task<Turn>?[inputs.Count];
        var mine = new List<(int Index, Input Input, string Customer)>(inputs.Count);
        try
        {
            // A lane that comes here later may bring an arrival that is looked for now: then it is looked for again.
            var stretches = _map.IsShared ? Stretches(workspace, inputs) : null;
            for (var i = 0; i < inputs.Count; i++)
            {
                // What follows from something taken before was taken with it.
                if (inputs[i].FollowsFirst && earlier[0] is not null) earlier[i] = earlier[0];
                else if (_arrivals.TryReserve(workspace, inputs[i], out earlier[i])) mine.Add((i, inputs[i], ""));
            }

            for (var k = 0; k < mine.Count; k++) mine[k] = mine[k] with { Customer = CustomerOf(workspace, mine[k].Input) };

            if (mine.Count > 0) await TakeAsync(workspace, mine, turns, stretches, cancel);
            foreach (var (i, input, _) in mine) _arrivals.Release(workspace, input, turns[i]!);
        }
        catch (Exception e)
        {
            foreach (var (_, input, _) in mine) _arrivals.Release(workspace, input, e);
            throw;
        }

        // Those on their way elsewhere are waited for last, holding nothing that they might wait for.
        for (var i = 0; i < inputs.Count; i++) turns[i] ??= await AfterAsync(workspace, inputs[i], earlier[i]!, cancel);
        return turns!;
    }

    // When the one before came to nothing (its sender went away, say), this one is the first.
    private async Task<Turn> AfterAsync(string workspace, Input input, Task<Turn> earlier, CancellationToken cancel)
    {
        await ((Task)earlier).WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        if (earlier.IsCompletedSuccessfully) return await earlier;
        if (input.FollowsFirst) throw new JournalException("What it follows from was not taken. Try again.");
        return (await TakeHereAsync(workspace, [input], cancel))[0];
    }

    /// <summary>The state of a customer with everything acknowledged so far, as the next decision would find it.</summary>
    public async Task<CustomerState> StateOfAsync(string workspace, string customer, CancellationToken cancel = default)
    {
        var lane = Lanes.Of(workspace, customer);
        using var lanes = await _lanes.EnterAsync([lane], cancel);
        var (state, config, now) = (StateIn(lanes, workspace, customer), _configurations.Of(workspace), _clock.GetUtcNow());
        return Decider.NeedsHistory(state, config) ? Decider.Current(state, now, config, History.Before(_lookups, state.Id, long.MaxValue, now, config)) : state;
    }

    /// <summary>The states of customers as folded so far, all at one moment.</summary>
    internal async Task<IReadOnlyList<CustomerState>> StatesAsync(string workspace, IEnumerable<string> customers, CancellationToken cancel)
    {
        using var lanes = await _lanes.EnterAllAsync(cancel);
        return [.. customers.Select(customer => StateIn(lanes, workspace, customer))];
    }

    /// <summary>Puts the states of customers on disk as they are now, each in its lane, so that none needs its older rows any more.</summary>
    internal async Task SnapshotAsync(string workspace, IEnumerable<string> customers, CancellationToken cancel)
    {
        var durable = new List<Task>();
        foreach (var customer in customers)
        {
            using var lanes = await _lanes.EnterAsync([Lanes.Of(workspace, customer)], cancel);
            var cached = lanes.State(workspace, customer);
            using var unit = _journal.Begin(0);
            if (cached.Generation != unit.Generation) throw new JournalException("The log could not be written a moment ago; what was in memory is being read again. Try again.");
            Recording.Snapshot(unit, workspace, cached);
            durable.Add(_journal.SubmitAsync(unit));
        }

        await Task.WhenAll(durable);
    }

    // What another node acknowledges is on disk; what this one does may still be on its way there.
    private CustomerState StateIn(Lanes.Entry lanes, string workspace, string customer) =>
        _map.IsMine(workspace, customer) ? lanes.State(workspace, customer).State : StateCache.Load(_lookups, workspace, customer).State;

    /// <summary>The customer to whom an address belongs, if it is known.</summary>
    public string? Find(string workspace, Address address) => _addresses.Find(workspace, address);

    /// <summary>Whether an address is an id of Baton's making that it never made in this workspace: a slip, and no new customer.</summary>
    public bool IsNobody(string workspace, Address address) => AddressBook.IsBatons(address) && Find(workspace, address) is null;

    /// <summary>Forgets a workspace's log and everything made of it. Only for the demo's reset.</summary>
    internal async Task ForgetAsync(string workspace, CancellationToken cancel)
    {
        using var lanes = await _lanes.EnterAllAsync(cancel);
        using var unit = _journal.Begin(0);
        var resets = _configurations.ResetsOf(workspace) + 1;
        unit.Wipe(workspace);
        unit.Put(new SettingRow { Workspace = workspace, Name = Configurations.Resets, Value = resets.ToString(CultureInfo.InvariantCulture) });
        await _journal.SubmitAsync(unit);
        _configurations.SetResets(workspace, resets);
        _journal.Renew();
        _configurations.Set(Configurations.Beginning(workspace));
    }

    /// <summary>Raised with the milliseconds that an input waited for its lane; not when it found it free.</summary>
#pragma warning disable MA0046 // a sender would say nothing, and this runs thousands of times a second
    public event Action<double>? LaneWaited
    {
        add => _lanes.Waited += value;
        remove => _lanes.Waited -= value;
    }
#pragma warning restore MA0046

    /// <summary>How long the lane has been held that was entered first among those held now, and its number.</summary>
    public (TimeSpan For, int Lane) LongestHeld => _lanes.LongestHeld();

    /// <summary>Whether so much is under way that callers should wait a moment.</summary>
    public bool IsFull => _journal.Full;

    private long[] Stretches(string workspace, IReadOnlyList<Input> inputs)
    {
        var stretches = new long[Lanes.Count];
        foreach (var input in inputs)
        {
            var lane = Lanes.Of(workspace, CustomerOf(workspace, input));
            if ((stretches[lane] = _map.StretchOf(lane)) == 0) throw new LaneElsewhereException(lane);
        }

        return stretches;
    }

    private void StillMine(string workspace, List<(int Index, Input Input, string Customer)> inputs, long[]? stretches)
    {
        if (stretches is null) return;
        foreach (var (_, _, customer) in inputs)
        {
            var lane = Lanes.Of(workspace, customer);
            if (_map.StretchOf(lane) is var now && (now == 0 || now != stretches[lane])) throw new LaneElsewhereException(lane);
        }
    }

    private async Task TakeAsync(string workspace, List<(int Index, Input Input, string Customer)> inputs, Turn?[] turns, long[]? stretches, CancellationToken cancel)
    {
        if (inputs.Exists(i => i.Input.Configures))
        {
            await ConfigureAsync(workspace, inputs, turns, stretches, cancel);
            return;
        }

        Task durable;
        using (var lanes = await _lanes.EnterAsync(inputs.Select(i => Lanes.Of(workspace, i.Customer)), cancel))
        {
            var config = _configurations.Of(workspace);
            durable = Decide(workspace, inputs, turns, lanes, stretches, ref config);
        }

        await durable;
    }

    // What changes the configuration holds every lane until it is durable: no decision can fall between the old and the new one.
    private async Task ConfigureAsync(string workspace, List<(int Index, Input Input, string Customer)> inputs, Turn?[] turns, long[]? stretches, CancellationToken cancel)
    {
        using var lanes = await _lanes.EnterAllAsync(cancel);
        var config = _configurations.Of(workspace);
        await Decide(workspace, inputs, turns, lanes, stretches, ref config);
        _configurations.Set(config);
    }

    // Inside the lanes: nothing here waits, except that a state not in memory is read.
    private Task Decide(string workspace, List<(int Index, Input Input, string Customer)> inputs, Turn?[] turns, Lanes.Entry lanes, long[]? stretches, ref WorkspaceConfig config)
    {
        StillMine(workspace, inputs, stretches);
        var cached = inputs.ConvertAll(i => lanes.State(workspace, i.Customer));
        if (inputs.Count == 1 && Refused(inputs[0].Input, cached[0].State) is { } refused)
        {
            turns[inputs[0].Index] = refused;
            return Task.CompletedTask;
        }

        var before = cached.ConvertAll(c => c.Copy());
        var unit = _journal.Begin(inputs.Count);
        try
        {
            StillMine(workspace, inputs, stretches); // a node that is taken over loses its lanes without entering them, before it can begin anything as another one
            Decide(workspace, inputs, turns, cached, unit, ref config);
            return _journal.SubmitAsync(unit);
        }
        catch
        {
            unit.Dispose();

            // Some states may have been folded on. They must not be read again from disk: what came just before may not be there yet.
            for (var k = cached.Count - 1; k >= 0; k--) cached[k].Restore(before[k]);
            throw;
        }
    }

    private void Decide(string workspace, List<(int Index, Input Input, string Customer)> inputs, Turn?[] turns, List<CachedState> cached, WriteUnit unit, ref WorkspaceConfig config)
    {
        if (cached.Exists(c => c.Generation != unit.Generation)) throw new JournalException("The log could not be written a moment ago; what was in memory is being read again. Try again.");
        var now = _clock.GetUtcNow();
        for (var k = 0; k < inputs.Count; k++)
        {
            var (index, input, customer) = inputs[k];
            var state = cached[k];
            var first = turns[inputs[0].Index];
            if (inputs.Count > 1 && (input.FollowsFirst && first?.Event is null ? first : Refused(input, state.State)) is { } no)
            {
                turns[index] = no;
                continue;
            }

            var before = state.State;
            var claimed = Claims(workspace, before, input);
            var e = Causation.Link(before, EventOf(input, customer, now, first?.Event) with { Addresses = claimed, Sights = _sights.Of(workspace, config.For(customer).Policy) }, unit.First + unit.Log.Count);
            var (decision, after) = Decide(before, e, config);
            _sights.Note(workspace, e, decision, before);
            if (decision.Route?.Pick is null) e = e with { Sights = [] }; // nobody was picked by them
            if (input.Configures) config = Configurations.After(config, e, _lookups.Models);
            if (input.Configures && _map.IsShared) unit.Add(new RevisionChange(workspace, e.Seq));
            Recording.Write(unit, workspace, new Recorded(e, input.Attributes, decision, before, after, config), state);
            turns[index] = new Turn(TurnStatus.Accepted, e.Seq) { Event = e, Decision = decision, State = after };
        }
    }

    private (Decision Decision, CustomerState State) Decide(CustomerState state, Event e, WorkspaceConfig config)
    {
        try
        {
            return Decider.Decide(state, e, config, Decider.NeedsHistory(state, config) ? History.Before(_lookups, state.Id, e.Seq, e.Received, config) : null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !Absence.Is(fault))
        {
            // A mistake in deciding must not lose the event, nor stop the lane: it is kept, and a person looks at it. That the database was away is none.
            return Decider.Quarantine(state, e, config, $"{WentWrong} ({fault.GetType().Name}: {fault.Message})");
        }
    }

    private Turn? Refused(Input input, CustomerState state) =>
        Admission.Refuse(state, EventOf(input, state.Id, _clock.GetUtcNow())) is { } refusal ? new Turn(TurnStatus.Refused, 0) { Refusal = refusal, State = state } : null;

    // The addresses that this event gives its customer: those that nobody else has. An id that Baton made is none; one that a caller made up is.
    private List<Address> Claims(string workspace, CustomerState state, Input input) => input.Addresses.Count == 0 ? []
        : [.. input.Addresses.Where(a => !(a.IsId && a.Value == state.Id) && !state.Addresses.Contains(a) && _addresses.Claim(workspace, a, state.Id) == state.Id)];

    /// <summary>The customer whom an input is about; an address that nobody has is this customer's from now on.</summary>
    internal string CustomerOf(string workspace, Input input) =>
        input.Customer ?? (input.Addresses.Count > 0 ? _addresses.Resolve(workspace, input.Addresses) : CustomerState.OfWorkspace);

    private static Event EventOf(Input input, string customer, DateTimeOffset now, Event? first = null)
    {
        var cause = input.FollowsFirst && first is not null ? new Link(first.Seq, first.Root, first.Depth) : input.Cause;
        return new Event
        {
            Source = input.Source,
            Id = input.Id,
            Type = input.Type,
            Subject = input.Subject,
            Customer = customer == CustomerState.OfWorkspace ? null : customer,
            Time = input.Time is { } time && time < now ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()) : now,
            Received = now,
            Actor = input.Actor,
            Cause = cause?.Seq,
            Root = cause?.Root ?? 0,
            Depth = cause is { } link ? link.Depth + 1 : 0,
            Data = input.Data,
        };
    }
}

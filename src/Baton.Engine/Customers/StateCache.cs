using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Timeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Customers;

/// <summary>One customer's state in a lane's memory.</summary>
internal sealed class CachedState
{
    public required CustomerState State { get; set; }

    /// <summary>The last seq folded in.</summary>
    public required long Seq { get; set; }

    /// <summary>The journal's generation it derives from; under another one it may rest on what was never written.</summary>
    public required long Generation { get; init; }

    /// <summary>Rows folded in since the last snapshot.</summary>
    public int SinceSnapshot { get; set; }

    /// <summary>The customer's row as last written.</summary>
    public CustomerRow? Row { get; set; }

    public long Used { get; set; }

    /// <summary>What it counted for when it was asked for last.</summary>
    public int Weight { get; set; }

    public CachedState Copy() => (CachedState)MemberwiseClone();

    public void Restore(CachedState before) => (State, Seq, SinceSnapshot, Row) = (before.State, before.Seq, before.SinceSnapshot, before.Row);
}

/// <summary>
/// The states of one lane's customers: in memory, else from the last snapshot and the rows since. Only for the one who has entered the lane.
/// </summary>
/// <param name="lookups">Where states are loaded from.</param>
/// <param name="journal">Tells what is on disk.</param>
/// <param name="capacity">What it may hold, a customer counting for eight and each action, task and handoff remembered for one (about 350 bytes).</param>
internal sealed class StateCache(LogLookups lookups, Journal journal, int capacity)
{
    /// <summary>A snapshot is written after so many rows, so that loading folds at most this many.</summary>
    public const int RowsPerSnapshot = 64;

    private readonly Dictionary<(string Workspace, string Customer), CachedState> _states = [];
    private long _clock;
    private int _weight;

    /// <summary>How many customers are in memory.</summary>
    public int Count => _states.Count;

    public CachedState Get(string workspace, string customer)
    {
        var generation = journal.Generation;
        if (!_states.TryGetValue((workspace, customer), out var cached) || cached.Generation != generation)
        {
            _weight -= cached?.Weight ?? 0;
            cached = Load(workspace, customer, generation);
            _states[(workspace, customer)] = cached;
        }

        var weight = WeightOf(cached.State);
        _weight += weight - cached.Weight;
        (cached.Used, cached.Weight) = (++_clock, weight);
        return cached;
    }

    /// <summary>Forgets all of them: others may have written since.</summary>
    public void Clear()
    {
        _states.Clear();
        _weight = 0;
    }

    /// <summary>Lets go of those not asked for longest once there is too much. Not while somebody works on states: what is let go would be changed unseen.</summary>
    public void Trim()
    {
        if (_weight <= capacity) return;
        var durable = journal.DurableSeq;
        foreach (var (key, state) in _states.Where(s => s.Value.Seq <= durable).OrderBy(s => s.Value.Used).ToList()) // what is not on disk yet would be loaded without its last rows
        {
            if (_weight <= capacity / 4 * 3) return;
            _states.Remove(key);
            _weight -= state.Weight;
        }
    }

    private CachedState Load(string workspace, string customer, long generation) => Load(lookups, workspace, customer, generation);

    /// <summary>A customer's state as it is on disk.</summary>
    public static CachedState Load(LogLookups lookups, string workspace, string customer, long generation = 0)
    {
        var snapshot = lookups.LoadSnapshot(workspace, customer);
        var state = snapshot is null ? CustomerState.New(customer) : JsonSerializer.Deserialize<CustomerState>(snapshot.State, LogJson.Compact)!;
        var rows = customer == CustomerState.OfWorkspace ? lookups.ReadLogOfWorkspace(workspace, snapshot?.Seq ?? 0) : lookups.ReadLogOf(workspace, customer, snapshot?.Seq ?? 0);
        foreach (var row in rows) state = Evolution.Evolve(state, row.ToEvent(), row.ToDecision());
        return new CachedState { State = state, Seq = rows.Count > 0 ? rows[^1].Seq : snapshot?.Seq ?? 0, Generation = generation, SinceSnapshot = rows.Count };
    }

    private static int WeightOf(CustomerState state) => 8 + state.Actions.Length + state.Tasks.Length + state.Handoffs.Length;
}

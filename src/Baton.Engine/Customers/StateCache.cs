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

    public CachedState Copy() => (CachedState)MemberwiseClone();

    public void Restore(CachedState before) => (State, Seq, SinceSnapshot, Row) = (before.State, before.Seq, before.SinceSnapshot, before.Row);
}

/// <summary>
/// The states of one lane's customers: in memory, else from the last snapshot and the rows since. Only for the one who has entered the lane.
/// </summary>
internal sealed class StateCache(LogLookups lookups, Journal journal, int capacity)
{
    /// <summary>A snapshot is written after so many rows, so that loading folds at most this many.</summary>
    public const int RowsPerSnapshot = 64;

    private readonly Dictionary<(string Workspace, string Customer), CachedState> _states = [];
    private long _clock;

    public CachedState Get(string workspace, string customer)
    {
        var generation = journal.Generation;
        if (!_states.TryGetValue((workspace, customer), out var cached) || cached.Generation != generation)
        {
            cached = Load(workspace, customer, generation);
            _states[(workspace, customer)] = cached;
            if (_states.Count > capacity) Evict();
        }

        cached.Used = ++_clock;
        return cached;
    }

    /// <summary>Forgets all of them: others may have written since.</summary>
    public void Clear() => _states.Clear();

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

    // What is not on disk yet must stay, or it would be loaded without its last rows.
    private void Evict()
    {
        var durable = journal.DurableSeq;
        foreach (var (key, _) in _states.Where(s => s.Value.Seq <= durable).OrderBy(s => s.Value.Used).Take(capacity / 4 + 1).ToList()) _states.Remove(key);
    }
}

using System.Collections.Immutable;

namespace Baton.Engine.Chaos;

/// <summary>The injections that run in this process, as those find them who call agents. While there are none, asking costs one look at a field.</summary>
public sealed class Injections(TimeProvider clock)
{
    private ImmutableArray<Injection> _running = [];

    /// <summary>Raised after one began, changed or ended; from any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>All of them, in all workspaces; those whose time is up are in it until their end is recorded.</summary>
    public ImmutableArray<Injection> Running => _running;

    /// <summary>Those of a workspace that are not over, in the order in which they began.</summary>
    public IReadOnlyList<Injection> Of(string workspace)
    {
        var now = clock.GetUtcNow();
        return [.. _running.Where(i => i.Workspace == workspace && i.Ends > now)];
    }

    /// <summary>The one on an agent's calls; null when there is none, or its time is up.</summary>
    public Injection? On(string workspace, string agent)
    {
        var running = _running;
        if (running.IsEmpty) return null;
        foreach (var injection in running) if (injection.Order.Agent == agent && injection.Workspace == workspace) return injection.Ends > clock.GetUtcNow() ? injection : null;
        return null;
    }

    /// <summary>Begins one, in place of an earlier one on the same agent.</summary>
    internal void Set(Injection injection)
    {
        ImmutableInterlocked.Update(ref _running, static (running, one) => running.RemoveAll(i => i.Workspace == one.Workspace && i.Order.Agent == one.Order.Agent).Add(one), injection);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Ends one.</summary>
    internal void Remove(Injection injection)
    {
        ImmutableInterlocked.Update(ref _running, static (running, one) => running.RemoveAll(i => i.Id == one.Id), injection);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Policies;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Chaos;

/// <summary>Counts the rows of a replay one after the other, and remembers when each of its events had its outcome.</summary>
internal sealed class LoadFigures
{
    private readonly Dictionary<string, LoadAgent> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (long Received, long? Closed)> _events = [];

    public long Rows { get; private set; }

    public Dictionary<string, long> Verdicts { get; } = new(StringComparer.Ordinal);

    public Dictionary<HandoffCause, long> Handoffs { get; } = [];

    public IReadOnlyList<LoadAgent> Agents => [.. _agents.Values.OrderBy(a => a.Agent, StringComparer.Ordinal)];

    /// <summary>Events of the replay that were found.</summary>
    public int Events => _events.Count;

    /// <summary>Events that wait for something, or for a person who looks at them.</summary>
    public long Open => _events.Values.LongCount(e => e.Closed is null);

    /// <summary>The first action that was allowed although a cap or a cooldown in force stood against it.</summary>
    public long? Broken { get; private set; }

    /// <summary>Actions that were allowed.</summary>
    public long Allowed => Verdicts.GetValueOrDefault("allow");

    /// <summary>How long the events that have an outcome took to it, in milliseconds, shortest first.</summary>
    public IReadOnlyList<long> Durations => [.. _events.Values.Where(e => e.Closed is not null).Select(e => e.Closed!.Value - e.Received).Order()];

    public void Add(LogRow row, CustomerState after)
    {
        Rows++;
        var decision = row.ToDecision();
        if (row.Root == row.Seq) _events[row.Seq] = (row.Received, null);
        if (_events.TryGetValue(row.Root, out var e)) _events[row.Root] = e with { Closed = Outcomes.IsOpen(after, row.Root) ? null : e.Closed ?? row.Received };
        if (row.Verdict is { } verdict) Verdicts[verdict] = Verdicts.GetValueOrDefault(verdict) + 1;
        foreach (var handoff in decision.Handoffs) Handoffs[handoff.Cause] = Handoffs.GetValueOrDefault(handoff.Cause) + 1;
        if (!IsOfAPerson(row)) foreach (var ruling in decision.Rulings) if (ruling.Verdict == Verdict.Allow && ruling.Considered.Any(Forbids)) Broken ??= row.Seq;
        if (row.Type == EventTypes.TaskFinished) Count(row, decision);
    }

    // A person's word may let through what only waits; the log then says who gave it.
    private static bool IsOfAPerson(LogRow row) => row.Type is EventTypes.ActionAnswered or EventTypes.ActionRestored or EventTypes.HandoffResolved;

    private static bool Forbids(Finding finding) => finding is { Matched: true, Mode: RuleMode.Enforced, Kind: RuleKind.Cap or RuleKind.Cooldown, Verdict: not (null or Verdict.Allow) };

    private void Count(LogRow row, Decision decision)
    {
        var data = row.ToEvent().Data;
        var name = data.Text("agent") ?? "";
        var agent = _agents.GetValueOrDefault(name) ?? new LoadAgent(name, 0, 0, 0, 0, 0);
        var failed = data.Text("status") == "failure";
        _agents[name] = agent with
        {
            Calls = agent.Calls + 1,
            Failures = agent.Failures + (failed ? 1 : 0),
            Injected = agent.Injected + (InjectedCalls.IsInjected(data.Text("detail")) ? 1 : 0),
            Retries = agent.Retries + (failed ? decision.Tasks.Count(t => t.Task.Agent == name) : 0),
            Fallbacks = agent.Fallbacks + (failed ? decision.Tasks.Count(t => t.Task.Agent != name) : 0),
        };
    }
}

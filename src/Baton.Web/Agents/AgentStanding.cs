using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Timeline;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Limits;
using Baton.Web.Frame.Look;

namespace Baton.Web.Agents;

/// <summary>How an agent stands, as a person watching would say it.</summary>
public enum AgentState
{
    /// <summary>It has work in hand, or had a moment ago.</summary>
    Working,

    /// <summary>It has nothing in hand.</summary>
    Idle,

    /// <summary>A person paused it.</summary>
    Paused,

    /// <summary>It finishes what it has and gets nothing new.</summary>
    Draining,

    /// <summary>A person stopped it at once.</summary>
    Stopped,

    /// <summary>It failed too often just now, and is not called for a while.</summary>
    LeftAlone,

    /// <summary>Too much of what it did lately failed.</summary>
    Failing,

    /// <summary>Rules or tasks name it, and nobody has defined it.</summary>
    Undefined,
}

/// <summary>An agent's state, in a word and, where there is something to say, half a sentence.</summary>
public sealed record AgentStanding(AgentState State, string Word, string? Detail)
{
    /// <summary>One failure in ten is worth a look; of fewer than five tasks it says nothing.</summary>
    private const double TooManyFailures = 0.1;
    private const int LeastFinished = 5;

    /// <summary>So long after its last act an agent still counts as at work: states must not flicker.</summary>
    private static readonly TimeSpan AtWork = TimeSpan.FromMinutes(5);

    /// <summary>So long may a task lie before an agent that fetches its own is said not to.</summary>
    private static readonly TimeSpan Fetched = TimeSpan.FromMinutes(1);

    /// <summary>How it stands.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="breaker">How its breaker stands; null when it has none.</param>
    public static AgentStanding Of(AgentLine agent, DateTimeOffset now, BreakerStanding? breaker = null)
    {
        if (agent.Definition is not { } definition) return new(AgentState.Undefined, "Not defined", agent.Open > 0 ? $"{Tasks(agent.Open)} for it" : $"named by {Rules(agent.NamedBy)}");
        if (definition.Killed) return new(AgentState.Stopped, "Stopped", agent.Open > 0 ? $"{Tasks(agent.Open)} for it" : null);
        if (definition is { DrainsFrom: not null, Paused: false }) return new(AgentState.Draining, agent.Open > 0 ? "Draining" : "Drained", agent.Open > 0 ? $"{Tasks(agent.Open)} with it or for it" : null);
        if (definition.Paused) return new(AgentState.Paused, "Paused", agent.Open > 0 ? $"{Tasks(agent.Open)} for it" : null);
        if (breaker is { State: not BreakerState.Closed }) return new(AgentState.LeftAlone, "Left alone", Until(breaker, now));
        var figures = agent.LastHour;
        if (figures.Finished >= LeastFinished && figures.Failed >= figures.Finished * TooManyFailures)
            return new(AgentState.Failing, "Failing", ((double)figures.Failed / figures.Finished).ToString("P0", CultureInfo.InvariantCulture) + " of the last hour failed");
        if (definition.Kind == AgentKind.Pull && agent is { Open: > 0, Leased: 0, Oldest: { } oldest } && now - oldest > Fetched)
            return new(AgentState.Idle, "Idle", $"{Tasks(agent.Open)}, none fetched for {TimeWords.Span(now - oldest)}");
        return agent.Leased > 0 || (definition.IsCalled && agent.Open > 0) || now - agent.LastAct < AtWork ? new(AgentState.Working, "Working", null) : new(AgentState.Idle, "Idle", null);
    }

    private static string Until(BreakerStanding breaker, DateTimeOffset now) =>
        (breaker.NextTry is { } next && next > now ? $"until {Spans.Moment(next)}" : "the next call tries whether it works again") + (breaker.Why is { Length: > 0 } why ? $": {why}" : "");

    private static string Tasks(int count) => count == 1 ? "1 task waits" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} tasks wait";

    private static string Rules(IReadOnlyList<string> rules) => rules.Count switch
    {
        0 => "another agent as its fallback",
        1 => $"the rule {rules[0]}",
        _ => $"{rules.Count} rules",
    };
}

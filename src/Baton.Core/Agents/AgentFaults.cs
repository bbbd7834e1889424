using System.Globalization;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Agents;

/// <summary>What is wrong with an agent's limits, and with whom it passes tasks on to. All faults at once, each naming its member.</summary>
public static class AgentFaults
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The faults of a definition among the agents of its workspace, itself as it was before or not among them.</summary>
    public static IReadOnlyList<Fault> Of(AgentDefinition agent, IReadOnlyDictionary<string, AgentDefinition> agents)
    {
        var faults = new List<Fault>();
        AddCircle(faults, "/fallback", agent, agent.Fallback, agents);
        AddCircle(faults, "/senior", agent, agent.Senior, agents);
        if (agent.Limits is { } limits) Add(faults, limits);
        return faults;
    }

    private static void AddCircle(List<Fault> faults, string pointer, AgentDefinition agent, string? to, IReadOnlyDictionary<string, AgentDefinition> agents)
    {
        if (to is null) return;
        // As it would be from now on: what it said before does not count.
        var others = agents.Where(a => a.Key != agent.Name).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        if (AgentChains.Path(to, agent.Name, others) is { } path)
            faults.Add(new Fault(pointer, $"A task would go round in a circle: {string.Join(" → ", path.Prepend(agent.Name))}. Name another agent, or none: then a person is asked."));
    }

    private static void Add(List<Fault> faults, AgentLimits limits)
    {
        Between(faults, "/limits/concurrency", limits.Concurrency, 1, 1_000);
        Between(faults, "/limits/perMinute", limits.PerMinute, 1, 100_000);
        Between(faults, "/limits/queue", limits.Queue, 1, 1_000_000);
        Between(faults, "/limits/longestWait", limits.LongestWait, Second, Day);
        Between(faults, "/limits/firstWait", limits.FirstWait, TimeSpan.FromMilliseconds(100), limits.LongestWait < Second ? Second : limits.LongestWait);
        if (limits.Breaker is { } breaker)
        {
            if (!(breaker.FailureShare is > 0 and <= 1)) faults.Add(new Fault("/limits/breaker/failureShare", "Must be above 0 and at most 1."));
            Between(faults, "/limits/breaker/window", breaker.Window, Second, Hour);
            Between(faults, "/limits/breaker/leastCalls", breaker.LeastCalls, 2, 10_000);
            Between(faults, "/limits/breaker/break", breaker.Break, Second, Day);
        }

        Add(faults, "/limits/hourly", limits.Hourly);
        Add(faults, "/limits/daily", limits.Daily);
    }

    private static void Add(List<Fault> faults, string pointer, Budget? budget)
    {
        if (budget is null) return;
        if (budget is { Tokens: null, Money: null, Calls: null }) faults.Add(new Fault(pointer, "Say how many tokens, how much money or how many calls; or leave the budget out."));
        if (budget.Tokens is <= 0) faults.Add(new Fault(pointer + "/tokens", "Must be at least 1."));
        if (budget.Money is <= 0) faults.Add(new Fault(pointer + "/money", "Must be above 0."));
        if (budget.Calls is <= 0) faults.Add(new Fault(pointer + "/calls", "Must be at least 1."));
        if (!(budget.WarnAt is > 0 and <= 1)) faults.Add(new Fault(pointer + "/warnAt", "Must be above 0 and at most 1."));
    }

    private static void Between(List<Fault> faults, string pointer, int? value, int least, int most)
    {
        if (value < least || value > most) faults.Add(new Fault(pointer, string.Create(CultureInfo.InvariantCulture, $"Must be between {least} and {most}.")));
    }

    private static void Between(List<Fault> faults, string pointer, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most) faults.Add(new Fault(pointer, $"Must be between {InWords(least)} and {InWords(most)}."));
    }

    private static string InWords(TimeSpan span) => span < Second ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms") : Spans.Of(span);
}

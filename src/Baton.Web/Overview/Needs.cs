using System.Globalization;
using Baton.Engine.Agents;
using Baton.Engine.Handoffs;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;
using Baton.Web.Timeline;

namespace Baton.Web.Overview;

/// <summary>Something that a person should look at.</summary>
/// <param name="Text">What, with its figure.</param>
/// <param name="Detail">What makes it pressing.</param>
/// <param name="Href">Where one deals with it.</param>
/// <param name="IsUrgent">Whether it is late or broken.</param>
public sealed record Need(string Text, string? Detail, string Href, bool IsUrgent);

/// <summary>What needs a person, most pressing first; empty is the good case.</summary>
public static class Needs
{
    /// <summary>An agent is failing when this share of at least <see cref="EnoughTasks"/> tasks of the last hour failed.</summary>
    private const double Failing = 0.1;
    private const int EnoughTasks = 5;

    /// <summary>Collects them.</summary>
    /// <param name="counts">Handoffs by where they stand.</param>
    /// <param name="next">The handoff that is due first; null when none waits.</param>
    /// <param name="agents">Every agent.</param>
    /// <param name="quarantined">Events that could not be interpreted.</param>
    /// <param name="failed">Events whose work failed for good.</param>
    /// <param name="now">The app's time.</param>
    public static IReadOnlyList<Need> Of(HandoffCounts counts, HandoffLine? next, IReadOnlyList<AgentLine> agents, int quarantined, int failed, DateTimeOffset now)
    {
        var needs = new List<Need>();
        if (counts.Waiting > 0) needs.Add(new Need(Say(counts.Waiting, "handoff waits", "handoffs wait"), DueOf(counts, next, now), "/handoffs", counts.Late > 0));
        foreach (var agent in agents.Where(IsFailing)) needs.Add(new Need($"{agent.Name} fails {Percent(agent)} of its tasks", "in the last hour", $"/agents/{agent.Name}", true));
        if (failed > 0) needs.Add(new Need(Say(failed, "event failed for good", "events failed for good"), null, TimelineUrl.Of(new TimelineFilter { Outcome = "failed" }), true));
        foreach (var agent in agents.Where(a => a.Definition is { Paused: true } && a.Open > 0)) needs.Add(new Need($"{agent.Name} is paused", Say(agent.Open, "task waits for it", "tasks wait for it"), $"/agents/{agent.Name}", false));
        foreach (var agent in agents.Where(a => a.Definition is null && a.Open > 0)) needs.Add(new Need($"Nobody has defined {agent.Name}", Say(agent.Open, "task waits for it", "tasks wait for it"), $"/agents/{agent.Name}", false));
        if (quarantined > 0) needs.Add(new Need(Say(quarantined, "event was set aside", "events were set aside"), "could not be interpreted", TimelineUrl.Of(new TimelineFilter { Outcome = "quarantined" }), false));
        return [.. needs.OrderByDescending(n => n.IsUrgent)];
    }

    private static bool IsFailing(AgentLine agent) => agent.LastHour.Finished >= EnoughTasks && agent.LastHour.Failed > agent.LastHour.Finished * Failing;

    private static string Percent(AgentLine agent) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * agent.LastHour.Failed / agent.LastHour.Finished:0} %");

    private static string? DueOf(HandoffCounts counts, HandoffLine? next, DateTimeOffset now)
    {
        if (counts.Late > 0) return Say(counts.Late, "is late", "are late");
        return next?.Due is { } due ? $"the first is due {TimeWords.Relative(due, now)}" : null;
    }

    private static string Say(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}

using System.Text.Json;
using System.Xml;
using Baton.Engine.Chaos;

namespace Baton.Web.Chaos;

/// <summary>What is being tried in a workspace now.</summary>
/// <param name="TestWorkspace">Whether faults may be injected and traffic replayed here at all.</param>
/// <param name="Injections">What is injected into agents' calls.</param>
/// <param name="Replay">The replay of traffic that is under way, if one is.</param>
internal sealed record ChaosItem(bool TestWorkspace, IReadOnlyList<InjectionItem> Injections, ReplayItem? Replay);

/// <summary>Faults injected into one agent's calls.</summary>
/// <param name="Id">Stands in the detail of every result that it touched.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Failures">The share of calls that fail.</param>
/// <param name="Latency">Added to each call.</param>
/// <param name="BadAnswers">The share of calls that are answered badly.</param>
/// <param name="BadAnswer"><c>mixed</c>, <c>broken</c>, <c>out-of-range</c> or <c>unsure</c>.</param>
/// <param name="Seed">The same seed gives the same tasks the same faults.</param>
/// <param name="By">Who began it.</param>
/// <param name="Began">When.</param>
/// <param name="Ends">When it ends by itself.</param>
/// <param name="Counts">What it did so far.</param>
internal sealed record InjectionItem(string Id, string Agent, double Failures, LatencyItem Latency, double BadAnswers, string BadAnswer, long Seed, string By, DateTimeOffset Began, DateTimeOffset Ends, InjectionCounts Counts)
{
    public static InjectionItem Of(Injection injection)
    {
        var (order, tally) = (injection.Order, injection.Tally);
        return new InjectionItem(
            injection.Id, order.Agent, order.Failures, new LatencyItem(XmlConvert.ToString(order.LatencyFrom), XmlConvert.ToString(order.LatencyTo)), order.BadAnswers, order.BadAnswer.Name(), order.Seed,
            injection.By, injection.Began, injection.Ends, new InjectionCounts(tally.Calls, tally.Failed, tally.Slowed, tally.Spoiled));
    }
}

/// <summary>Latency, fixed or a range.</summary>
/// <param name="From">At least, an ISO 8601 duration.</param>
/// <param name="To">At most.</param>
internal sealed record LatencyItem(string From, string To);

/// <summary>What an injection did so far.</summary>
/// <param name="Calls">Calls it looked at.</param>
/// <param name="Failed">Calls it made fail.</param>
/// <param name="Slowed">Calls it slowed.</param>
/// <param name="Spoiled">Answers it made bad.</param>
internal sealed record InjectionCounts(long Calls, long Failed, long Slowed, long Spoiled);

/// <summary>A replay of recorded traffic.</summary>
/// <param name="Id">Its id; the timeline filters by it as <c>run</c>.</param>
/// <param name="Status"><c>running</c>, <c>finished</c>, <c>cancelled</c>, <c>failed</c> or <c>interrupted</c>.</param>
/// <param name="What">What it sends, in words.</param>
/// <param name="By">Who began it.</param>
/// <param name="Began">When.</param>
/// <param name="Ended">When it was over.</param>
/// <param name="Why">Why it is over, when there is more to say.</param>
/// <param name="Progress">How much of the period is behind it, 0 to 1.</param>
/// <param name="Sent">Events sent.</param>
/// <param name="Acknowledged">Events that are durable.</param>
/// <param name="TooFast">How often the intake was full (429).</param>
/// <param name="Unavailable">How often the log could not be written (503).</param>
/// <param name="LeftOut">Events about no customer, which are not replayed.</param>
/// <param name="Rate">Events acknowledged for each real second.</param>
internal sealed record ReplayItem(
    string Id, string Status, string What, string By, DateTimeOffset Began, DateTimeOffset? Ended, string? Why, double Progress, long Sent, long Acknowledged, long TooFast, long Unavailable, long LeftOut, double Rate)
{
    public static ReplayItem Of(LoadRun run) => new(
        run.Id, run.State.ToString().ToLowerInvariant(), run.What, run.By, run.Began, run.Ended, run.Why, run.Progress, run.Sent, run.Acknowledged, run.TooFast, run.Unavailable, run.LeftOut, Math.Round(run.Rate, 1));
}

/// <summary>What held in a replay so far.</summary>
/// <param name="Replay">The replay.</param>
/// <param name="Outcomes">Where its events are.</param>
/// <param name="Verdicts">Verdicts on actions, by name.</param>
/// <param name="Agents">What each agent did.</param>
/// <param name="Handoffs">Handoffs opened, by why.</param>
/// <param name="MedianMs">From arrival to outcome for half of the events, in milliseconds.</param>
/// <param name="P99Ms">The same for 99 of 100.</param>
/// <param name="Held">Whether every check holds.</param>
/// <param name="Checks">What must hold, each with what was found.</param>
internal sealed record ReplayReport(
    ReplayItem Replay, LoadOutcomes Outcomes, IReadOnlyDictionary<string, long> Verdicts, IReadOnlyList<LoadAgent> Agents, IReadOnlyDictionary<string, long> Handoffs, double? MedianMs, double? P99Ms, bool Held, IReadOnlyList<LoadCheck> Checks)
{
    public static ReplayReport Of(LoadReport report) => new(
        ReplayItem.Of(report.Run), report.Outcomes, report.Verdicts, report.Agents, report.Handoffs.ToDictionary(h => JsonNamingPolicy.CamelCase.ConvertName(h.Key.ToString()), h => h.Value, StringComparer.Ordinal),
        report.Median?.TotalMilliseconds, report.Slowest?.TotalMilliseconds, report.Checks.All(c => c.Holds), report.Checks);
}

/// <summary>How many injections were ended.</summary>
/// <param name="Ended">The number.</param>
internal sealed record EndedItem(int Ended);

using Baton.Engine.Agents;

namespace Baton.Web.Agents;

/// <summary>An agent's past as series of charts.</summary>
internal static class AgentSeries
{
    public static IReadOnlyList<ChartSeries> Volume(IReadOnlyList<AgentPart> parts) =>
    [
        new("done", "--accent", [.. parts.Select(p => (double?)(p.Figures.Finished - p.Figures.Failed - p.Figures.HandedOver))]),
        new("to people", "--escalate", [.. parts.Select(p => (double?)p.Figures.HandedOver)]),
        new("failed", "--failure", [.. parts.Select(p => (double?)p.Figures.Failed)]),
    ];

    public static IReadOnlyList<ChartSeries> SuccessLine(IReadOnlyList<AgentPart> parts) => [new("success", "--accent", [.. parts.Select(p => p.Figures.SuccessRate * 100)])];

    public static IReadOnlyList<ChartSeries> Times(IReadOnlyList<AgentPart> parts) =>
    [
        new("half within", "--accent", [.. parts.Select(p => p.Figures.P50?.TotalMilliseconds)]),
        new("19 of 20 within", "--ink-3", [.. parts.Select(p => p.Figures.P95?.TotalMilliseconds)]),
    ];

    public static IReadOnlyList<ChartSeries> Cost(IReadOnlyList<AgentPart> parts) => [new("cost", "--accent", [.. parts.Select(p => (double?)p.Figures.Cost)])];

    public static IReadOnlyList<ChartSeries> ToPeople(IReadOnlyList<AgentPart> parts) => [new("to people", "--escalate", [.. parts.Select(p => p.Figures.HandoffRate * 100)])];

    /// <summary>The share given to people, over all parts, 0 to 1; null when nothing was finished.</summary>
    public static double? HandedOver(IReadOnlyList<AgentPart> parts) =>
        parts.Sum(p => p.Figures.Finished) is > 0 and var finished ? (double)parts.Sum(p => p.Figures.HandedOver) / finished : null;

    /// <summary>Over all parts, 0 to 1; null when nothing was finished.</summary>
    public static double? Success(IReadOnlyList<AgentPart> parts) =>
        parts.Sum(p => p.Figures.Finished) is > 0 and var finished ? (double)parts.Sum(p => p.Figures.Succeeded) / finished : null;

    /// <summary>The longest p95 of any part.</summary>
    public static TimeSpan? Slowest(IReadOnlyList<AgentPart> parts) => parts.Max(p => p.Figures.P95);
}

using Baton.Core.Arbitration;
using Baton.Engine.Insights;
using Baton.Web.Timeline;
using Microsoft.AspNetCore.WebUtilities;

namespace Baton.Web.Insights;

/// <summary>The list of what did not happen, as its filters stand in its address.</summary>
public static class HeldUrl
{
    public const string Path = "/insights";

    /// <summary>Everything that was not allowed at once, escalations too.</summary>
    public const string AllVerdicts = "held";

    /// <summary>The address of a filter.</summary>
    public static string Of(HeldFilter filter, string? cursor = null) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["verdict"] = Word(filter.Verdicts), ["agent"] = filter.Agent, ["rule"] = filter.Rule, ["customer"] = filter.Customer, ["act"] = filter.Act,
        ["from"] = TimelineUrl.Exact(filter.From), ["to"] = TimelineUrl.Exact(filter.To), ["cursor"] = cursor,
    }.Where(p => p.Value is not null));

    /// <summary>The verdicts that a word stands for.</summary>
    public static IReadOnlyList<string> Verdicts(string? word) => word == AllVerdicts ? HeldFilter.All : VerdictWords.Parse(word) is { } one and not Verdict.Allow ? [one.Name()] : HeldFilter.NotDone;

    private static string? Word(IReadOnlyList<string> verdicts) => verdicts.Count == HeldFilter.All.Count ? AllVerdicts : verdicts is [var only] ? only : null;
}

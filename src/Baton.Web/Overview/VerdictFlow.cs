using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;

namespace Baton.Web.Overview;

/// <summary>One verdict's share of a minute.</summary>
/// <param name="Verdict">As the log names it.</param>
/// <param name="Height">In percent of the fullest minute.</param>
public sealed record VerdictSlice(string Verdict, MarkKind Mark, long Count, double Height);

/// <summary>A minute of verdicts, strictest on top.</summary>
public sealed record VerdictMinute(DateTimeOffset From, IReadOnlyList<VerdictSlice> Slices);

/// <summary>What Baton answered, minute by minute.</summary>
public sealed record VerdictFlow(IReadOnlyList<VerdictMinute> Minutes, IReadOnlyDictionary<string, long> Totals)
{
    /// <summary>The verdicts in the order in which they are told.</summary>
    public static IReadOnlyList<(string Verdict, MarkKind Mark, string Word)> Order { get; } =
        [("allow", MarkKind.Allow, "allowed"), ("delay", MarkKind.Delay, "delayed"), ("suppress", MarkKind.Suppress, "suppressed"), ("escalate", MarkKind.Escalate, "escalated")];

    /// <summary>All verdicts together.</summary>
    public long All => Totals.Values.Sum();

    /// <summary>Lays out the counters of some minutes.</summary>
    public static VerdictFlow Of(IReadOnlyList<FlowMinute> minutes)
    {
        var fullest = Math.Max(1, minutes.Count == 0 ? 1 : minutes.Max(m => Order.Sum(o => m[o.Verdict])));
        return new VerdictFlow(
            [.. minutes.Select(m => new VerdictMinute(m.From, [.. Order.Where(o => m[o.Verdict] > 0).Select(o => new VerdictSlice(o.Verdict, o.Mark, m[o.Verdict], 100.0 * m[o.Verdict] / fullest))]))],
            Order.ToDictionary(o => o.Verdict, o => minutes.Sum(m => m[o.Verdict]), StringComparer.Ordinal));
    }
}

using System.Globalization;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Engine.Chaos;

/// <summary>What somebody wants injected into the calls of one agent.</summary>
public sealed record InjectionOrder
{
    /// <summary>The longest that an injection lasts: what is forgotten ends by itself.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The most latency that one call gets.</summary>
    public static readonly TimeSpan MostLatency = TimeSpan.FromMinutes(10);

    /// <summary>The agent's name.</summary>
    public required string Agent { get; init; }

    /// <summary>The share of its calls that fail, 0 to 1.</summary>
    public double Failures { get; init; }

    /// <summary>The least latency added to each call.</summary>
    public TimeSpan LatencyFrom { get; init; }

    /// <summary>The most latency added to each call; the same as <see cref="LatencyFrom"/> when it is fixed.</summary>
    public TimeSpan LatencyTo { get; init; }

    /// <summary>The share of its calls that are answered badly, 0 to 1, beside those that fail.</summary>
    public double BadAnswers { get; init; }

    /// <summary>How those answers are bad.</summary>
    public BadAnswer BadAnswer { get; init; }

    /// <summary>After how long it ends by itself, by the app's clock.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The same seed gives the same tasks the same faults.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>In words: <c>30% of calls fail, 200 to 800 ms of latency</c>.</summary>
    public string What => string.Join(", ", Parts());

    /// <summary>Everything wrong with it, each with its place.</summary>
    public IReadOnlyList<Fault> Faults()
    {
        var faults = new List<Fault>();
        if (!IsShare(Failures)) faults.Add(new Fault("/failures", "'failures' must be a share from 0 to 1."));
        if (!IsShare(BadAnswers)) faults.Add(new Fault("/badAnswers", "'badAnswers' must be a share from 0 to 1."));
        if (IsShare(Failures) && IsShare(BadAnswers) && Failures + BadAnswers > 1 + 1e-9) faults.Add(new Fault("/badAnswers", "'failures' and 'badAnswers' together must not be more than 1: a call that fails has no answer."));
        if (LatencyFrom < TimeSpan.Zero || LatencyFrom > MostLatency) faults.Add(new Fault("/latency/from", "The latency must be from PT0S to PT10M."));
        if (LatencyTo < LatencyFrom || LatencyTo > MostLatency) faults.Add(new Fault("/latency/to", "The latency's 'to' must not be less than its 'from', and at most PT10M."));
        if (For <= TimeSpan.Zero || For > Longest) faults.Add(new Fault("/for", "'for' must be more than PT0S and at most PT24H: an injection always ends by itself."));
        if (faults.Count == 0 && Failures == 0 && BadAnswers == 0 && LatencyTo == TimeSpan.Zero) faults.Add(new Fault("", "Nothing is injected: give 'failures', 'latency' or 'badAnswers'."));
        return faults;
    }

    private static bool IsShare(double share) => share is >= 0 and <= 1;

    private IEnumerable<string> Parts()
    {
        if (Failures > 0) yield return $"{Percent(Failures)} of calls fail";
        if (LatencyTo > TimeSpan.Zero) yield return LatencyFrom == LatencyTo ? $"{Milliseconds(LatencyTo)} ms of latency" : $"{Milliseconds(LatencyFrom)} to {Milliseconds(LatencyTo)} ms of latency";
        if (BadAnswers > 0) yield return $"{Percent(BadAnswers)} are answered badly ({BadAnswer.Says()})";
        yield return $"for {Spans.Of(For)}, seed {Seed.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private static string Milliseconds(TimeSpan span) => span.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture);
}

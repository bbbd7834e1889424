using System.Globalization;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Engine.Chaos;

/// <summary>Which recorded traffic to send again, and how fast.</summary>
public sealed record LoadOrder
{
    /// <summary>The multiples that are offered.</summary>
    public static IReadOnlyList<double> Speeds { get; } = [1, 2, 5, 10];

    /// <summary>The highest fixed rate.</summary>
    public const double MostPerSecond = 10_000;

    /// <summary>Events received at this time or later, by the app's clock.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Events received before this time.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Only events of this type; with <c>*</c> at its end of every type that begins so; null for all.</summary>
    public string? Type { get; init; }

    /// <summary>How many times as fast as they came, by the app's clock; null with a fixed rate.</summary>
    public double? Speed { get; init; }

    /// <summary>Events for each real second; null with a multiple.</summary>
    public double? PerSecond { get; init; }

    /// <summary>In words.</summary>
    public string What => string.Create(CultureInfo.InvariantCulture, $"{Type ?? "all events"} from {Spans.Moment(From)} to {Spans.Moment(To)}, {(PerSecond is { } rate ? $"{rate:0.##} a second" : $"{Speed:0.##} times as fast as they came")}");

    /// <summary>Everything wrong with it, each with its place.</summary>
    public IReadOnlyList<Fault> Faults()
    {
        var faults = new List<Fault>();
        if (To <= From) faults.Add(new Fault("/to", "'to' must be later than 'from'."));
        if (Speed is null == PerSecond is null) faults.Add(new Fault("/speed", "Give either 'speed' or 'perSecond'."));
        if (Speed is { } speed && !Speeds.Contains(speed)) faults.Add(new Fault("/speed", "'speed' must be 1, 2, 5 or 10."));
        if (PerSecond is not (null or (> 0 and <= MostPerSecond))) faults.Add(new Fault("/perSecond", "'perSecond' must be more than 0 and at most 10000."));
        return faults;
    }

    /// <summary>Whether it wants events of that type.</summary>
    internal bool Wants(string type) => Type is not { } wanted || (wanted.EndsWith('*') ? type.StartsWith(wanted[..^1], StringComparison.Ordinal) : type == wanted);
}

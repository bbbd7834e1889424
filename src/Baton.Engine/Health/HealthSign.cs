namespace Baton.Engine.Health;

/// <summary>How one part of Baton is.</summary>
/// <param name="Part">Which part: <c>log</c>, <c>disk</c>, <c>clock</c> …</param>
/// <param name="State">How it is.</param>
/// <param name="What">What was seen, in one sentence.</param>
/// <param name="Do">What to do now; null when there is nothing to do.</param>
public sealed record HealthSign(string Part, HealthState State, string What, string? Do = null);

/// <summary>How a part is.</summary>
public enum HealthState
{
    /// <summary>As it should be.</summary>
    Well,

    /// <summary>It works, and somebody should look at it.</summary>
    Watch,

    /// <summary>It does not work: Baton calls itself not ready.</summary>
    Bad,
}

/// <summary>From where on something is called bad.</summary>
public sealed record HealthLimits
{
    /// <summary>With fewer free megabytes on the disk of the data folder Baton is not ready.</summary>
    public int LeastFreeMegabytes { get; init; } = 64;
}

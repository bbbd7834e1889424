namespace Baton.Engine.Chaos;

/// <summary>Faults injected into one agent's calls now.</summary>
/// <param name="Id">Stands in every result that it touched.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="Order">What is injected.</param>
/// <param name="By">Who began it, as actors are written.</param>
/// <param name="Began">When, by the app's clock.</param>
/// <param name="Ends">When it ends by itself, by the app's clock.</param>
public sealed record Injection(string Id, string Workspace, InjectionOrder Order, string By, DateTimeOffset Began, DateTimeOffset Ends)
{
    /// <summary>What it did so far.</summary>
    public InjectionTally Tally { get; init; } = new();
}

/// <summary>What an injection did so far; counted as it happens.</summary>
public sealed class InjectionTally
{
    private long _calls;
    private long _failed;
    private long _slowed;
    private long _spoiled;

    /// <summary>Calls that it looked at.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Calls that it made fail.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Calls that it slowed.</summary>
    public long Slowed => Interlocked.Read(ref _slowed);

    /// <summary>Answers that it made bad.</summary>
    public long Spoiled => Interlocked.Read(ref _spoiled);

    internal void Count(FaultPlan plan)
    {
        Interlocked.Increment(ref _calls);
        if (plan.Fails) Interlocked.Increment(ref _failed);
        if (plan.Latency > TimeSpan.Zero) Interlocked.Increment(ref _slowed);
        if (plan.Bad is not null) Interlocked.Increment(ref _spoiled);
    }
}

namespace Baton.Core.Agents;

/// <summary>How much an agent may do, and what is done when it fails or is slow.</summary>
public sealed record AgentLimits
{
    /// <summary>What holds where nothing is said.</summary>
    public static AgentLimits Usual { get; } = new();

    /// <summary>Calls of a built-in agent at the same time, where nothing is said.</summary>
    public const int UsualBuiltIn = 64;

    /// <summary>Calls of another agent at the same time, where nothing is said.</summary>
    public const int UsualElsewhere = 8;

    /// <summary>Calls at the same time; 1 to 1,000. Null: 64 for built-in agents, 8 for others.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Calls begun within a minute; null for any number.</summary>
    public int? PerMinute { get; init; }

    /// <summary>The most tasks that wait for it; what comes on top goes to its fallback or to a person at once. Null for any number.</summary>
    public int? Queue { get; init; }

    /// <summary>The wait before the second try; it doubles with each try, and is spread by chance of a fixed seed. What the agent asks for by Retry-After counts when it is longer.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two tries, whatever the agent asks for; 1 second to 1 day.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When it is left alone for a while; null for never.</summary>
    public BreakerLimits? Breaker { get; init; }

    /// <summary>What it may use in an hour; null for any amount.</summary>
    public Budget? Hourly { get; init; }

    /// <summary>What it may use in a day (UTC); null for any amount.</summary>
    public Budget? Daily { get; init; }
}

/// <summary>When an agent that fails is left alone for a while, so that it can recover and nobody waits for it.</summary>
public sealed record BreakerLimits
{
    /// <summary>The share of failed calls from which it is left alone; above 0, up to 1.</summary>
    public double FailureShare { get; init; } = 0.5;

    /// <summary>The time over which calls are looked at; 1 second to 1 hour.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>With fewer calls in it nothing is concluded; 2 to 10,000.</summary>
    public int LeastCalls { get; init; } = 10;

    /// <summary>How long it is left alone before one call tries again; 1 second to 1 day.</summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>What happens when a budget is used up.</summary>
public enum BudgetEnd
{
    /// <summary>Tasks wait until the time is over.</summary>
    Wait,

    /// <summary>Tasks go to its fallback, or to a person.</summary>
    Fallback,
}

/// <summary>What an agent may use within a time.</summary>
public sealed record Budget
{
    /// <summary>Tokens read and written; null for any number.</summary>
    public long? Tokens { get; init; }

    /// <summary>Money, in the workspace's currency; null for any amount.</summary>
    public decimal? Money { get; init; }

    /// <summary>Calls; null for any number.</summary>
    public int? Calls { get; init; }

    /// <summary>The share from which people are warned; above 0, up to 1.</summary>
    public double WarnAt { get; init; } = 0.8;

    /// <summary>What happens when it is used up. It is looked at before a call, never after the bill.</summary>
    public BudgetEnd Then { get; init; }
}

using Baton.Core.Agents;

namespace Baton.Engine.Agents;

/// <summary>An agent as lists show it: what it is, what it has to do, and how it did lately.</summary>
public sealed record AgentLine
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its definition; null when rules or tasks name it and nobody has defined it.</summary>
    public AgentDefinition? Definition { get; init; }

    /// <summary>Tasks waiting for it or with it.</summary>
    public int Open { get; init; }

    /// <summary>Of those, the ones it has fetched.</summary>
    public int Leased { get; init; }

    /// <summary>Since when the oldest open task may be begun, UTC; null when none is open.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>How it did in the last hour.</summary>
    public AgentFigures LastHour { get; init; } = AgentFigures.None;

    /// <summary>Actions it asked for in the last hour, counted to 200.</summary>
    public int Asked { get; init; }

    /// <summary>When it last finished a task or asked for an action, in the last hour, UTC.</summary>
    public DateTimeOffset? LastAct { get; init; }

    /// <summary>Finished tasks and actions asked for in the last hour, in twelve parts of five minutes, oldest first.</summary>
    public IReadOnlyList<int> Volume { get; init; } = [];

    /// <summary>The routing rules that give it work, by id.</summary>
    public IReadOnlyList<string> NamedBy { get; init; } = [];
}

/// <summary>How an agent did over some finished tasks.</summary>
/// <param name="Finished">How many were looked at.</param>
/// <param name="Succeeded">Of those, done with success.</param>
/// <param name="Failed">Of those, failed.</param>
/// <param name="HandedOver">Of those, given to a person: for review, for want of information, or too unsure.</param>
/// <param name="P50">Half took no longer than this; null when nothing says how long they took.</param>
/// <param name="P95">19 of 20 took no longer than this.</param>
public sealed record AgentFigures(int Finished, int Succeeded, int Failed, int HandedOver, TimeSpan? P50, TimeSpan? P95)
{
    /// <summary>What they cost, in the workspace's currency.</summary>
    public decimal Cost { get; init; }

    /// <summary>Nothing was finished.</summary>
    public static AgentFigures None { get; } = new(0, 0, 0, 0, null, null);

    /// <summary>0 to 1; null when nothing was finished.</summary>
    public double? SuccessRate => Finished == 0 ? null : (double)Succeeded / Finished;

    /// <summary>0 to 1; null when nothing was finished.</summary>
    public double? HandoffRate => Finished == 0 ? null : (double)HandedOver / Finished;

    internal static AgentFigures Of(IReadOnlyCollection<FinishedTask> tasks, double? minConfidence)
    {
        if (tasks.Count == 0) return None;
        var times = tasks.Where(t => t.Started is not null).Select(t => t.Finished - t.Started!.Value).Order().ToList();
        return new AgentFigures(tasks.Count, tasks.Count(t => t.Status == "success"), tasks.Count(t => t.Status == "failure"),
            tasks.Count(t => t.Status is "needs-human-review" or "needs-more-info" || t.Status == "success" && t.Confidence < minConfidence), At(times, 0.5), At(times, 0.95)) { Cost = (decimal)tasks.Sum(t => t.Cost ?? 0) };
    }

    // The nearest rank, so that it is always a time that one task took.
    private static TimeSpan? At(List<long> times, double share) =>
        times.Count == 0 ? null : TimeSpan.FromMilliseconds(times[(int)Math.Ceiling(share * times.Count) - 1]);
}

/// <summary>What figures need of a finished task; times in unix milliseconds.</summary>
internal sealed record FinishedTask(long? Started, long Finished, string? Status, double? Confidence, double? Cost);

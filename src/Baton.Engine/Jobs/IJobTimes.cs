namespace Baton.Engine.Jobs;

/// <summary>Knows when jobs run next, and lets one run out of turn.</summary>
public interface IJobTimes
{
    /// <summary>The real time until a job runs next; null when it will not.</summary>
    Task<TimeSpan?> UntilNextAsync(string job, CancellationToken cancel);

    /// <summary>Lets a job run at once, for a person. The schedule stays as it is.</summary>
    Task FireAsync(string job, string person, CancellationToken cancel);
}

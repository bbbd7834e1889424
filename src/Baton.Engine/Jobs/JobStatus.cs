using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Jobs;

/// <summary>A job as people see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Schedule">When it runs.</param>
/// <param name="RunningSince">When the run that is under way began, by the app's clock; null when none is.</param>
/// <param name="Next">When it runs next, by the app's clock; null when it will not, or when it goes by real time and the app's clock does not.</param>
/// <param name="RealWait">The real time until it runs, when it goes by real time and the app's clock does not; null otherwise.</param>
/// <param name="Runs">Its last runs, newest first.</param>
public sealed record JobStatus(string Name, string Purpose, Schedule Schedule, DateTimeOffset? RunningSince, DateTimeOffset? Next, TimeSpan? RealWait, IReadOnlyList<JobRunRow> Runs)
{
    /// <summary>Its last run that is over.</summary>
    public JobRunRow? Last => Runs.Count > 0 ? Runs[0] : null;

    /// <summary>Whether its last run failed.</summary>
    public bool IsFailing => Last is { Failed: true };
}

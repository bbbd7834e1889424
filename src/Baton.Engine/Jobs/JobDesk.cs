using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Jobs;

/// <summary>What people see of jobs and can do with them.</summary>
public sealed class JobDesk(JobRunner runner, IJobTimes times, IDbContextFactory<BatonDb> database, AppClock clock)
{
    /// <summary>Raised after a run began or ended, and after the times of the next runs changed; from any thread.</summary>
    public event EventHandler? Changed
    {
        add => runner.Changed += value;
        remove => runner.Changed -= value;
    }

    /// <summary>Every job with its last runs.</summary>
    /// <param name="runs">How many runs of each at most, up to <see cref="JobRunner.KeptRuns"/>.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<IReadOnlyList<JobStatus>> ListAsync(int runs, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var list = new List<JobStatus>();
        foreach (var job in runner.Jobs)
        {
            var last = await db.JobRuns.Where(r => r.Job == job.Name).OrderByDescending(r => r.Id).Take(runs).ToListAsync(cancel);
            var wait = await times.UntilNextAsync(job.Name, cancel);
            var rate = clock.Rate;
            var isApart = rate is not 1 && !job.Schedule.InAppTime;
            list.Add(new JobStatus(job.Name, job.Purpose, job.Schedule, runner.RunningSince(job.Name), isApart ? null : clock.GetUtcNow() + wait * rate, isApart ? wait : null, last));
        }

        return list;
    }

    /// <summary>Lets a job run at once. False when there is no such job, or when it is running already.</summary>
    public async Task<bool> RunNowAsync(string job, string person, CancellationToken cancel = default)
    {
        if (!runner.Jobs.Any(j => j.Name == job) || runner.RunningSince(job) is not null) return false;
        await times.FireAsync(job, person, cancel);
        return true;
    }
}

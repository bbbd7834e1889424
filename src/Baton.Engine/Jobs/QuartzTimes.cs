using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Baton.Engine.Jobs;

/// <summary>
/// Gives every job its time in Quartz: what jobs there are stands in the code, and when each ran last in our own table, from which the schedule goes
/// on after a restart. On the embedded database Quartz keeps the times in memory: a store of its own would be a second writer beside the journal, for
/// nothing more. On a server it keeps them there for all nodes, so that each time is one node's, whichever is free, and another's when that one dies.
/// </summary>
internal sealed class QuartzTimes([FromKeyedServices(JobSetup.Scheduler)] ISchedulerFactory factory, JobRunner runner, IDbContextFactory<BatonDb> database, AppClock clock, ILogger<QuartzTimes> logger) : IJobTimes, IHostedService, IDisposable
{
    /// <summary>Jobs that are due at the start wait until the app has settled.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>A time in the store that is past by more was nobody's: no node was there.</summary>
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        foreach (var job in runner.Jobs)
        {
            var last = await db.JobRuns.Where(r => r.Job == job.Name).OrderByDescending(r => r.Id).Select(r => (long?)r.Started).FirstOrDefaultAsync(cancellationToken);
            await ScheduleAsync(job, last.ToTime(), cancellationToken);
        }

        clock.Changed += OnClockChanged;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        clock.Changed -= OnClockChanged;
        return Task.CompletedTask;
    }

    public async Task<TimeSpan?> UntilNextAsync(string job, CancellationToken cancel)
    {
        var scheduler = await factory.GetScheduler(cancel);
        var trigger = await scheduler.GetTrigger(new TriggerKey(job), cancel);
        return trigger?.NextFireTimeUtc - clock.Machine.GetUtcNow();
    }

    public async Task FireAsync(string job, string person, CancellationToken cancel)
    {
        var scheduler = await factory.GetScheduler(cancel);
        await scheduler.TriggerJob(new JobKey(job), new JobDataMap { [QuartzJob.Person] = person }, cancel);
    }

    public void Dispose() => _one.Dispose();

    private async Task ScheduleAsync(IJobWork job, DateTimeOffset? last, CancellationToken cancel)
    {
        var scheduler = await factory.GetScheduler(cancel);
        var detail = JobBuilder.Create<QuartzJob>().WithIdentity(job.Name).StoreDurably().RequestRecovery().Build();
        await scheduler.AddJob(detail, AddJobOptions.Replacing, cancel);
        if (await IsKeptAsync(scheduler, job, cancel)) return;
        await scheduler.UnscheduleJob(new TriggerKey(job.Name), cancel);
        if (job.Schedule.DueIn(last, clock.GetUtcNow(), clock.Rate) is { } wait) await ScheduleAsync(scheduler, job, wait > Settling ? wait : Settling, cancel);
    }

    // Other nodes keep its times already.
    private async Task<bool> IsKeptAsync(IScheduler scheduler, IJobWork job, CancellationToken cancel) =>
        await scheduler.GetTrigger(new TriggerKey(job.Name), cancel) is ISimpleTrigger kept
        && kept.RepeatInterval == job.Schedule.Interval(clock.Rate) && kept.NextFireTimeUtc > clock.Machine.GetUtcNow() - Missed;

    private async Task ScheduleAsync(IScheduler scheduler, IJobWork job, TimeSpan wait, CancellationToken cancel)
    {
        var trigger = TriggerBuilder.Create(clock.Machine)
            .WithIdentity(job.Name)
            .ForJob(job.Name)
            .StartAt(clock.Machine.GetUtcNow() + wait)
            .WithSimpleSchedule(simple => simple.WithInterval(job.Schedule.Interval(clock.Rate)!.Value).RepeatForever())
            .Build();
        try
        {
            await scheduler.ScheduleJob(trigger, cancellationToken: cancel);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another node that starts at this moment was first.
        }
    }

    private void OnClockChanged(object? sender, EventArgs e) => _ = RescheduleAsync();

    private async Task RescheduleAsync()
    {
        await _one.WaitAsync();
        try
        {
            var scheduler = await factory.GetScheduler();
            foreach (var job in runner.Jobs.Where(j => j.Schedule.InAppTime))
            {
                await scheduler.UnscheduleJob(new TriggerKey(job.Name));
                if (job.Schedule.Interval(clock.Rate) is { } interval) await ScheduleAsync(scheduler, job, interval, CancellationToken.None);
            }
        }
        catch (SchedulerException fault)
        {
            logger.LogWarning(fault, "Jobs could not follow the change of the clock");
        }
        finally
        {
            _one.Release();
        }

        runner.RaiseChanged();
    }
}

using Baton.Engine.Clocks;
using Baton.Engine.Jobs.Upkeep;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Baton.Engine.Jobs;

/// <summary>Registers jobs.</summary>
public static class JobSetup
{
    internal const string Scheduler = "jobs";

    /// <summary>Adds what runs jobs, and the jobs that every installation needs. After the engine, so that it is started before any job runs.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, AppClock clock)
    {
        services.AddJob<LedgerCheck>();
        services.AddJob<LogCheck>();
        services.AddJob<SearchCheck>();
        services.AddJob<DatabaseCare>();
        services.AddJob<Pruning>();
        services.AddJob<Archiving>();
        services.AddJob<Outreach>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<QuartzTimes>();
        services.AddSingleton<IJobTimes>(provider => provider.GetRequiredService<QuartzTimes>());
        services.AddHostedService(provider => provider.GetRequiredService<QuartzTimes>());
        // By name, since a scheduler without one makes its clock that of the whole container.
        services.AddQuartz(Scheduler, quartz => quartz.UseInMemoryStore(_ => { }).UseTimeProvider(clock.Machine));
        services.AddQuartzHostedService(Scheduler, options => options.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>Adds a job: it appears on the Jobs page and runs on its schedule.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services)
        where T : class, IJobWork => services.AddSingleton<IJobWork, T>();
}

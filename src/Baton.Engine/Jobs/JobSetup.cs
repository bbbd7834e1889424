using Baton.Engine.Clocks;
using Baton.Engine.Jobs.Upkeep;
using Baton.Engine.Learning;
using Baton.Engine.Storage;
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
        services.AddJob<RolloutWatch>();
        services.AddJob<LearningFromCorrections>();
        services.AddJob<LookingForSuggestions>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<QuartzTimes>();
        services.AddSingleton<IJobTimes>(provider => provider.GetRequiredService<QuartzTimes>());
        services.AddHostedService(provider => provider.GetRequiredService<QuartzTimes>());
        // By name, since a scheduler without one makes its clock that of the whole container.
        services.AddQuartz(Scheduler, quartz =>
        {
            quartz.UseTimeProvider(clock.Machine);
            if (IsShared(services)) quartz.UsePersistentStore(Share);
            else quartz.UseInMemoryStore(_ => { });
        });
        services.AddQuartzHostedService(Scheduler, options => options.WaitForJobsToComplete = true);
        return services;
    }

    // Its tables (qrtz_…) are made by Quartz itself, from the script that comes with its version. Which node has which lane is not left to it: taking
    // that from a node that does not answer must happen in one transaction with ending its right to write, which Quartz cannot know of.
    private static void Share(IPersistentStoreBuilder store)
    {
        store.UsePostgres(data => data.DataSourceFactory = provider => provider.GetRequiredService<DatabaseServer>().Jobs);
        store.ProvisionSchema();
        store.UseClustering(nodes => (nodes.CheckinInterval, nodes.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6)));
        store.ConfigureStore(options => (options.DbRetryInterval, options.UseBackgroundThreads) = (TimeSpan.FromSeconds(2), true));
    }

    private static bool IsShared(IServiceCollection services) => services.Any(service => service.ImplementationInstance is StorageOptions { Postgres: not null });

    /// <summary>Adds a job: it appears on the Jobs page and runs on its schedule.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services)
        where T : class, IJobWork => services.AddSingleton<IJobWork, T>();
}

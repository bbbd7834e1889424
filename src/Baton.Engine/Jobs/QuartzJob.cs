using Quartz;

namespace Baton.Engine.Jobs;

/// <summary>The one kind of job that Quartz knows: it hands the name on to the runner, which knows what is to be done.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob(JobRunner runner) : IJob
{
    /// <summary>Names who asked, in the data of a run out of turn.</summary>
    public const string Person = "person";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runner.RunAsync(context.JobDetail.Key.Name, context.MergedJobDataMap.GetString(Person), cancellationToken);
}

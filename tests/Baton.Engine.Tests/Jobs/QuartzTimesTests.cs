using Baton.Engine.Clocks;
using Baton.Engine.Jobs;
using Baton.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Tests.Jobs;

public sealed class QuartzTimesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-");
    private readonly string? _postgres = Storage.TestPostgres.MakeDatabase();
    private readonly AppClock _clock = new(TimeProvider.System, Start, rate: 0);
    private readonly TaskCompletionSource _ran = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        services.AddSingleton<IHostApplicationLifetime, NoLifetime>();
        services.AddEngine(new StorageOptions { Data = _folder.FullName, Postgres = _postgres }, _clock);
        services.AddJobs(_clock);
        services.AddSingleton<IJobWork>(new HandWork("By hand", _ =>
        {
            _ran.TrySetResult();
            return Task.FromResult<string?>("Done by hand.");
        }));
        services.AddSingleton<IJobWork>(new HandWork("In app time", _ => Task.FromResult<string?>("Ran."), new Schedule(TimeSpan.FromHours(1), InAppTime: true)));
        _services = services.BuildServiceProvider();
        foreach (var hosted in _services.GetServices<IHostedService>()) await hosted.StartAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_person_can_let_a_job_run_out_of_turn()
    {
        var desk = _services.GetRequiredService<JobDesk>();
        var recorded = Changed(desk, () => _ran.Task.IsCompleted && _services.GetRequiredService<JobRunner>().RunningSince("By hand") is null);

        Assert.True(await desk.RunNowAsync("By hand", "ada@example.com"));
        await recorded;

        var job = (await desk.ListAsync(runs: 5)).Single(j => j.Name == "By hand");
        Assert.Equal(("Done by hand.", "ada@example.com", false), (job.Last!.Result, job.Last.Person, job.IsFailing));
        Assert.False(await desk.RunNowAsync("Unknown", "ada@example.com"));
    }

    [Fact]
    public void Jobs_leave_the_apps_clock_to_everybody_else() => Assert.Same(_clock, _services.GetRequiredService<TimeProvider>());

    [Fact]
    public async Task The_schedule_of_a_job_in_the_apps_time_follows_the_apps_clock()
    {
        var desk = _services.GetRequiredService<JobDesk>();
        Assert.Null((await InAppTime(desk)).Next);

        var followed = Changed(desk, () => UntilNext("In app time") is not null);
        _clock.SetRate(60);
        await followed;
        Assert.InRange((await InAppTime(desk)).Next!.Value - Start, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(70));

        var stopped = Changed(desk, () => UntilNext("In app time") is null);
        _clock.SetRate(0);
        await stopped;
        Assert.Null((await InAppTime(desk)).Next);
        Assert.NotNull((await ByHand(desk)).RealWait);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>().Reverse()) await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Storage.TestPostgres.Drop(_postgres);
        _folder.Delete(recursive: true);
    }

    // Quartz answers at once from memory.
    private TimeSpan? UntilNext(string job) => _services.GetRequiredService<IJobTimes>().UntilNextAsync(job, CancellationToken.None).GetAwaiter().GetResult();

    private static async Task<JobStatus> InAppTime(JobDesk desk) => (await desk.ListAsync(runs: 1)).Single(job => job.Name == "In app time");

    private static async Task<JobStatus> ByHand(JobDesk desk) => (await desk.ListAsync(runs: 1)).Single(job => job.Name == "By hand");

    private static Task Changed(JobDesk desk, Func<bool> enough)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.Changed += (_, _) =>
        {
            if (enough()) heard.TrySetResult();
        };
        return heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    internal sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted { get; } = new(canceled: true);

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}

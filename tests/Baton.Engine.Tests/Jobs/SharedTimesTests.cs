using System.Collections.Concurrent;
using System.Diagnostics;
using Baton.Engine.Clocks;
using Baton.Engine.Jobs;
using Baton.Engine.Storage;
using Baton.Engine.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Tests.Jobs;

/// <summary>Of several nodes one runs each time of a job, whichever is there.</summary>
[Trait("Database", "Postgres")]
public sealed class SharedTimesTests : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly string? _postgres = TestPostgres.MakeDatabase();
    private readonly ConcurrentQueue<(string Node, long At)> _runs = new();
    private readonly List<Node> _nodes = [];

    public SharedTimesTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task Each_time_of_a_job_is_one_nodes_and_the_other_goes_on_when_that_one_dies()
    {
        foreach (var name in (string[])["a", "b"]) _nodes.Add(await StartAsync(name));

        await UntilAsync(() => _runs.Count >= 5);
        var runs = _runs.ToArray();
        Assert.InRange(runs.Length, 1, (int)(Stopwatch.GetElapsedTime(runs[0].At) / Every) + 2);
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(Stopwatch.GetElapsedTime(pair.First.At, pair.Second.At) > Every / 3, "Two runs came for one time."));

        var dead = _nodes.Single(node => node.Name == _runs.Last().Node);
        dead.Die();
        var at = Stopwatch.GetTimestamp();
        await UntilAsync(() => _runs.Any(run => run.At > at && run.Node != dead.Name));
        Console.WriteLine($"The other node ran it {Stopwatch.GetElapsedTime(at).TotalSeconds:0.0} s after the one that ran it last was gone");
    }

    [Fact]
    public async Task A_person_lets_a_job_run_from_any_node_and_it_runs_once()
    {
        foreach (var name in (string[])["a", "b"]) _nodes.Add(await StartAsync(name, every: TimeSpan.FromHours(1)));
        await UntilAsync(() => !_runs.IsEmpty); // never ran: due at the start

        foreach (var node in _nodes)
        {
            await UntilAsync(IsIdle);
            var before = _runs.Count;
            Assert.True(await node.Services.GetRequiredService<JobDesk>().RunNowAsync("Tick", "ada@example.com"));
            await UntilAsync(() => _runs.Count > before);
            await UntilAsync(IsIdle);
            Assert.Equal(before + 1, _runs.Count);
        }

        var listed = (await _nodes[0].Services.GetRequiredService<JobDesk>().ListAsync(runs: 5)).Single(job => job.Name == "Tick");
        Assert.Equal(2, listed.Runs.Count(run => run.Person == "ada@example.com"));
    }

    private bool IsIdle() => _nodes.TrueForAll(node => node.Services.GetRequiredService<JobRunner>().RunningSince("Tick") is null);

    private async Task<Node> StartAsync(string name, TimeSpan? every = null)
    {
        var folder = Directory.CreateTempSubdirectory("baton-");
        var clock = new AppClock(TimeProvider.System, DateTimeOffset.UtcNow);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<IHostApplicationLifetime, QuartzTimesTests.NoLifetime>();
        services.AddEngine(new StorageOptions { Data = folder.FullName, Postgres = _postgres, Address = name }, clock);
        services.AddJobs(clock);
        services.AddSingleton<IJobWork>(new HandWork("Tick", _ =>
        {
            _runs.Enqueue((name, Stopwatch.GetTimestamp()));
            return Task.FromResult<string?>("Ticked.");
        }, new Schedule(every ?? Every)));
        var node = new Node(name, folder, services.BuildServiceProvider());
        foreach (var hosted in node.Services.GetServices<IHostedService>()) await hosted.StartAsync(CancellationToken.None);
        return node;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var began = Stopwatch.GetTimestamp(); !holds(); await Task.Delay(20)) Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), "It did not come within 30 s.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.StopAsync();
        TestPostgres.Drop(_postgres);
    }

    private sealed record Node(string Name, DirectoryInfo Folder, ServiceProvider Services)
    {
        private bool _isDead;

        /// <summary>As far as the others can see, its scheduler is gone in the middle of whatever it did.</summary>
        public void Die()
        {
            _isDead = true;
            ((DatabaseServer)Services.GetRequiredService<Database>()).Jobs.Dispose();
        }

        public async Task StopAsync()
        {
            // Its schedule would wait for its database for ever.
            using var patience = new CancellationTokenSource(_isDead ? TimeSpan.FromSeconds(1) : Timeout.InfiniteTimeSpan);
            foreach (var hosted in Services.GetServices<IHostedService>().Reverse()) await WithinAsync(hosted.StopAsync(patience.Token), patience.Token);
            await WithinAsync(Services.DisposeAsync().AsTask(), patience.Token);
            Folder.Delete(recursive: true);
        }

        private Task WithinAsync(Task stopping, CancellationToken patience) =>
            _isDead ? Task.WhenAny(stopping, Task.Delay(Timeout.Infinite, patience)) : stopping;
    }
}

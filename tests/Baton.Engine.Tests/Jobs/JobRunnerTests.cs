using Baton.Engine.Clocks;
using Baton.Engine.Jobs;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Engine.Tests.Jobs;

public sealed class JobRunnerTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private readonly TempDatabase _database = new();
    private readonly Journal _journal;
    private readonly AppClock _clock = new(TimeProvider.System, Start, rate: 0);

    public JobRunnerTests() => _journal = _database.OpenJournal();

    [Fact]
    public async Task A_run_is_recorded_with_what_it_did_and_who_wanted_it()
    {
        var runner = Runner(new HandWork("Count", _ => Task.FromResult<string?>("Counted 3.")));

        Assert.True(await runner.RunAsync("Count", "ada@example.com", CancellationToken.None));

        var run = Assert.Single(Runs());
        Assert.Equal(("Count", Start.ToUnix(), false, "Counted 3.", "ada@example.com"), (run.Job, run.Started, run.Failed, run.Result, run.Person));
    }

    [Fact]
    public async Task A_failure_is_recorded_and_stops_nothing()
    {
        var runner = Runner(
            new HandWork("Broken", _ => throw new InvalidOperationException("The disk is full.")),
            new HandWork("Sound", _ => Task.FromResult<string?>("Fine.")));

        Assert.True(await runner.RunAsync("Broken", null, CancellationToken.None));
        Assert.True(await runner.RunAsync("Sound", null, CancellationToken.None));
        Assert.True(await runner.RunAsync("Broken", null, CancellationToken.None));

        Assert.Equal([(true, "The disk is full."), (false, "Fine."), (true, "The disk is full.")], Runs().Select(run => (run.Failed, run.Result)));
    }

    [Fact]
    public async Task A_job_runs_once_at_a_time()
    {
        var release = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var runner = Runner(new HandWork("Slow", _ => release.Task));

        var first = runner.RunAsync("Slow", null, CancellationToken.None);
        Assert.Equal(Start, runner.RunningSince("Slow"));
        Assert.False(await runner.RunAsync("Slow", "ada@example.com", CancellationToken.None));

        release.SetResult("Done.");
        Assert.True(await first);
        Assert.Null(runner.RunningSince("Slow"));
        Assert.Single(Runs());
    }

    [Fact]
    public async Task Nothing_to_do_is_not_worth_a_record()
    {
        var runner = Runner(new HandWork("Idle", _ => Task.FromResult<string?>(null)));

        Assert.True(await runner.RunAsync("Idle", null, CancellationToken.None));

        Assert.Empty(Runs());
    }

    [Fact]
    public async Task A_run_that_was_stopped_is_no_failure()
    {
        using var stop = new CancellationTokenSource();
        var runner = Runner(new HandWork("Long", async cancel =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return "Never.";
        }));

        var run = runner.RunAsync("Long", null, stop.Token);
        await stop.CancelAsync();
        await run;

        Assert.Empty(Runs());
    }

    [Fact]
    public async Task The_last_200_runs_of_each_job_are_kept()
    {
        var number = 0;
        var runner = Runner(
            new HandWork("Often", _ => Task.FromResult<string?>($"Run {++number}")),
            new HandWork("Seldom", _ => Task.FromResult<string?>("Once")));

        await runner.RunAsync("Seldom", null, CancellationToken.None);
        for (var i = 0; i < JobRunner.KeptRuns + 5; i++) await runner.RunAsync("Often", null, CancellationToken.None);

        var kept = Runs();
        Assert.Equal(JobRunner.KeptRuns, kept.Count(run => run.Job == "Often"));
        Assert.Equal("Run 6", kept.First(run => run.Job == "Often").Result);
        Assert.Equal("Once", kept.Single(run => run.Job == "Seldom").Result);
    }

    [Fact]
    public async Task Says_when_a_run_begins_and_when_it_ends()
    {
        var runner = Runner(new HandWork("Count", _ => Task.FromResult<string?>("Counted.")));
        var seen = new List<bool>();
        runner.Changed += (_, _) => seen.Add(runner.RunningSince("Count") is not null);

        await runner.RunAsync("Count", null, CancellationToken.None);

        Assert.Equal([true, false], seen);
    }

    [Fact]
    public async Task There_is_no_job_that_was_not_registered() =>
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Runner().RunAsync("Unknown", null, CancellationToken.None));

    private JobRunner Runner(params IJobWork[] jobs) => new(jobs, _journal, _database.Database, _clock, NullLogger<JobRunner>.Instance);

    private List<JobRunRow> Runs()
    {
        using var db = _database.OpenContext();
        return [.. db.JobRuns.OrderBy(run => run.Id)];
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _database.Dispose();
    }
}

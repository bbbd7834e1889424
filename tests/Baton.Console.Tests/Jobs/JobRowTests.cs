using Baton.Engine.Jobs;
using Baton.Engine.Storage.Rows;
using Baton.Web.Jobs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Jobs;

public sealed class JobRowTests : BunitContext
{
    private static readonly JobRunRow Well = new() { Id = 1, Job = "Ledger check", Started = 1_000, Milliseconds = 4, Failed = false, Result = "3 in = 3 done + 0 waiting + 0 failed." };
    private static readonly JobRunRow Failed = Well with { Id = 2, Failed = true, Result = "1 waiting for nothing that is open.", Person = "ada@example.com" };

    public JobRowTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void A_job_that_went_well_says_what_it_did()
    {
        var row = Row(Job(Well));

        Assert.Contains(Well.Result, row.Find(".result").TextContent, StringComparison.Ordinal);
        Assert.Empty(row.FindAll(".verdict"));
        Assert.Contains("took 4 ms", row.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_failed_says_so_in_colour_in_shape_and_in_words()
    {
        var row = Row(Job(Failed, Well));

        Assert.NotNull(row.Find("article.failing .verdict.failure"));
        Assert.Contains(Failed.Result, row.Find(".result").TextContent, StringComparison.Ordinal);
        Assert.Contains("for ada@example.com", row.Markup, StringComparison.Ordinal);
        Assert.Equal("Of the last 2 runs 1 failed.", row.Find(".runs").GetAttribute("aria-label"));
        Assert.Equal(["", "failed"], row.FindAll(".runs > i").Select(mark => mark.ClassName ?? ""));
    }

    [Fact]
    public void Runs_when_asked_and_not_while_it_runs()
    {
        var runs = 0;
        var idle = Row(Job(Well), () => runs++);
        idle.Find("button").Click();
        Assert.Equal(1, runs);

        var busy = Row(Job(Well) with { RunningSince = DateTimeOffset.UnixEpoch });
        Assert.True(busy.Find("button").HasAttribute("disabled"));
        Assert.Contains("running now", busy.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_run_it_has_no_button() =>
        Assert.Empty(Render<JobRow>(row => row.Add(r => r.Job, Job(Well)).Add(r => r.Href, "/jobs?job=x").Add(r => r.CanRun, false)).FindAll("button"));

    [Fact]
    public void Says_when_it_runs_next_whatever_the_clock_does()
    {
        Assert.Contains("next <time", Row(Job(Well) with { Next = TimeProvider.System.GetUtcNow().AddMinutes(5) }).Markup, StringComparison.Ordinal);
        Assert.Contains("next in 40 s, real time", Row(Job(Well) with { RealWait = TimeSpan.FromSeconds(40) }).Markup, StringComparison.Ordinal);
        Assert.Contains("waits for the clock to go on", Row(Job(Well)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_had_nothing_to_do_says_so() => Assert.Contains("Nothing done yet.", Row(Job()).Markup, StringComparison.Ordinal);

    [Theory]
    [InlineData(999, "999 ms")]
    [InlineData(1_249, "1.2 s")]
    [InlineData(180_000, "3 min")]
    public void Says_how_long_it_took(long milliseconds, string words) => Assert.Equal(words, JobWords.Took(milliseconds));

    private static JobStatus Job(params JobRunRow[] runs) =>
        new("Ledger check", "Counts the log.", new Schedule(TimeSpan.FromMinutes(1)), RunningSince: null, Next: null, RealWait: null, runs);

    private IRenderedComponent<JobRow> Row(JobStatus job, Action? onRun = null) =>
        Render<JobRow>(row => row.Add(r => r.Job, job).Add(r => r.Href, "/jobs?job=x").Add(r => r.CanRun, true).Add(r => r.OnRun, () => onRun?.Invoke()));
}

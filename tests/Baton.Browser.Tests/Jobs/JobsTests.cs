using System.Text.RegularExpressions;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Jobs;

[Collection(RunningDemo.Name)]
public sealed partial class JobsTests(RunningDemo demo)
{
    [Fact]
    public async Task A_job_is_run_out_of_turn_and_says_for_whom()
    {
        var admin = await demo.AdminAsync();
        await admin.GoAsync("/jobs");
        var job = admin.Page.GetByRole(AriaRole.Article).First;

        await job.GetByRole(AriaRole.Button, new() { NameRegex = RunNow() }).ClickAsync();

        await Assertions.Expect(job).ToContainTextAsync("for demo@baton.example", new() { Timeout = 20_000 });
        Assert.Empty(admin.Faults);
    }

    [Fact]
    public async Task Who_takes_cases_sees_the_jobs_and_runs_none()
    {
        var desk = await demo.DeskAsync();
        await desk.GoAsync("/jobs");

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = RunNow() })).ToHaveCountAsync(0);
    }

    [GeneratedRegex("^Run now", RegexOptions.None, 1000)]
    private static partial Regex RunNow();
}

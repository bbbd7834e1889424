using Baton.Web.Tests.SignIn;

namespace Baton.Web.Tests.Health;

public sealed class HealthPageTests
{
    [Fact]
    public async Task An_operator_sees_every_part_and_a_viewer_nothing()
    {
        await using var app = RunningApp.OfDemo();
        var admin = app.VisitorFrom("127.0.0.1");
        await admin.LookAroundAsync("/welcome");
        var desk = app.VisitorFrom("::1");
        await desk.LookAroundAsync("/sign-in", "desk@baton.example");

        var page = await admin.GetStringAsync("/health", TestContext.Current.CancellationToken);
        using var refused = await desk.GetAsync("/health", TestContext.Current.CancellationToken);

        foreach (var part in (string[])["Engine", "Log", "Disk", "Search", "Lanes", "Tasks", "Timers", "Clock", "Process", "Jobs"]) Assert.Contains($"<h2>{part}</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("are free", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

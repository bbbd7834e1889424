using Baton.Engine.Workspaces;
using Baton.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Settings;

public sealed class WorkspaceTests
{
    [Fact]
    public async Task Its_name_and_colour_are_on_every_page_once_they_are_changed()
    {
        await using var app = new RunningApp();
        var visitor = app.Visitor();
        await visitor.SignInAsync(RunningApp.AdminEmail, RunningApp.AdminPassword);
        Assert.DoesNotContain("--accent:", await visitor.GetStringAsync("/jobs"), StringComparison.Ordinal);

        await app.Services.GetRequiredService<WorkspaceDesk>().ChangeAsync("default", "Ana's shop", "#c2410c");

        var page = System.Net.WebUtility.HtmlDecode(await visitor.GetStringAsync("/jobs"));
        Assert.Contains("Ana's shop", page, StringComparison.Ordinal);
        Assert.Contains("--accent:#c2410c", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_workspace_that_was_not_made()
    {
        await using var app = new RunningApp();
        using var visitor = app.Visitor();
        var desk = app.Services.GetRequiredService<WorkspaceDesk>();

        Assert.Null(await desk.FindAsync("nowhere"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => desk.ChangeAsync("nowhere", "Nowhere", null));
    }
}

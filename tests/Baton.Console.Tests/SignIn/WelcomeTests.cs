using System.Net;

namespace Baton.Web.Tests.SignIn;

public sealed class WelcomeTests
{
    [Fact]
    public async Task The_first_visitor_becomes_the_admin_and_then_there_is_no_such_page()
    {
        await using var app = RunningApp.WithNobodyYet();
        var visitor = app.Visitor();

        Assert.Equal("/welcome", (await visitor.GetAsync("/sign-in")).LeadsTo());
        var made = await visitor.WelcomeAsync("Ada Lovelace", "ada@example.com", "correct horse battery");

        Assert.Equal("/", made.LeadsTo());
        Assert.Contains("Settings", await visitor.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Visitor().GetAsync("/welcome")).StatusCode);
    }

    [Fact]
    public async Task A_refused_password_says_why_and_leaves_the_door_open_for_another_try()
    {
        await using var app = RunningApp.WithNobodyYet();
        var visitor = app.Visitor();

        var refused = await visitor.WelcomeAsync("Ada Lovelace", "ada@example.com", "short");

        Assert.Contains("at least 10 characters", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/", (await visitor.WelcomeAsync("Ada Lovelace", "ada@example.com", "correct horse battery")).LeadsTo());
    }

    [Fact]
    public async Task Of_sixteen_first_visitors_at_once_one_becomes_the_admin()
    {
        await using var app = RunningApp.WithNobodyYet();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => app.Visitor().WelcomeAsync($"Visitor {n}", $"visitor{n}@example.com", "correct horse battery")));

        Assert.Equal(1, answers.Count(answer => answer.LeadsTo() == "/"));
    }
}

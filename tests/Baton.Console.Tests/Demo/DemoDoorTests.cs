using System.Net;
using Baton.Web.Tests.SignIn;

namespace Baton.Web.Tests.Demo;

public sealed class DemoDoorTests
{
    private const string Here = "127.0.0.1";
    private const string Invitation = "Look around";

    [Fact]
    public async Task In_the_demo_one_click_makes_a_newcomer_its_admin()
    {
        await using var app = RunningApp.OfDemo();
        var newcomer = app.VisitorFrom(Here);

        var entered = await newcomer.LookAroundAsync("/welcome");

        Assert.Equal("/", entered.LeadsTo());
        var overview = await newcomer.GetStringAsync("/");
        Assert.Contains("Demo admin", overview, StringComparison.Ordinal);
        Assert.Contains("Settings", overview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_browser_enters_by_the_sign_in_as_a_human_agent_and_is_led_where_it_wanted()
    {
        await using var app = RunningApp.OfDemo();
        await app.VisitorFrom(Here).LookAroundAsync("/welcome");
        var second = app.VisitorFrom("::1");

        var entered = await second.LookAroundAsync("/sign-in?ReturnUrl=%2Fhandoffs", "desk@baton.example");

        Assert.Equal("/handoffs", entered.LeadsTo());
        Assert.Contains("Demo desk", await second.GetStringAsync("/handoffs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_come_and_go_and_are_the_same_ones()
    {
        await using var app = RunningApp.OfDemo();

        var first = await app.VisitorFrom(Here).LookAroundAsync("/welcome");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await app.VisitorFrom(Here).LookAroundAsync("/sign-in")));

        Assert.All(answers.Prepend(first), answer => Assert.Equal("/", answer.LeadsTo()));
    }

    [Fact]
    public async Task Nobody_signs_in_with_a_guests_address()
    {
        await using var app = RunningApp.OfDemo();
        await app.VisitorFrom(Here).LookAroundAsync("/welcome");

        var refused = await app.VisitorFrom("192.0.2.7").SignInAsync("demo@baton.example", "correct horse battery");

        Assert.Contains("do not belong together", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_the_demo_there_is_no_such_door()
    {
        await using var app = RunningApp.WithNobodyYet();

        Assert.DoesNotContain(Invitation, await app.VisitorFrom(Here).GetStringAsync("/welcome"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.VisitorFrom(Here).LookAroundAsync("/welcome")).StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.7", "http://localhost")]
    [InlineData("::ffff:192.0.2.7", "http://localhost")]
    [InlineData(Here, "http://baton.example")]
    [InlineData(Here, "http://localhost.evil.example")]
    [InlineData(Here, "http://localhost", "X-Forwarded-For", "192.0.2.7")]
    [InlineData(Here, "http://localhost", "Forwarded", "for=192.0.2.7")]
    public async Task It_is_shut_for_who_is_not_at_this_machine(string address, string site, string? header = null, string? value = null)
    {
        await using var app = RunningApp.OfDemo();
        var stranger = app.VisitorFrom(address, site, header is null ? [] : [(header, value!)]);

        Assert.DoesNotContain(Invitation, await stranger.GetStringAsync("/welcome"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.LookAroundAsync("/welcome")).StatusCode);
    }

    [Fact]
    public async Task It_is_shut_as_soon_as_anybody_has_an_account_of_their_own()
    {
        await using var app = RunningApp.OfDemo(hasAdmin: true);
        var visitor = app.VisitorFrom(Here);

        Assert.DoesNotContain(Invitation, await visitor.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.LookAroundAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task A_button_pressed_by_another_site_does_nothing()
    {
        await using var app = RunningApp.OfDemo();
        using var forged = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "demo@baton.example")]);

        var refused = await app.VisitorFrom(Here).PostAsync(new Uri("/welcome", UriKind.Relative), forged);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }
}

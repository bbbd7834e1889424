using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Web.Handoffs.Wall;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs.Wall;

public sealed class WallPageTests : CasePage
{
    private IRenderedComponent<WallPage> OpenWall(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/handoffs/wall" + query);
        return Render<WallPage>(page => page.AddCascadingValue(Ana with { Role = Role.Operator }));
    }

    [Fact]
    public async Task A_new_case_is_on_the_wall_without_a_reload()
    {
        var wall = OpenWall();
        Assert.Contains("No case in any queue", wall.Markup, StringComparison.Ordinal);

        await AskedForPersonAsync("kim@example.com");
        Signal.Raise();

        wall.WaitForAssertion(() => Assert.Equal("1", wall.Find(".tile .big a").TextContent));
        Assert.NotNull(wall.Find("#wall-queue"));
        Assert.Equal("0:00", wall.Find("td time.running").TextContent);
    }

    [Fact]
    public async Task A_number_opens_the_cases_it_counts()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var wall = OpenWall();

        var href = wall.Find("tbody a[href*='of=waiting']").GetAttribute("href")!;
        var list = OpenWall("?" + href.Split('?')[1]);

        Assert.StartsWith("/handoffs/" + id, list.Find(".counted a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("One case.", list.Find(".panel").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_called_by_their_names_with_what_they_have_and_did()
    {
        await Desk.ClaimAsync(Workspace, await AskedForPersonAsync("kim@example.com"), Ben);
        await Desk.ResolveAsync(Workspace, await AskedForPersonAsync("lee@example.com"), Ana.Email, new Resolution(HandoffOutcome.Answered) { Answer = "Done." });

        var rows = OpenWall().FindAll("section[aria-labelledby=wall-person] tbody tr").Select(r => r.QuerySelector("td a")!.TextContent.Trim()).ToList();

        Assert.Equal(["Ben Ito", "Ana Alvarez"], rows);
    }

    [Fact]
    public async Task One_queue_alone_is_a_filter_that_can_be_taken_away()
    {
        await AskedForPersonAsync("kim@example.com");

        var wall = OpenWall("?queue=nowhere");

        Assert.Contains("No case in any queue", wall.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("queue=", wall.Find(".chip a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_wall_stands_still_until_one_goes_on()
    {
        var wall = OpenWall();
        await PressAsync("p");

        await AskedForPersonAsync("kim@example.com");
        Signal.Raise();
        wall.WaitForAssertion(() => Assert.Contains("Paused", wall.Markup, StringComparison.Ordinal));
        Assert.Contains("No case in any queue", wall.Markup, StringComparison.Ordinal);

        await PressAsync("p");
        wall.WaitForAssertion(() => Assert.DoesNotContain("No case in any queue", wall.Markup, StringComparison.Ordinal));

        async Task PressAsync(string key)
        {
            await wall.InvokeAsync(() => Services.GetRequiredService<Web.Frame.Keys.KeyMap>().PressAsync(key));
            wall.Render();
        }
    }

    [Theory]
    [InlineData(42, "42 s")]
    [InlineData(260, "4 min 20 s")]
    [InlineData(1500, "25 min")]
    [InlineData(7800, "2 h 10 min")]
    [InlineData(90_000, "25 h")]
    [InlineData(345_600, "4 d")]
    public void Spans_are_said_as_short_as_they_can_be(int seconds, string words) => Assert.Equal(words, WallWords.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Nearly_all_is_not_all() => Assert.Equal(("99 %", "100 %", "–"), (WallWords.Percent(0.999), WallWords.Percent(1), WallWords.Percent(null)));
}

using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Web.SignIn;
using Bunit;

namespace Baton.Web.Tests.Handoffs;

public sealed class ClaimTests : CasePage
{
    [Fact]
    public async Task The_claim_of_a_colleague_shows_at_once_and_the_button_says_why_it_is_off()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var page = Open(id);
        Assert.False(page.Find(".standing .btn").HasAttribute("disabled"));

        await Desk.ClaimAsync(Workspace, id, Ben);
        Signal.Raise();

        page.WaitForAssertion(() =>
        {
            Assert.Contains("Ben Ito has this case", page.Find(".standing").TextContent, StringComparison.Ordinal);
            Assert.True(page.Find(".standing .btn").HasAttribute("disabled"));
            Assert.Equal("standing", page.Find(".standing .btn").GetAttribute("aria-describedby"));
        });
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_was_faster()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var page = Open(id);

        await Desk.ClaimAsync(Workspace, id, Ben);
        await PressAsync(page, "c");

        Assert.Equal("Ben Ito was faster and has this case now.", page.Find(".told").TextContent);
        Assert.Empty(page.FindAll("#answer"));
    }

    [Fact]
    public async Task C_claims_and_the_composer_is_there()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var page = Open(id);

        await PressAsync(page, "c");

        Assert.NotNull(page.Find("#answer"));
        Assert.Contains("You have it", page.Find(".case > header").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_look_gets_no_button_and_no_key()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var page = Open(id, Ana with { Role = Role.Viewer });

        await PressAsync(page, "c");

        Assert.Empty(page.FindAll(".standing .btn"));
        Assert.Equal(TurnStatus.Accepted, (await Desk.ClaimAsync(Workspace, id, Ben)).Status);
    }

    [Fact]
    public async Task What_a_colleague_resolved_meanwhile_says_so()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var page = Open(id);

        await Desk.ResolveAsync(Workspace, id, Ben, new Resolution(Core.Handoffs.HandoffOutcome.Answered) { Answer = "It is on its way." });
        Signal.Raise();

        page.WaitForAssertion(() =>
        {
            Assert.Contains("Ben Ito resolved it: answered.", page.Find(".standing").TextContent, StringComparison.Ordinal);
            Assert.Contains("It is on its way.", page.Find(".story").TextContent, StringComparison.Ordinal);
        });
    }
}

using Baton.Core.Customers;
using Baton.Engine.Pipeline;
using Baton.Web.Customers;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Customers;

/// <summary>What waits on a customer's page, and who may answer it there.</summary>
public sealed class WaitingActionsTests : CasePage
{
    private static readonly Viewer Olga = new(Workspace, "olga@example.com", "Olga", Role.Operator);

    [Fact]
    public async Task An_operator_allows_it_with_a_note()
    {
        var handoff = await BigRefundAsync("kim@example.com", 400);
        var card = await ShowAsync(handoff, Olga);

        card.Find("li button").Click();
        Assert.True(card.Find("button[type=submit]").HasAttribute("disabled"));
        card.Find("textarea").Input("The parcel is lost.");
        card.Find("form").Submit();

        card.WaitForAssertion(() => Assert.Equal("olga@example.com let it through: The parcel is lost.", card.Find(".told").TextContent));
        Assert.DoesNotContain(await WaitingAsync(handoff), a => a.IsPending);
    }

    [Fact]
    public async Task A_no_needs_a_note_as_well()
    {
        var handoff = await BigRefundAsync("kim@example.com", 400);
        var card = await ShowAsync(handoff, Olga);

        card.Find("li button").Click();
        var reject = card.FindAll("form button").Single(b => b.TextContent == "Reject");
        Assert.True(reject.HasAttribute("disabled"));
        card.Find("textarea").Input("Twice this month.");
        card.FindAll("form button").Single(b => b.TextContent == "Reject").Click();

        card.WaitForAssertion(() => Assert.Equal("olga@example.com said no: Twice this month.", card.Find(".told").TextContent));
        Assert.Empty(await WaitingAsync(handoff));
    }

    [Fact]
    public async Task Who_only_works_on_cases_needs_one_of_this_customer()
    {
        var handoff = await BigRefundAsync("kim@example.com", 400);
        Assert.Empty((await ShowAsync(handoff, Ana)).FindAll("li button"));

        await Desk.ClaimAsync(Workspace, handoff, Ana.Email);

        Assert.Single((await ShowAsync(handoff, Ana)).FindAll("li button"));
        Assert.Empty((await ShowAsync(handoff, Ana with { Role = Role.Viewer })).FindAll("li button"));
    }

    [Fact]
    public async Task What_a_yes_could_not_lift_is_said_before_it_is_given()
    {
        var handoff = await OddMailAsync("kim@example.com", "Hello");
        await TakeAsync("kim@example.com", "consent.changed", new { doNotContact = true });
        var card = await ShowAsync(handoff, Olga);

        card.Find("li button").Click();
        card.Find("textarea").Input("please");

        Assert.Contains("The customer does not want to be contacted.", card.Find("form").TextContent, StringComparison.Ordinal);
        Assert.True(card.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.False(card.FindAll("form button").Single(b => b.TextContent == "Reject").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_colleague_who_was_faster_is_named()
    {
        var handoff = await BigRefundAsync("kim@example.com", 400);
        var card = await ShowAsync(handoff, Olga);
        card.Find("li button").Click();
        card.Find("textarea").Input("fine");

        await Desk.ClaimAsync(Workspace, handoff, Ben);
        card.Find("form").Submit();

        card.WaitForAssertion(() => Assert.StartsWith(Ben, card.Find(".told").TextContent, StringComparison.Ordinal));
        Assert.Single(await WaitingAsync(handoff));
    }

    private async Task<IRenderedComponent<WaitingActions>> ShowAsync(string handoff, Viewer viewer)
    {
        var customer = await StateAsync(handoff);
        return Render<WaitingActions>(card => card.Add(c => c.Customer, customer).Add(c => c.Viewer, viewer).Add(c => c.LinkTo, seq => $"?seq={seq}"));
    }

    private async Task<IEnumerable<Core.Arbitration.ActionRecord>> WaitingAsync(string handoff) => (await StateAsync(handoff)).Actions.Where(a => a.IsPending);

    private Task<CustomerState> StateAsync(string handoff) => Services.GetRequiredService<Conductor>().StateOfAsync(Workspace, handoff[..handoff.LastIndexOf('-')]);
}

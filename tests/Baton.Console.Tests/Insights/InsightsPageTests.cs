using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Insights;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Web.Insights;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Insights;

/// <summary>What did not happen, and what a person may make of it, on the page.</summary>
public sealed class InsightsPageTests : CasePage
{
    private static readonly Viewer Olga = new(Workspace, "olga@example.com", "Olga", Role.Operator);
    private static readonly Viewer Ada = new(Workspace, "ada@example.com", "Ada", Role.Admin);

    [Fact]
    public async Task An_operator_lets_a_suppressed_action_through_with_a_reason()
    {
        await SuppressAsync();
        var page = Show("/insights", Olga);
        page.WaitForElement(".held-rows button").Click();
        page.WaitForElement("form.answer textarea").Input("They asked for it.");

        page.Find("form.answer").Submit();

        page.WaitForAssertion(() => Assert.Contains("olga@example.com let it through after all", page.Find(".told").TextContent, StringComparison.Ordinal));
        Assert.Contains("Allowed since; not reported yet.", page.Find(".became").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".held-rows button"));
    }

    [Fact]
    public async Task What_cannot_be_overridden_is_said_before()
    {
        await SuppressAsync();
        await TakeAsync("kim@example.com", EventTypes.ConsentChanged, new { doNotContact = true });
        var page = Show("/insights", Olga);

        page.WaitForElement(".held-rows button").Click();
        page.WaitForElement("form.answer textarea").Input("They asked for it.");

        Assert.Contains("It may not be: The customer does not want to be contacted.", page.Find("form.answer").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("form.answer button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Who_only_works_on_cases_sees_it_and_lets_nothing_through()
    {
        await SuppressAsync();

        var page = Show("/insights", Ana);

        page.WaitForAssertion(() => Assert.Contains("1 of 1 in 24 h are used up.", page.Find(".held-rows").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".held-rows button"));
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_can_be_removed()
    {
        await SuppressAsync();

        var page = Show(HeldUrl.Of(new HeldFilter { Act = "Support closed a case", Agent = "outreach" }), Ana);

        page.WaitForAssertion(() => Assert.Contains("No action has all of these filters.", page.Markup, StringComparison.Ordinal));
        Assert.Equal("/insights?agent=outreach", page.Find(".chip a").GetAttribute("href"));
        Assert.Equal(["suppress", "delay", "escalate"], HeldUrl.Verdicts("held"));
        Assert.Equal(HeldFilter.NotDone, HeldUrl.Verdicts("anything"));
    }

    [Fact]
    public async Task The_hottest_conflict_offers_a_rule_that_goes_into_the_draft()
    {
        await SuppressAsync();
        var page = Show("/insights?tab=conflicts", Ada);
        page.WaitForAssertion(() => Assert.Contains("After the customer is contacted, sales waits 24 h before contacting the customer.", page.Find(".offer").TextContent, StringComparison.Ordinal));
        Assert.StartsWith("/insights?verdict=held&agent=outreach&rule=cap%3Adaily", page.Find(".heat.acts td a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("1", page.Find(".heat.hours td a").TextContent);

        page.Find(".offer button").Click();

        page.WaitForAssertion(() => Assert.Contains("It is in the draft now.", page.Find(".offer").TextContent, StringComparison.Ordinal));
        Assert.Contains("daily-sales-apart", (await Services.GetRequiredService<PolicyDesk>().DraftAsync(Workspace))!.Document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digest_tells_the_day()
    {
        await SuppressAsync();

        var page = Show("/insights?tab=digest", Ana);

        page.WaitForAssertion(() => Assert.Contains("outreach asked twice: 1 allowed and 1 not done.", page.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<InsightsPage> Show(string address, Viewer viewer)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<InsightsPage>(page => page.AddCascadingValue(viewer));
    }

    private async Task SuppressAsync()
    {
        var policies = Services.GetRequiredService<PolicyDesk>();
        Assert.Empty(await policies.PutDraftAsync(Workspace, JsonElement.Parse("""{ "caps": [ { "id": "daily", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": 1, "per": "PT24H", "then": "suppress" } ] }"""), Ben));
        await policies.PublishAsync(Workspace, Actor.Person(Ben), note: null);
        await Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, new() { Name = "outreach", Department = "sales" }, Actor.Person(Ben));
        foreach (var id in new[] { "a1", "a2" }) await Services.GetRequiredService<ActionDesk>().AskAsync(Workspace, new Address("email", "kim@example.com"), new Proposal { Id = id, Agent = "outreach", Kind = "contact.email" });
    }
}

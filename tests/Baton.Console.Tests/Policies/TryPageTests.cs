using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Policies;
using Baton.Web.Policies;
using Baton.Web.Policies.Trying;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Policies;

/// <summary>The page where a rule is tried before anybody is bothered by it.</summary>
public sealed class TryPageTests : CasePage
{
    private const string OneADay = """{ "caps": [ { "id": "daily", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": 1, "per": "PT24H" } ], "approvals": [ { "id": "big", "when": { "field": "action.data.amount", "op": "gt", "value": 100 }, "queue": "finance" } ] }""";

    [Fact]
    public async Task Without_a_draft_the_published_policy_is_tried_alone()
    {
        await ContactAsync(OneADay, publish: true);
        var page = Show(await CustomerAsync());

        Ask(page);

        var side = Assert.Single(page.FindAll(".trial"));
        Assert.Contains("There is no draft", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 1 in 24 h are used up.", side.TextContent, StringComparison.Ordinal);
        Assert.Equal("cap:daily", side.QuerySelector("article.decided")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task The_part_that_failed_is_marked_in_words()
    {
        await ContactAsync(OneADay, publish: true);
        var page = Show(await CustomerAsync());

        Ask(page);

        var failed = page.Find("article[aria-label='approval:big'] .conditions .fails");
        Assert.Contains("its amount is over 100 failed: action.data.amount was not known", failed.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_draft_stands_beside_it_and_the_clock_changes_both()
    {
        await ContactAsync(OneADay, publish: false);
        var page = Show(await CustomerAsync());
        Ask(page);
        Assert.Equal(2, page.FindAll(".trial").Count);
        Assert.Contains("The draft decides otherwise.", page.Find("[role=status]").TextContent, StringComparison.Ordinal);

        Assert.Contains("only in the draft", page.Find("article[aria-label='cap:daily']").TextContent, StringComparison.Ordinal);
        page.FindAll("button").Single(b => b.TextContent == "+ 1 d").Click();

        page.WaitForAssertion(() => Assert.Contains("The draft decides the same.", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Something_that_happened_fills_the_form_and_is_tried_at_once()
    {
        var seq = await ContactAsync(OneADay, publish: false);

        var page = Show(customer: null, seq);

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".trial").Count));
        Assert.Equal("outreach", page.Find("#try-agent").GetAttribute("value"));
        Assert.Equal("contact.email", page.Find("#try-kind").GetAttribute("value"));
        Assert.Contains("0 of 1 used.", page.Find("article[aria-label='cap:daily']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_is_found_by_part_of_an_address()
    {
        await ContactAsync(OneADay, publish: true);
        var page = Show(customer: null);

        page.Find("#try-customer").Input("kim@");
        page.WaitForElement(".found button").Click();

        Assert.Contains("customer=", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_missing_is_said_beside_the_button()
    {
        await ContactAsync(OneADay, publish: true);
        var page = Show(customer: null);
        Assert.Equal("Choose the agent who wants it.", page.Find("#try-missing").TextContent);

        page.Find("#try-agent").Change("outreach");

        Assert.Equal("Choose the customer whom it is about.", page.Find("#try-missing").TextContent);
        Assert.True(page.Find("form button[type=submit]").HasAttribute("disabled"));
    }

    private static void Ask(IRenderedComponent<TryPage> page)
    {
        page.Find("#try-agent").Change("outreach");
        page.Find("form").Submit();
        page.WaitForElement(".trial");
    }

    private IRenderedComponent<TryPage> Show(string? customer, long? seq = null)
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/policy/try" + (seq is not null ? $"?seq={seq}" : customer is not null ? $"?customer={customer}" : ""));
        return Render<TryPage>(page => page.AddCascadingValue(Ana with { Role = Role.Viewer }));
    }

    private async Task<string> CustomerAsync() => (await Services.GetRequiredService<Engine.Customers.CustomerQueries>().ListAsync(Workspace, "kim@", Engine.Storage.PageOf.First())).Items[0].Id;

    private async Task<long> ContactAsync(string document, bool publish)
    {
        var policies = Services.GetRequiredService<PolicyDesk>();
        Assert.Empty(await policies.PutDraftAsync(Workspace, JsonElement.Parse(document), Ben));
        if (publish) await policies.PublishAsync(Workspace, Actor.Person(Ben), note: null);
        await Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, new() { Name = "outreach", Department = "sales" }, Actor.Person(Ben));
        return (await Services.GetRequiredService<ActionDesk>().AskAsync(Workspace, new Address("email", "kim@example.com"), new Proposal { Id = "a1", Agent = "outreach", Kind = "contact.email" })).Seq;
    }
}

using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Policies;

/// <summary>An admin writes a rule, understands it, trusts it, and takes it back: by mouse, by keyboard alone, and two at once.</summary>
public sealed class StudioTests(AppWithAdmin fixture) : IClassFixture<AppWithAdmin>
{
    private const string Ana = "email:ana@example.com", Eve = "email:eve@example.com";
    private const string Sentence = "After support closes a case, sales and marketing wait 48 h before contacting the customer, unless the customer is on the enterprise plan.";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rule_is_written_read_as_a_sentence_tried_backtested_published_with_a_note_watched_and_rolled_back(bool byKeyboard)
    {
        using var program = new OutsideProgram(fixture.App);
        await program.DiscardAsync();
        foreach (var (agent, department) in ((string, string)[])[("care", "support"), ("outreach", "sales"), ("promo", "marketing")]) await program.DefineAsync(agent, department);
        await program.TellAsync([(Ana, "customer.updated", new { attributes = new { plan = "basic" } }), (Eve, "customer.updated", new { attributes = new { plan = "enterprise" } }), (Ana, "case.resolved", new { @case = "c-1", agent = "care" })]);
        Assert.Equal("allow", Verdict(await program.AskAsync("outreach", Ana, "contact.email", "promotion")));
        var ada = await fixture.SignInAsync();
        var (page, hands) = (ada.Page, byKeyboard ? Hands.OnlyKeys(ada.Page) : Hands.Mouse);

        // Written, and read as one sentence.
        await ada.GoAsync("/policy?tab=cooldown");
        await hands.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Add to cooldowns" }));
        await WriteAsync(page, hands);
        await Assertions.Expect(page.Locator(".live-sentence")).ToHaveTextAsync(Sentence);
        Assert.Empty(await ada.SeriousFaultsAsync());
        await Assertions.Expect(page.GetByText("Kept in the draft.")).ToBeVisibleAsync();
        await hands.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Done" }));
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "cooldown:quiet-after-a-case" })).ToContainTextAsync(Sentence);

        // Tried on a real customer.
        await hands.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Try", Exact = true }));
        await hands.WriteAsync(page.GetByLabel("Customer"), "ana@");
        await hands.PressAsync(page.GetByRole(AriaRole.List, new() { Name = "Customers found" }).GetByRole(AriaRole.Button).First);
        await hands.ChooseAsync(page.GetByLabel("Agent", new() { Exact = true }), "outreach (sales)");
        await hands.WriteAsync(page.GetByLabel("Wants to do"), "contact.email");
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Try it" }));
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "The draft" })).ToContainTextAsync(Sentence);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Published" })).ToContainTextAsync("Allow");

        // Backtested.
        await ada.GoAsync("/policy?tab=cooldown");
        await hands.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Review and publish" }));
        var draft = page.GetByRole(AriaRole.Complementary, new() { Name = "Draft" });
        await Assertions.Expect(draft).ToContainTextAsync(Sentence);
        await hands.PressAsync(draft.GetByRole(AriaRole.Button, new() { Name = "All", Exact = true }));
        await hands.PressAsync(draft.GetByRole(AriaRole.Button, new() { Name = "Backtest", Exact = true }));
        await Assertions.Expect(draft).ToContainTextAsync("decisions would have come out otherwise");
        Assert.Empty(await ada.SeriousFaultsAsync());

        // Published with a note, and seen to decide.
        await hands.WriteAsync(draft.GetByLabel("Note"), "Leave people in peace");
        await hands.PressAsync(draft.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }));
        await hands.PressAsync(draft.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }));
        await Assertions.Expect(page.GetByText("“Leave people in peace”")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Review and publish" })).ToHaveCountAsync(0);
        await ada.GoAsync("/timeline?verdict=delay");
        await program.TellAsync(Eve, "case.resolved", new { @case = "c-2", agent = "care" });
        Assert.Equal("allow", Verdict(await program.AskAsync("promo", Eve, "contact.email", "promotion")));
        Assert.Equal("delay", Verdict(await program.AskAsync("promo", Ana, "contact.email", "promotion")));
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Events, newest first" }).GetByRole(AriaRole.Listitem).First).ToContainTextAsync("48 h");

        // Rolled back.
        await ada.GoAsync("/policy");
        await hands.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "History" }));
        await hands.PressAsync(page.Locator(".versions a").Nth(1));
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }));
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }));
        await Assertions.Expect(page.Locator(".page-head")).ToContainTextAsync("restored");
        Assert.Equal("allow", Verdict(await program.AskAsync("promo", Ana, "contact.email", "promotion")));
        Assert.Empty(ada.Faults);
    }

    [Fact]
    public async Task Two_browsers_that_change_one_draft_at_once_lose_nothing_and_see_each_other()
    {
        using var program = new OutsideProgram(fixture.App);
        var (one, other) = (await fixture.SignInAsync(), await fixture.SignInAsync());
        await program.DiscardAsync();
        await one.GoAsync("/policy?edit=cap:");
        await other.GoAsync("/policy?edit=quietHours:");

        await one.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Not too often");
        await other.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Nights are quiet");
        await one.Page.GetByLabel("Name", new() { Exact = true }).PressAsync("Tab");
        await other.Page.GetByLabel("Name", new() { Exact = true }).PressAsync("Tab");

        foreach (var person in (Person[])[one, other])
        {
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Region, new() { Name = "Draft" })).ToContainTextAsync("2 changes in the draft");
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Region, new() { Name = "Draft" })).ToContainTextAsync("is here");
        }

        await one.GoAsync("/policy?edit=quietHours:nights-are-quiet");
        await other.GoAsync("/policy?edit=quietHours:nights-are-quiet");
        await Assertions.Expect(one.Page.GetByText("has it open too")).ToBeVisibleAsync();
        await one.Page.GetByLabel("From", new() { Exact = true }).FillAsync("22:00");
        await other.Page.GetByLabel("To", new() { Exact = true }).FillAsync("07:00");
        foreach (var person in (Person[])[one, other])
        {
            await Assertions.Expect(person.Page.Locator(".live-sentence")).ToContainTextAsync("22:00");
            await Assertions.Expect(person.Page.Locator(".live-sentence")).ToContainTextAsync("07:00");
        }

        await one.Page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Link, new() { Name = "Review and publish" })).ToHaveCountAsync(0);
        Assert.Empty(one.Faults.Concat(other.Faults));
    }

    private static async Task WriteAsync(IPage page, Hands hands)
    {
        await hands.WriteAsync(page.GetByLabel("Name", new() { Exact = true }), "Quiet after a case");
        var after = page.GetByRole(AriaRole.Group, new() { Name = "After this happens" });
        await FieldAsync(page, after, hands, "kind of event");
        await hands.WriteAsync(after.GetByLabel("Value", new() { Exact = true }), "case.resolved");
        await hands.PressAsync(after.GetByRole(AriaRole.Button, new() { Name = "Condition", Exact = true }));
        await FieldAsync(page, after, hands, "department");
        await hands.WriteAsync(after.GetByLabel("Value", new() { Exact = true }).Nth(1), "support");

        var blocks = page.GetByRole(AriaRole.Group, new() { Name = "These actions wait" });
        await hands.PressAsync(blocks.GetByRole(AriaRole.Button, new() { Name = "Condition", Exact = true }));
        await FieldAsync(page, blocks, hands, "department");
        await hands.ChooseAsync(blocks.GetByLabel("How it is compared").Nth(1), "is one of");
        foreach (var department in (string[])["sales", "marketing"])
        {
            await hands.WriteAsync(blocks.GetByLabel("Values"), department);
            await page.Keyboard.PressAsync("Enter");
        }

        await hands.PressAsync(blocks.GetByRole(AriaRole.Button, new() { Name = "Condition", Exact = true }));
        await FieldAsync(page, blocks, hands, "plan");
        await hands.WriteAsync(blocks.GetByLabel("Value", new() { Exact = true }).Last, "enterprise");
        await hands.PressAsync(blocks.GetByRole(AriaRole.Button, new() { Name = "Not", Exact = true }).Last);
        await hands.WriteAsync(page.GetByLabel("For", new() { Exact = true }), "48");
    }

    private static async Task FieldAsync(IPage page, ILocator where, Hands hands, string named)
    {
        await hands.PressAsync(where.GetByRole(AriaRole.Button, new() { Name = "Choose a field" }));
        await Assertions.Expect(page.GetByLabel("Find a field")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(named);
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox, new() { Name = "Fields" }).GetByRole(AriaRole.Option).First).ToContainTextAsync(named);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Find a field")).ToHaveCountAsync(0);
    }

    private static string? Verdict(System.Text.Json.JsonElement answer) => answer.GetProperty("verdict").GetString();
}

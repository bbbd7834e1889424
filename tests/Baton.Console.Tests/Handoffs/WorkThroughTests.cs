using AngleSharp.Dom;
using Baton.Core.Events;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs;

public sealed class WorkThroughTests : CasePage
{
    private string Place => Services.GetRequiredService<NavigationManager>().ToBaseRelativePath(Services.GetRequiredService<NavigationManager>().Uri);

    [Fact]
    public void With_nothing_waiting_the_page_says_what_would_appear()
    {
        var page = Open();

        Assert.Contains("Nothing is waiting", page.Find(".queue").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J_and_k_go_through_the_queue()
    {
        var first = await AskedForPersonAsync("kim@example.com");
        var second = await AskedForPersonAsync("lee@example.com");
        var order = new[] { first, second }.Order(StringComparer.Ordinal).ToArray(); // both due at the same moment
        var page = Open();

        await PressAsync(page, "j");
        Assert.Equal("handoffs/" + order[0], Place);

        page = Open(order[0]);
        await PressAsync(page, "j");
        Assert.Equal("handoffs/" + order[1], Place);
    }

    [Fact]
    public async Task Answering_ends_the_case_and_opens_the_next_one()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var other = await AskedForPersonAsync("lee@example.com");
        var page = Open(id);
        await PressAsync(page, "c");

        page.Find("#answer").Input("We will call you at three.");
        await page.InvokeAsync(() => page.FindAll(".ends .btn").Single(b => b.TextContent == "Answer").Click()); // found and pressed between two redraws

        page.WaitForAssertion(() => Assert.Equal("handoffs/" + other, Place));
        Assert.NotNull((await StandsAsync(id))!.Ending);
        await PassUndoTimeAsync(id);
        Assert.Null(await StandsAsync(id));
    }

    [Fact]
    public async Task Without_words_there_is_nothing_to_answer_with()
    {
        var page = Open(await AskedForPersonAsync("kim@example.com"));

        await PressAsync(page, "c");

        Assert.True(page.FindAll(".ends .btn").Single(b => b.TextContent == "Answer").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_refund_is_approved_by_its_amount_and_the_page_says_what_would_follow()
    {
        var page = Open(await BigRefundAsync("kim@example.com", 120));

        await PressAsync(page, "c");

        Assert.Equal("Approve refund of 120 EUR", page.Find(".ends .btn.primary").TextContent);
        Assert.Contains("If you approve it now, it is done at once", page.Find(".step").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agents_words_are_approved_as_they_are_and_once_changed_they_are_the_persons_own()
    {
        var page = Open(await OddMailAsync("kim@example.com", "Your card was charged."));
        await PressAsync(page, "c");
        Assert.Equal("Your card was charged.", page.Find("#answer").GetAttribute("value"));
        Assert.Equal("Approve this email", page.Find(".ends .btn.primary").TextContent);

        page.Find("#answer").Input("Your card was charged, as agreed on Monday.");

        Assert.Equal("Answer with this", page.Find(".ends .btn.primary").TextContent);
        page.FindAll(".composer .btn").Single(b => b.TextContent == "Back to the draft").Click();
        Assert.Equal("Approve this email", page.Find(".ends .btn.primary").TextContent);
    }

    [Fact]
    public async Task What_was_written_is_still_there_after_a_look_at_another_case()
    {
        var (id, other) = (await AskedForPersonAsync("kim@example.com"), await AskedForPersonAsync("lee@example.com"));
        var page = Open(id);
        await PressAsync(page, "c");
        page.Find("#answer").Input("Half a sent");

        page.Render(p => p.Add(x => x.Id, other));
        page.Render(p => p.Add(x => x.Id, id));

        Assert.Equal("Half a sent", page.Find("#answer").GetAttribute("value"));
    }

    [Fact]
    public async Task A_case_moves_to_another_queue_with_a_note()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var page = Open(id);
        await PressAsync(page, "c");
        await PressAsync(page, "t");

        page.Find("#transfer-to").Change("new");
        page.Find("#transfer-queue").Input("vip");
        page.Find(".transfer").Submit();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".transfer")));
        var taken = await TakeAsync("kim@example.com", EventTypes.MessageReceived, new { text = "Thanks." });
        Assert.Equal(("vip", null), (taken.State!.Handoffs[0].Queue, taken.State.Handoffs[0].Owner));
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_says_so()
    {
        await AskedForPersonAsync("kim@example.com");

        Assert.Contains("There is no such handoff", Open("cus_nobody-h1").Find(".case").TextContent, StringComparison.Ordinal);
    }
}

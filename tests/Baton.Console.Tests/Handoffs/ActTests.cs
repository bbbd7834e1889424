using AngleSharp.Dom;
using Baton.Core.Handoffs;
using Baton.Web.Handoffs;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs;

/// <summary>What one does with the open case, by its button and by its key.</summary>
public sealed class ActTests : CasePage
{
    private string Place => Services.GetRequiredService<NavigationManager>().ToBaseRelativePath(Services.GetRequiredService<NavigationManager>().Uri);

    [Fact]
    public async Task Z_puts_it_to_sleep_until_the_customer_answers()
    {
        var (page, id) = await MineAsync();

        await PressAsync(page, "z");
        await ClickAsync(page, "Until the customer answers");

        Assert.True((await StandsAsync(id))!.Snooze!.ForAnswer);
        Assert.Contains("Put to sleep: kim", page.Find(".toasts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_sleeps_until_tomorrow_morning()
    {
        var (page, id) = await MineAsync();

        await PressAsync(page, "z");
        await ClickAsync(page, "Tomorrow, 9:00");

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), (await StandsAsync(id))!.Snooze!.Until);
    }

    [Fact]
    public async Task A_time_that_is_past_puts_nothing_to_sleep_and_says_why()
    {
        var (page, id) = await MineAsync();
        await PressAsync(page, "z");

        await page.InvokeAsync(() => page.Find("#snooze-own").Change("2026-11-20T10:00"));
        await page.InvokeAsync(() => page.Find(".act-form").SubmitAsync());

        Assert.Contains("That time is past", page.Find(".told").TextContent, StringComparison.Ordinal);
        Assert.Null((await StandsAsync(id))!.Snooze);
    }

    [Fact]
    public async Task M_merges_it_into_another_case_of_the_customer()
    {
        var other = await BigRefundAsync("kim@example.com", 500);
        var (page, id) = await MineAsync();

        await PressAsync(page, "m");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("#merge-first option")));
        await page.InvokeAsync(() => page.Find(".act-form").SubmitAsync());

        Assert.Equal(other, (await StandsAsync(id))!.MergedInto);
    }

    [Fact]
    public async Task N_notes_something_and_a_name_begun_is_completed_by_enter()
    {
        var (page, _) = await MineAsync();
        await PressAsync(page, "n");

        await page.InvokeAsync(() => page.Find("#note-text").Input("Please look, @be"));
        await page.InvokeAsync(() => page.Find(".act-form").SubmitAsync());
        Assert.Equal("Please look, @Ben Ito ", page.Find("#note-text").GetAttribute("value"));
        Assert.Contains("Ben Ito will be told", page.Find(".act-form").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find(".act-form").SubmitAsync());

        page.WaitForAssertion(() => Assert.Contains("Ana Alvarez noted: Please look, @Ben Ito", page.Find(".story").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".act-form"));
    }

    [Fact]
    public async Task What_a_colleague_gave_is_accepted_or_given_back_with_a_reason()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        await Desk.ClaimAsync(Workspace, id, Ben);
        await Desk.TransferAsync(Workspace, id, Ben, Ana.Email, queue: null, "You know her");
        var page = Open(id);
        Assert.Contains("Ben Ito gave you this case: You know her", page.Find(".given").TextContent, StringComparison.Ordinal);

        await ClickAsync(page, "Give it back…");
        await page.InvokeAsync(() => page.Find("#why-text").Input("I am off today"));
        await page.InvokeAsync(() => page.Find(".act-form").SubmitAsync());

        Assert.Equal(Ben, (await StandsAsync(id))!.Owner);
    }

    [Fact]
    public async Task Accepting_keeps_it()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        await Desk.ClaimAsync(Workspace, id, Ben);
        await Desk.TransferAsync(Workspace, id, Ben, Ana.Email, queue: null, note: null);
        var page = Open(id);

        await ClickAsync(page, "Accept");

        Assert.Empty(page.FindAll(".given"));
        Assert.Null((await StandsAsync(id))!.Passing);
    }

    [Fact]
    public async Task An_operator_takes_it_from_its_owner_and_says_why()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        await Desk.ClaimAsync(Workspace, id, Ben);
        var page = Open(id, Ana with { Role = Role.Operator });

        await ClickAsync(page, "Take over…");
        Assert.True(page.FindAll(".act-form .btn").Single(b => b.TextContent == "Take over").HasAttribute("disabled"));
        await page.InvokeAsync(() => page.Find("#why-text").Input("Ben is ill"));
        await page.InvokeAsync(() => page.Find(".act-form").SubmitAsync());

        Assert.Equal(Ana.Email, (await StandsAsync(id))!.Owner);
        Assert.NotNull(page.Find("#answer"));
    }

    [Fact]
    public async Task A_human_agent_is_not_offered_to_take_it_from_a_colleague()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        await Desk.ClaimAsync(Workspace, id, Ben);

        Assert.DoesNotContain(Open(id).FindAll(".standing .btn"), b => b.TextContent.StartsWith("Take over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_agent_asked_for_goes_back_to_it_with_what_to_do_otherwise()
    {
        var id = await BigRefundAsync("kim@example.com", 500);
        var page = Open(id);
        await PressAsync(page, "c");

        await ClickAsync(page, "Return to billing");
        Assert.Contains("What it asked for is dropped", page.Find(".act-form").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("#why-text").Input("Half of it"));
        await page.InvokeAsync(() => page.Find(".act-form").SubmitAsync());

        Assert.Null(await StandsAsync(id));
        Assert.Contains("Returned to billing", page.Find(".toasts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_is_undone_by_u_from_the_next_case_and_what_was_written_is_back()
    {
        var (page, id) = await MineAsync();
        await AskedForPersonAsync("lee@example.com");
        await EndWithAnswerAsync(page, "We will call you.");
        page.WaitForAssertion(() => Assert.DoesNotContain(id, Place, StringComparison.Ordinal));
        page.Render(p => p.Add(x => x.Id, Place["handoffs/".Length..]));

        await PressAsync(page, "u");

        Assert.Null((await StandsAsync(id))!.Ending);
        Assert.Equal("handoffs/" + id, Place);
        page.Render(p => p.Add(x => x.Id, id));
        Assert.Equal("We will call you.", page.Find("#answer").GetAttribute("value"));
        Assert.Contains("Taken back", page.Find(".toasts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_seconds_the_page_tells_what_went_on()
    {
        var id = await BigRefundAsync("kim@example.com", 120);
        var page = Open(id);
        await PressAsync(page, "c");
        await ClickAsync(page, "Approve refund of 120 EUR");
        Assert.Contains("Approved refund of 120 EUR: kim", page.Find(".toast.undoable").TextContent, StringComparison.Ordinal);

        await PassUndoTimeAsync(id);
        Signal.Raise();

        page.WaitForAssertion(() =>
        {
            Assert.Empty(page.FindAll(".toast.undoable"));
            Assert.Contains("Ana Alvarez resolved it (approved)", page.Find(".toast .sequel").TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Too_late_an_undo_says_that_it_has_gone_out()
    {
        var (page, id) = await MineAsync();
        await EndWithAnswerAsync(page, "We will call you.");
        await PassUndoTimeAsync(id);

        await PressAsync(page, "u"); // the page has not heard of it yet

        Assert.Contains("it has gone out", page.Find(".toasts").TextContent, StringComparison.Ordinal);
    }

    private async Task<(IRenderedComponent<HandoffsPage> Page, string Id)> MineAsync()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var page = Open(id);
        await PressAsync(page, "c");
        return (page, id);
    }

    private static async Task EndWithAnswerAsync(IRenderedComponent<HandoffsPage> page, string words)
    {
        await page.InvokeAsync(() => page.Find("#answer").Input(words));
        await ClickAsync(page, "Answer");
    }

    private static Task ClickAsync(IRenderedComponent<HandoffsPage> page, string label) =>
        page.InvokeAsync(() => page.FindAll(".btn").First(b => b.TextContent.Trim() == label).ClickAsync(new MouseEventArgs()));
}

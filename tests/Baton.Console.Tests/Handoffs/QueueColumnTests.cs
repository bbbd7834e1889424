using Baton.Engine.Handoffs;
using Baton.Web.Handoffs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs;

/// <summary>The queue on the left, and what is done with several of its rows.</summary>
public sealed class QueueColumnTests : CasePage
{
    [Fact]
    public async Task A_row_says_who_what_why_and_until_when()
    {
        await BigRefundAsync("kim@example.com", 120);

        var row = Open().Find(".case-row").TextContent;

        Assert.Contains("kim", row, StringComparison.Ordinal);
        Assert.Contains("Approval", row, StringComparison.Ordinal);
        Assert.Contains("refund", row, StringComparison.Ordinal);
        Assert.Contains("due", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_taken_by_a_colleague_says_so_before_it_goes()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var page = Open();

        await Desk.ClaimAsync(Workspace, id, Ben);
        Signal.Raise();

        page.WaitForAssertion(() => Assert.Contains("taken by Ben Ito just now", page.Find(".case-row.taken").TextContent, StringComparison.Ordinal));
        Clock.AdvanceTo(Clock.GetUtcNow().AddSeconds(7));
        Signal.Raise();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".case-row")));
    }

    [Fact]
    public async Task A_case_past_its_time_is_told_in_the_row_and_above_the_queue()
    {
        await AskedForPersonAsync("kim@example.com");
        Clock.AdvanceTo(Clock.GetUtcNow().AddDays(3));

        var page = Open();

        Assert.Contains("late", page.Find(".case-row.late .due").TextContent, StringComparison.Ordinal);
        Assert.Equal("1 late", page.Find(".queue .late-note").TextContent);
    }

    [Fact]
    public async Task What_sleeps_has_a_view_of_its_own()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        await Desk.SnoozeAsync(Workspace, id, Ana.Email, until: null, forAnswer: true, note: null);
        Assert.Empty(Open().FindAll(".case-row"));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/handoffs?view=sleeping");

        Assert.Contains("until they answer", Open().Find(".case-row").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task X_and_shift_j_select_and_the_bar_claims_all_telling_who_was_faster()
    {
        var page = await ThreeSelectedAsync();
        Assert.Equal("3 selected", page.Find(".bulk").GetAttribute("aria-label"));
        await Desk.ClaimAsync(Workspace, Ids[1], Ben);

        await page.InvokeAsync(() => page.FindAll(".bulk .btn").First(b => b.TextContent == "Claim").ClickAsync(new MouseEventArgs()));

        Assert.Contains("2 claimed. 1 was taken by Ben Ito.", page.Find(".toasts").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".bulk"));
        Assert.Equal(Ana.Email, (await StandsAsync(Ids[0]))!.Owner);
        Assert.Equal(Ben, (await StandsAsync(Ids[1]))!.Owner);
    }

    [Fact]
    public async Task All_selected_end_in_the_same_way_after_asking_once_and_all_are_undone_by_u()
    {
        var page = await ThreeSelectedAsync();

        await page.InvokeAsync(() => page.FindAll(".bulk .btn").First(b => b.TextContent == "Resolve").ClickAsync(new MouseEventArgs()));
        Assert.Contains(page.FindAll(".bulk form .btn"), b => b.TextContent == "Resolve 3 cases");
        await page.InvokeAsync(() => page.Find("#bulk-outcome").Change("Other"));
        await page.InvokeAsync(() => page.Find(".bulk form").SubmitAsync());
        page.WaitForAssertion(() => Assert.Contains("3 ended.", page.Find(".toast.undoable").TextContent, StringComparison.Ordinal));
        foreach (var id in Ids) Assert.NotNull((await StandsAsync(id))!.Ending);

        await PressAsync(page, "u");

        foreach (var id in Ids) Assert.Null((await StandsAsync(id))!.Ending);
    }

    [Fact]
    public async Task A_click_with_shift_selects_what_lies_between()
    {
        await MakeThreeAsync();
        var page = Open();

        await page.InvokeAsync(() => page.FindAll(".pick")[0].ClickAsync(new MouseEventArgs()));
        await page.InvokeAsync(() => page.FindAll(".pick")[2].ClickAsync(new MouseEventArgs { ShiftKey = true }));

        Assert.Equal("3 selected", page.Find(".bulk").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_list_is_read_in_parts_in_its_order_and_knows_where_each_stands()
    {
        await MakeThreeAsync();
        var queue = Services.GetRequiredService<HandoffQueue>();

        foreach (var order in Enum.GetValues<HandoffOrder>())
        {
            var list = new HandoffList(HandoffView.Waiting, Ana.Email) { Order = order };
            var all = await queue.ReadAsync(Workspace, list, 0, 10);
            Assert.Equal(3, all.Count);
            Assert.Equal(all[2].Id, Assert.Single(await queue.ReadAsync(Workspace, list, 2, 10)).Id);
            for (var i = 0; i < 3; i++) Assert.Equal(i, await queue.PlaceAsync(Workspace, list, all[i].Id));
        }
    }

    private string[] Ids { get; set; } = [];

    private async Task MakeThreeAsync() =>
        Ids = [.. new[] { await AskedForPersonAsync("kim@example.com"), await AskedForPersonAsync("lee@example.com"), await AskedForPersonAsync("mia@example.com") }.Order(StringComparer.Ordinal)];

    private async Task<IRenderedComponent<HandoffsPage>> ThreeSelectedAsync()
    {
        await MakeThreeAsync();
        var page = Open(Ids[0]);
        await PressAsync(page, "x");
        foreach (var next in Ids[1..])
        {
            await PressAsync(page, "J");
            page.Render(p => p.Add(x => x.Id, next));
        }

        return page;
    }
}

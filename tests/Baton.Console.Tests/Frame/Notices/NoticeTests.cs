using Baton.Core.Events;
using Baton.Engine.Workspaces;
using Baton.Web.Frame.Notices;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Frame.Notices;

public sealed class NoticeTests : CasePage
{
    public NoticeTests()
        : base(static services => services.AddScoped<NoticeNews>())
    {
    }

    private PersonChoices Choices => Services.GetRequiredService<PersonChoices>();

    private async Task<IRenderedComponent<NoticeWatch>> WatchAsync(NoticeChoice? choice)
    {
        if (choice is not null) await Choices.PutAsync(Workspace, Ana.Email, NoticeChoice.Name, choice.ToJson());
        return Render<NoticeWatch>(p => p.AddCascadingValue(Ana));
    }

    private List<string?> Told() => [.. JSInterop.Invocations["baton.notice"].Select(i => i.Arguments[0] as string)];

    [Fact]
    public async Task A_new_case_is_told_to_whoever_wants_it()
    {
        await WatchAsync(new NoticeChoice { Shows = true });

        var id = await AskedForPersonAsync("kim@example.com");

        await SeenAsync(1);
        var told = JSInterop.Invocations["baton.notice"].Single();
        Assert.Equal(("A new case waits", $"/handoffs/{id}?view=all", true, false), (told.Arguments[0], told.Arguments[2], told.Arguments[4], told.Arguments[5]));
    }

    [Fact]
    public async Task Nothing_is_told_to_whoever_chose_nothing_or_another_queue()
    {
        await WatchAsync(choice: null);
        await AskedForPersonAsync("kim@example.com");
        var other = Render<NoticeWatch>(p => p.AddCascadingValue(Ana));
        Services.GetRequiredService<NoticeNews>().Say(new NoticeChoice { Shows = true, Queues = ["finance"] });
        await AskedForPersonAsync("lee@example.com");

        // A mention comes after both on the same way: when it is told, they would have been.
        await Desk.NoteAsync(Workspace, await AskedForPersonAsync("mo@example.com"), Ben, "Look at this, please.", [Ana.Email]);
        await SeenAsync(2);
        Assert.All(Told(), title => Assert.Equal("You were mentioned", title));
        Assert.NotNull(other);
    }

    [Fact]
    public async Task A_mention_and_a_case_given_are_told_to_the_one_meant_and_never_ones_own_act()
    {
        await WatchAsync(new NoticeChoice { Shows = true, NewCases = false });
        var id = await AskedForPersonAsync("kim@example.com");
        await Desk.ClaimAsync(Workspace, id, Ben);

        await Desk.NoteAsync(Workspace, id, Ana.Email, "I look at it.", [Ana.Email]);
        await Desk.NoteAsync(Workspace, id, Ben, "Ana, please.", [Ana.Email]);
        await Desk.TransferAsync(Workspace, id, Ben, Ana.Email, queue: null, "yours");

        await SeenAsync(2);
        Assert.Equal(["You were mentioned", "A case was given to you"], Told());
    }

    [Fact]
    public async Task The_page_keeps_what_a_person_chooses_and_never_asks_the_browser_by_itself()
    {
        var page = Render<NotificationsPage>(p => p.AddCascadingValue(Ana));
        Assert.Empty(JSInterop.Invocations["baton.askNotify"]);

        JSInterop.Setup<string?>("baton.askNotify").SetResult("granted");
        await page.Find("#notice-shows").ChangeAsync(new() { Value = true });
        await page.Find("#notice-queues").ChangeAsync(new() { Value = "finance, support , finance" });

        var kept = await NoticeChoice.ReadAsync(Choices, Workspace, Ana.Email);
        Assert.True(kept.Shows);
        Assert.Equal(["finance", "support"], kept.Queues);
        Assert.False((await NoticeChoice.ReadAsync(Choices, Workspace, Ben)).IsOn);
    }

    [Fact]
    public async Task What_the_browser_does_not_allow_stays_off_and_says_so()
    {
        var page = Render<NotificationsPage>(p => p.AddCascadingValue(Ana));
        JSInterop.Setup<string?>("baton.askNotify").SetResult("denied");

        await page.Find("#notice-shows").ChangeAsync(new() { Value = true });

        Assert.False((await NoticeChoice.ReadAsync(Choices, Workspace, Ana.Email)).Shows);
        Assert.Contains("does not allow it", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    private async Task SeenAsync(int count)
    {
        for (var tries = 0; Told().Count < count && tries < 200; tries++) await Task.Delay(25, Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(count, Told().Count);
    }
}

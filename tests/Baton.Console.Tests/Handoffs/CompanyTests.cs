using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs.Offering;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Pipeline;
using Baton.Engine.Handoffs;
using Baton.Web.Handoffs;
using Baton.Web.Handoffs.Presence;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using System.Text.Json;

namespace Baton.Web.Tests.Handoffs;

/// <summary>Who else is in a case, what they left there, and what is offered.</summary>
public sealed class CompanyTests : CasePage
{
    private PresenceDesk Presence => Services.GetRequiredService<PresenceDesk>();

    private CaseVisits Visits => Services.GetRequiredService<CaseVisits>();

    [Fact]
    public async Task Somebody_else_who_looks_and_writes_is_seen_at_once()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var seat = await Presence.EnterAsync(Workspace, Ben);
        var company = Render<CaseCompany>(c => c.Add(p => p.Handoff, id).Add(p => p.NameOf, _ => "Ben Ito").AddCascadingValue(Ana));
        Assert.Empty(company.FindAll(".company"));

        await seat.LookAsync(id);
        company.WaitForAssertion(() => Assert.Contains("Ben Ito is looking", company.Markup, StringComparison.Ordinal));
        await seat.TypeAsync(isTyping: true);
        company.WaitForAssertion(() => Assert.Contains("Ben Ito is writing an answer", company.Markup, StringComparison.Ordinal));
        await seat.LeaveAsync();
        company.WaitForAssertion(() => Assert.Empty(company.FindAll(".company")));
    }

    [Fact]
    public async Task Ones_own_words_are_brought_back_and_a_colleagues_are_offered()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        await Visits.KeepAsync(Workspace, id, Ana.Email, "Dear Kim, I", "call her");
        await Visits.KeepAsync(Workspace, id, Ben, "Hello Kim", null);
        var writing = new CaseWriting(draft: null);

        var kept = Render<KeptDrafts>(c => c.Add(p => p.Handoff, id).Add(p => p.Writing, writing).Add(p => p.NameOf, _ => "Ben Ito").AddCascadingValue(Ana));

        kept.WaitForAssertion(() => Assert.Contains("Draft kept by Ben Ito", kept.Markup, StringComparison.Ordinal));
        Assert.Equal(("Dear Kim, I", "call her"), (writing.Text, writing.Note));
        await kept.Find(".kept button").ClickAsync(new());
        Assert.Equal("Dear Kim, I\n\nHello Kim", writing.Text);
        Assert.Empty(kept.FindAll(".kept"));
    }

    [Fact]
    public async Task What_is_typed_is_on_disk_soon_and_at_the_latest_when_the_case_is_left()
    {
        var id = await AskedForPersonAsync("kim@example.com");
        var writing = new CaseWriting("The agent's words");
        var kept = Render<KeptDrafts>(c => c.Add(p => p.Handoff, id).Add(p => p.Writing, writing).Add(p => p.NameOf, e => e).AddCascadingValue(Ana));

        await kept.InvokeAsync(() => writing.Text = "My own words");
        await kept.InvokeAsync(kept.Instance.Dispose);

        Assert.True(SpinWait.SpinUntil(() => Visits.DraftsAsync(Workspace, id).GetAwaiter().GetResult() is [{ Text: "My own words" }], TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_case_is_offered_accepted_and_the_warning_before_it_goes_back_is_taken_away_by_keeping_it()
    {
        await DefineAsync(new QueueDefinition { Name = "general", Mode = QueueMode.Push, OfferFor = TimeSpan.FromMinutes(1), Idle = TimeSpan.FromMinutes(10) });
        await Presence.EnterAsync(Workspace, Ana.Email);
        var id = await AskedForPersonAsync("kim@example.com");
        var cards = Render<OfferCards>(c => c.AddCascadingValue(Ana));
        cards.WaitForAssertion(() =>
        {
            Signal.Raise();
            Assert.Contains("Offered to you", cards.Markup, StringComparison.Ordinal);
        }, TimeSpan.FromSeconds(10));

        await cards.Find(".offer .primary").ClickAsync(new());
        Assert.Equal(Ana.Email, (await Services.GetRequiredService<HandoffQueries>().FindAsync(Workspace, id))!.Owner);
        Assert.Empty(cards.FindAll(".offer"));

        Clock.AdvanceTo(Clock.GetUtcNow().AddMinutes(9.5));
        Signal.Raise();
        cards.WaitForAssertion(() => Assert.Contains("Left alone", cards.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await cards.Find(".offer button").ClickAsync(new());
        Assert.Empty(cards.FindAll(".offer"));
    }

    [Fact]
    public async Task What_one_chooses_in_the_menu_holds()
    {
        await Presence.EnterAsync(Workspace, Ana.Email);
        var menu = Render<PresenceChoice>(c => c.AddCascadingValue(Ana));
        Assert.Equal("true", menu.FindAll("button")[0].GetAttribute("aria-pressed"));

        await menu.FindAll("button")[1].ClickAsync(new());

        Assert.Equal(Availability.Busy, Services.GetRequiredService<PresenceBoard>().Of(Workspace, Ana.Email).State);
        menu.WaitForAssertion(() => Assert.Equal("true", menu.FindAll("button")[1].GetAttribute("aria-pressed")));
    }

    private Task<Turn> DefineAsync(QueueDefinition queue) => Services.GetRequiredService<Conductor>().TakeAsync(Workspace, new Input
    {
        Source = "urn:test",
        Id = Guid.NewGuid().ToString("N"),
        Type = EventTypes.QueueDefined,
        Actor = Actor.Person(Ben),
        Customer = CustomerState.OfWorkspace,
        Configures = true,
        Data = JsonSerializer.SerializeToElement(new { name = queue.Name, definition = JsonSerializer.SerializeToElement(queue, LogJson.Compact) }),
    });
}

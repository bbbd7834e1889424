using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Handoffs.Offering;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Handoffs.Offering;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;
using static Baton.Engine.Tests.Handoffs.PeopleAtWork;

namespace Baton.Engine.Tests.Handoffs;

public sealed class OfferTests : IAsyncLifetime
{
    private static readonly QueueDefinition Push = new() { Name = "general", Mode = QueueMode.Push, OfferFor = TimeSpan.FromSeconds(60) };

    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.HireAsync(Ana, Ben, Cem);
        await _engine.DefineAsync(Push);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_case_is_offered_to_one_person_then_to_the_next_and_waits_when_nobody_is_left()
    {
        await _engine.EnterAsync(Ana);
        _engine.Advance(TimeSpan.FromMinutes(1));
        await _engine.EnterAsync(Ben);
        var id = await _engine.CaseAsync("kim");
        await OfferedAsync(id, Ana);

        _engine.Advance(Push.OfferFor);
        await OfferedAsync(id, Ben);
        await _engine.Handoffs.PassAsync(TestEngine.Workspace, id, Ben, TestContext.Current.CancellationToken);

        Assert.Equal(0, await RoundAsync());
        Assert.Null(_engine.OfferedTo(id));
        await _engine.EnterAsync(Cem);
        await OfferedAsync(id, Cem);
        Assert.Equal(TurnStatus.Accepted, (await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, id, Cem, TestContext.Current.CancellationToken)).Status);
        await ReplayTests.AgreesAsync(_engine);
    }

    [Fact]
    public async Task Who_let_it_pass_is_asked_again_only_after_having_been_away()
    {
        var seat = await _engine.EnterAsync(Ana);
        var id = await _engine.CaseAsync("kim");
        await OfferedAsync(id, Ana);
        await _engine.Handoffs.PassAsync(TestEngine.Workspace, id, Ana, TestContext.Current.CancellationToken);
        Assert.Equal(0, await RoundAsync());

        await seat.LeaveAsync();
        _engine.Advance(TimeSpan.FromMinutes(5));
        await _engine.EnterAsync(Ana);

        await OfferedAsync(id, Ana);
    }

    [Fact]
    public async Task Nobody_is_offered_more_than_they_may_have()
    {
        await _engine.EnterAsync(Ana);
        await _engine.DefineAsync(new Baton.Core.Handoffs.People.PersonProfile { Email = Ana, Capacity = 2 });
        var cases = new List<string>();
        for (var i = 0; i < 4; i++) cases.Add(await _engine.CaseAsync($"c{i}"));
        await _engine.UntilAsync(() => cases.Count(id => _engine.OfferedTo(id) == Ana) == 2, "two of them are offered");
        foreach (var id in cases.Where(id => _engine.OfferedTo(id) == Ana)) await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, id, Ana, TestContext.Current.CancellationToken);

        Assert.Equal(0, await RoundAsync());
        var mine = cases.First(id => _engine.Handoff(id).Owner == Ana);
        await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, mine, Ana, new(Baton.Core.Handoffs.HandoffOutcome.Other), TestContext.Current.CancellationToken);
        await _engine.UntilAsync(() => cases.Where(id => id != mine).Count(id => _engine.OfferedTo(id) == Ana) == 1, "the next one is offered");
    }

    [Fact]
    public async Task Only_who_has_the_skills_and_is_of_the_queue_is_asked()
    {
        await _engine.DefineAsync(Push with { Skills = ["refunds"], People = [Ben, Cem] });
        await _engine.DefineAsync(new Baton.Core.Handoffs.People.PersonProfile { Email = Ana, Skills = ["refunds"] });
        await _engine.DefineAsync(new Baton.Core.Handoffs.People.PersonProfile { Email = Cem, Skills = ["refunds"] });
        foreach (var person in new[] { Ana, Ben, Cem }) await _engine.EnterAsync(person);

        var id = await _engine.CaseAsync("kim");

        await OfferedAsync(id, Cem);
        var offered = (await _engine.RowAsync(row => row.Type == EventTypes.HandoffOffered, "the offer is in the log")).ToEvent();
        var standings = OfferChoice.Read(offered);
        Assert.Equal(["may not take cases of this queue", "does not know refunds", null], standings.Select(s => s.Hindrance()));
        Assert.Equal(Cem, OfferChoice.Choose(standings)!.Person);
    }

    [Fact]
    public async Task An_offer_goes_on_at_once_when_its_person_is_busy_or_gone()
    {
        var seat = await _engine.EnterAsync(Ana);
        _engine.Advance(TimeSpan.FromSeconds(1));
        await _engine.EnterAsync(Ben);
        await _engine.DefineAsync(Push with { OfferFor = TimeSpan.FromHours(1) });
        var id = await _engine.CaseAsync("kim");
        await OfferedAsync(id, Ana);

        await seat.LeaveAsync();
        _engine.Advance(PersonPresence.Grace);

        await OfferedAsync(id, Ben);
        Assert.Contains(_engine.Log(), row => row.Sentence?.StartsWith($"{Ana} is away now; the next one is asked", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task What_is_urgent_is_offered_first()
    {
        await _engine.DefineAsync("helper");
        await _engine.DefineAsync(new Baton.Core.Handoffs.People.PersonProfile { Email = Ana, Capacity = 1 });
        await _engine.CaseAsync("kim");
        var vip = (await _engine.Handoffs.AskAsync(TestEngine.Workspace, new("helper", "Look", "Now") { Queue = "general", Priority = Priority.Urgent, Customer = TestEngine.Address("email:vip@example.com") }, TestContext.Current.CancellationToken)).Decision!.Handoffs[0].Id;

        await _engine.EnterAsync(Ana);

        await OfferedAsync(vip, Ana);
        Assert.Equal(0, await RoundAsync());
    }

    [Fact]
    public async Task Nothing_is_offered_in_a_queue_from_which_people_pick()
    {
        await _engine.DefineAsync(Push with { Mode = QueueMode.Pull });
        await _engine.EnterAsync(Ana);
        await _engine.CaseAsync("kim");

        Assert.Equal(0, await RoundAsync());
    }

    [Fact]
    public async Task The_person_sees_what_is_offered_and_until_when()
    {
        await _engine.EnterAsync(Ana);
        var id = await _engine.CaseAsync("kim");
        await OfferedAsync(id, Ana);

        var offer = Assert.Single(await _engine.Get<OfferDesk>().ToAsync(TestEngine.Workspace, Ana, TestContext.Current.CancellationToken));

        Assert.Equal((id, TestEngine.Monday, TestEngine.Monday + Push.OfferFor), (offer.Handoff.Id, offer.From, offer.Until));
        Assert.Empty(await _engine.Get<OfferDesk>().ToAsync(TestEngine.Workspace, Ben, TestContext.Current.CancellationToken));
    }

    private Task<int> RoundAsync() => _engine.Get<OfferDesk>().RoundAsync(TestEngine.Workspace, TestContext.Current.CancellationToken);

    private Task OfferedAsync(string id, string person) => _engine.UntilAsync(() => _engine.OfferedTo(id) == person, $"{id} is offered to {person}");
}

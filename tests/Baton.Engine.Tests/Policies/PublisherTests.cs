using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Policies.Drafting;
using Baton.Engine.Policies;
using Baton.Engine.Policies.Drafting;
using Baton.Engine.Policies.Publishing;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Policies;

public sealed class PublisherTests : IAsyncLifetime
{
    private static readonly Actor Ana = Actor.Person("ana"), Ben = Actor.Person("ben");

    private TestEngine _engine = null!;

    private Publisher Publisher => _engine.Get<Publisher>();

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    [Fact]
    public async Task What_sends_work_to_an_agent_that_there_is_not_is_refused()
    {
        await _engine.DefineAsync("triage");
        Assert.Empty(await _engine.Policies.PutDraftAsync(TestEngine.Workspace, JsonElement.Parse($"{{{Policy.Chain("triag")}}}"), "ana"));

        var refused = Assert.IsType<Publication.Refused>(await Publisher.PublishAsync(TestEngine.Workspace, Ana, null));

        Assert.Equal("/routing/0/to/agent", Assert.Single(refused.Faults).Pointer);
        Assert.NotNull(await _engine.Policies.DraftAsync(TestEngine.Workspace));
    }

    [Fact]
    public async Task Where_no_agent_is_defined_yet_the_rules_may_come_first()
    {
        Assert.Empty(await _engine.Policies.PutDraftAsync(TestEngine.Workspace, JsonElement.Parse($"{{{Policy.Chain("triage")}}}"), "ana"));

        Assert.IsType<Publication.Done>(await Publisher.PublishAsync(TestEngine.Workspace, Ana, null));
    }

    [Fact]
    public async Task Where_a_second_person_is_wanted_nobody_publishes_alone()
    {
        await _engine.Get<SecondPerson>().NeedAsync(TestEngine.Workspace, isNeeded: true);
        await DraftAsync("one");

        var waiting = Assert.IsType<Publication.Waiting>(await Publisher.PublishAsync(TestEngine.Workspace, Ana, "Less is more"));
        Assert.Equal("ana", waiting.Request.By);
        Assert.IsType<Publication.Waiting>(await Publisher.PublishAsync(TestEngine.Workspace, Ana, "Please"));
        Assert.IsType<Publication.Waiting>(await Publisher.PublishAsync(TestEngine.Workspace, Actor.Channel("key:ci"), null));
        var done = Assert.IsType<Publication.Done>(await Publisher.PublishAsync(TestEngine.Workspace, Ben, null));

        var published = (await _engine.Policies.VersionsAsync(TestEngine.Workspace))[0];
        Assert.Equal((done.Version, "ben", "Less is more (asked for by ana)"), (published.Version, published.Author, published.Note));
    }

    [Fact]
    public async Task A_yes_is_to_the_draft_as_it_was_asked_for_and_lapses_when_it_is_changed()
    {
        await _engine.Get<SecondPerson>().NeedAsync(TestEngine.Workspace, isNeeded: true);
        await DraftAsync("one");
        await Publisher.PublishAsync(TestEngine.Workspace, Ana, null);
        await DraftAsync("two");

        Assert.Equal("ben", Assert.IsType<Publication.Waiting>(await Publisher.PublishAsync(TestEngine.Workspace, Ben, null)).Request.By);
        Assert.IsType<Publication.Done>(await Publisher.PublishAsync(TestEngine.Workspace, Ana, null));
    }

    [Fact]
    public async Task Without_a_draft_there_is_nothing_to_publish() => Assert.IsType<Publication.NoDraft>(await Publisher.PublishAsync(TestEngine.Workspace, Ana, null));

    [Fact]
    public async Task Going_back_needs_one_person_only()
    {
        await _engine.PublishAsync(Policy.CapOfOne);
        await _engine.Get<SecondPerson>().NeedAsync(TestEngine.Workspace, isNeeded: true);

        Assert.Equal(3, await _engine.Policies.RestoreAsync(TestEngine.Workspace, 1, Ana));
        Assert.Empty(_engine.Get<Configurations>().Of(TestEngine.Workspace).Policy.Caps);
    }

    public async ValueTask DisposeAsync() => await _engine.DisposeAsync();

    private async Task DraftAsync(string cap) =>
        Assert.True((await _engine.Get<DraftDesk>().EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, DraftDeskTests.Cap(cap, 1)), "ana")).IsKept);
}

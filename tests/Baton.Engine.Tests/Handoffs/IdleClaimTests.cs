using Baton.Core.Events;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using static Baton.Engine.Tests.Handoffs.PeopleAtWork;

namespace Baton.Engine.Tests.Handoffs;

public sealed class IdleClaimTests : IAsyncLifetime
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    private TestEngine _engine = null!;
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.DefineAsync(new QueueDefinition { Name = "general", Idle = Idle });
        _id = await _engine.CaseAsync("kim");
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _id, Ana);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_claim_left_alone_goes_back_with_its_draft_kept()
    {
        await Visits.KeepAsync(TestEngine.Workspace, _id, Ana, "Dear Kim", null);

        _engine.Advance(Idle);

        await BackAsync();
        Assert.Null(_engine.Handoff(_id).Owner);
        Assert.Equal((Ana, "Dear Kim"), Assert.Single(await Visits.DraftsAsync(TestEngine.Workspace, _id, TestContext.Current.CancellationToken)) is var kept ? (kept.Person, kept.Text) : default);
        await ReplayTests.AgreesAsync(_engine);
    }

    [Fact]
    public async Task Whoever_is_at_it_or_writes_keeps_it()
    {
        _engine.Advance(Idle - TimeSpan.FromMinutes(1));
        await Visits.SeeAsync(TestEngine.Workspace, _id, Ana);
        _engine.Advance(TimeSpan.FromMinutes(1));
        await FiredAsync();
        Assert.Equal(Ana, _engine.Handoff(_id).Owner);

        _engine.Advance(Idle - TimeSpan.FromMinutes(2));
        await Visits.KeepAsync(TestEngine.Workspace, _id, Ana, "Dear", null);
        _engine.Advance(TimeSpan.FromMinutes(1));
        await FiredAsync();
        Assert.Equal(Ana, _engine.Handoff(_id).Owner);

        _engine.Advance(Idle);
        await BackAsync();
    }

    [Fact]
    public async Task That_somebody_else_looks_keeps_it_not()
    {
        _engine.Advance(Idle - TimeSpan.FromMinutes(1));
        await Visits.SeeAsync(TestEngine.Workspace, _id, Ben);
        _engine.Advance(TimeSpan.FromMinutes(1));

        await BackAsync();
    }

    [Fact]
    public async Task Each_act_of_the_owner_begins_the_time_anew_and_a_later_claim_has_its_own()
    {
        _engine.Advance(TimeSpan.FromMinutes(10));
        await _engine.Handoffs.ReleaseAsync(TestEngine.Workspace, _id, Ana, TestContext.Current.CancellationToken);
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _id, Ben, TestContext.Current.CancellationToken);

        _engine.Advance(TimeSpan.FromMinutes(10));
        await FiredAsync();
        Assert.Equal(Ben, _engine.Handoff(_id).Owner);
        _engine.Advance(TimeSpan.FromMinutes(5));
        await BackAsync();
    }

    [Fact]
    public async Task What_sleeps_is_not_left_alone()
    {
        await _engine.Handoffs.SnoozeAsync(TestEngine.Workspace, _id, Ana, until: null, forAnswer: true, note: null, TestContext.Current.CancellationToken);
        _engine.Advance(TimeSpan.FromDays(1));

        await FiredAsync();

        Assert.Equal(Ana, _engine.Handoff(_id).Owner);
    }

    [Fact]
    public async Task The_owner_can_see_when_it_goes_back()
    {
        var claims = _engine.Get<IdleClaims>();
        Assert.Equal(TestEngine.Monday + Idle, Assert.Single(await claims.OfAsync(TestEngine.Workspace, Ana, TestContext.Current.CancellationToken)).Due);

        _engine.Advance(TimeSpan.FromMinutes(5));
        await Visits.SeeAsync(TestEngine.Workspace, _id, Ana);

        Assert.Equal(TestEngine.Monday + TimeSpan.FromMinutes(5) + Idle, Assert.Single(await claims.OfAsync(TestEngine.Workspace, Ana, TestContext.Current.CancellationToken)).Due);
        Assert.Empty(await claims.OfAsync(TestEngine.Workspace, Ben, TestContext.Current.CancellationToken));
    }

    private CaseVisits Visits => _engine.Get<CaseVisits>();

    // Timers are fired by the engine as well; whoever comes second finds nothing due.
    private Task<int> FiredAsync() => _engine.Get<Timers>().FireAsync(TestContext.Current.CancellationToken);

    private Task<Baton.Engine.Storage.Rows.LogRow> BackAsync() => _engine.RowAsync(row => row.Type == EventTypes.HandoffReleased && row.Actor == "baton" && row.Sentence!.Contains("left it alone for", StringComparison.Ordinal), "it goes back by itself");
}

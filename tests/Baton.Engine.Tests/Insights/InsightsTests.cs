using Baton.Core.Arbitration;
using Baton.Engine.Actions;
using Baton.Engine.Insights;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Insights;

/// <summary>What did not happen, why, and what a person may make of it.</summary>
public sealed class InsightsTests : IAsyncLifetime
{
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.DefineAsync("outreach", "sales", Core.Agents.AgentKind.Pull);
        await _engine.DefineAsync("promo", "marketing", Core.Agents.AgentKind.Pull);
        await _engine.PublishAsync(Policy.AfterSupport, Policy.CapOfOne);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task The_list_has_what_was_suppressed_or_delayed_with_what_became_of_it_page_by_page()
    {
        await _engine.SendAsync("case", type: "case.resolved", data: "{}");
        await _engine.AskAsync("waits", "outreach");
        await _engine.AskAsync("first", "promo", "email:ben@example.com");
        await _engine.AskAsync("no", "promo", "email:ben@example.com");
        var list = _engine.Get<HeldActions>();

        var one = await list.ListAsync(TestEngine.Workspace, new HeldFilter(), PageOf.First(1));
        var rest = await list.ListAsync(TestEngine.Workspace, new HeldFilter(), PageOf.Read(1, one.Next!)!.Value);

        Assert.Equal(("no", "suppress", "cap:one", "suppressed"), Assert.Single(one.Items) is var no ? (no.Now.Id, no.Verdict, no.Rule, no.Now.Status) : default);
        Assert.Equal(("waits", "delay", "delayed"), Assert.Single(rest.Items) is var waits ? (waits.Now.Id, waits.Verdict, waits.Now.Status) : default);
        Assert.Null(rest.Next);
        Assert.Equal(["waits"], (await list.ListAsync(TestEngine.Workspace, new HeldFilter { Agent = "outreach" }, PageOf.First())).Items.Select(h => h.Now.Id));
        Assert.Equal(["waits"], (await list.ListAsync(TestEngine.Workspace, new HeldFilter { Act = "Support closed a case" }, PageOf.First())).Items.Select(h => h.Now.Id));
        Assert.Empty((await list.ListAsync(TestEngine.Workspace, new HeldFilter { From = TestEngine.Monday.AddHours(1) }, PageOf.First())).Items);
    }

    [Fact]
    public async Task Each_count_of_a_conflict_is_as_long_as_the_list_that_it_opens()
    {
        for (var i = 0; i < 3; i++)
        {
            await _engine.SendAsync($"case-{i}", $"email:c{i}@example.com", type: i == 2 ? "case.opened" : "case.resolved", data: "{}");
            await _engine.AskAsync($"a{i}", "outreach", $"email:c{i}@example.com");
        }

        _engine.Advance(TimeSpan.FromHours(1));
        await _engine.AskAsync("a4", "outreach", "email:c1@example.com");

        var (from, to) = (TestEngine.Monday, TestEngine.Monday.AddHours(2));
        var conflicts = await _engine.Get<Conflicts>().ReadAsync(TestEngine.Workspace, from, to);

        Assert.Equal(
            [(from, "cooldown:after-support", "Support closed a case", 2L), (from, "cooldown:after-support", "Support opened a case", 1L), (from.AddHours(1), "cap:one", null, 1L)],
            conflicts.Select(c => (c.Hour, c.Rule, c.Act, c.Count)));
        foreach (var c in conflicts)
        {
            var listed = await _engine.Get<HeldActions>().ListAsync(TestEngine.Workspace, new HeldFilter { Verdicts = HeldFilter.All, Agent = c.Agent, Rule = c.Rule, Act = c.Act, From = c.Hour, To = c.Hour.AddHours(1) }, PageOf.First());
            Assert.Equal(c.Count, listed.Items.Count);
        }
    }

    [Fact]
    public async Task A_suppressed_action_is_let_through_for_a_time_and_lapses_after_it()
    {
        await _engine.AskAsync("first", "outreach");
        await _engine.AskAsync("no", "outreach");
        var queries = _engine.Get<ActionQueries>();
        var action = (await queries.FindAsync(TestEngine.Workspace, "no"))!;
        Assert.Equal(Verdict.Allow, (await _engine.Actions.IfRestoredAsync(action)).Verdict);

        var turn = await _engine.Actions.RestoreAsync(TestEngine.Workspace, action, "olga@example.com", TestEngine.Monday.AddHours(4), "They asked for it.");

        Assert.Equal(TurnStatus.Accepted, turn.Status);
        var now = (await queries.FindAsync(TestEngine.Workspace, "no"))!;
        Assert.Equal(("allowed", Verdict.Allow, TestEngine.Monday.AddHours(4)), (now.Row.Status, now.Ruling.Verdict, now.Ruling.PermitExpires));
        Assert.Equal(action.Row.Seq, now.Row.Seq);
        Assert.Equal(TurnStatus.Refused, (await _engine.Actions.RestoreAsync(TestEngine.Workspace, action, "olga@example.com", TestEngine.Monday.AddHours(4), "Again.")).Status);
        Assert.True(_engine.Get<Replay>().Run(TestEngine.Workspace).Agrees);
        Assert.Equal(_engine.Get<Replay>().Run(TestEngine.Workspace).StateDigest, await _engine.Get<LiveStates>().DigestAsync(TestEngine.Workspace));

        _engine.Advance(TimeSpan.FromHours(5));
        await _engine.RowAsync(row => row.Type == "baton.action.lapsed" && row.Action == "no", "the permit runs out");
        Assert.True(_engine.Count().Balances);
    }

    [Fact]
    public async Task The_digest_tells_the_day_from_its_counters()
    {
        await _engine.SendAsync("case", type: "case.resolved", data: "{}");
        await _engine.AskAsync("waits", "outreach");
        await _engine.AskAsync("first", "promo", "email:ben@example.com");
        await _engine.AskAsync("no", "promo", "email:ben@example.com");
        await _engine.Actions.RestoreAsync(TestEngine.Workspace, (await _engine.Get<ActionQueries>().FindAsync(TestEngine.Workspace, "no"))!, "olga@example.com", TestEngine.Monday.AddHours(4), "They asked for it.");
        var digests = _engine.Get<Digests>();

        var day = await digests.OfAsync(TestEngine.Workspace, DateOnly.FromDateTime(TestEngine.Monday.UtcDateTime));

        Assert.Equal(new AgentDay("", 3, 1, 1, 1, 0, 1), day.Total);
        Assert.Equal(
            [
                "The agents asked 3 times: 1 allowed, 1 had to wait and 1 not done.",
                "promo asked twice: 1 allowed and 1 not done.",
                "outreach asked once: 1 had to wait.",
                "The rule one (cap) held an agent back once. It says: The customer is contacted at most once in 7 d; the rest is not done.",
                "The rule after-support (cooldown) held an agent back once, mostly because: Support closed a case. It says: After support works on a case, sales waits 48 h before contacting the customer.",
                "People let 1 through after all.",
            ],
            day.Sentences);
        Assert.Equal(["No agent asked for anything."], (await digests.OfAsync(TestEngine.Workspace, day.Day.AddDays(-1))).Sentences);
    }

    [Fact]
    public async Task For_a_conflict_that_comes_up_often_a_rule_is_offered_that_a_draft_can_take()
    {
        var config = _engine.Get<Configurations>().Of(TestEngine.Workspace);

        var offer = RuleOffer.For(new ConflictCount(default, "outreach", "cooldown:after-support", "Support closed a case", 9), config)!;
        var spread = RuleOffer.For(new ConflictCount(default, "promo", "cap:one", null, 9), config)!;

        Assert.Equal("For 48 h after support works on a case, sales does not contact the customer.", offer.Sentence);
        Assert.Equal("After the customer is contacted, marketing waits 7 d before contacting the customer.", spread.Sentence);
        Assert.Empty(await _engine.Policies.PutDraftAsync(TestEngine.Workspace, offer.AddTo(config.Policy.Document), "olga"));
        Assert.True(offer.IsIn((await _engine.Policies.DraftAsync(TestEngine.Workspace))!.Document));
        Assert.Null(RuleOffer.For(new ConflictCount(default, "outreach", "consent:doNotContact", "The customer does not want to be contacted", 9), config));
    }
}

using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Engine.Tests.Running;
using Baton.Engine.Trying;
using PolicyReader = Baton.Core.Policies.PolicyReader;

namespace Baton.Engine.Tests.Trying;

/// <summary>What would be decided on a customer, now, later, or just before something that happened.</summary>
public sealed class TryDeskTests : IAsyncLifetime
{
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.DefineAsync("outreach", "sales", Core.Agents.AgentKind.Pull);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task It_answers_as_asking_would_and_records_nothing()
    {
        await _engine.PublishAsync(Policy.AfterSupport);
        await _engine.SendAsync("case", type: "case.resolved", data: "{}");
        var before = _engine.Log().Count;

        var tried = await TryAsync(Promotion());

        Assert.Equal(before, _engine.Log().Count);
        Assert.Null(tried.Draft);
        var asked = await _engine.AskAsync("a1", "outreach");
        Assert.Equal((asked.Verdict, asked.Until, asked.Reason), (tried.Published.Ruling!.Verdict, tried.Published.Ruling.Until, tried.Published.Reason));
    }

    [Fact]
    public async Task The_clock_can_be_moved_on_but_not_back()
    {
        await _engine.PublishAsync(Policy.AfterSupport);
        await _engine.SendAsync("case", type: "case.resolved", data: "{}");

        var later = await TryAsync(Promotion() with { At = TestEngine.Monday.AddHours(48) });

        Assert.Equal(Verdict.Allow, later.Published.Ruling!.Verdict);
        await Assert.ThrowsAsync<CannotTryException>(() => TryAsync(Promotion() with { At = TestEngine.Monday.AddHours(-1) }));
    }

    [Fact]
    public async Task A_cooldown_that_only_the_draft_has_knows_what_happened_before_it()
    {
        await _engine.PublishAsync(Policy.CapOfOne);
        await _engine.SendAsync("case", type: "case.resolved", data: "{}");

        var tried = await TryAsync(Promotion() with { Draft = PolicyReader.Read($"{{{Policy.AfterSupport}}}", 0) });

        Assert.Equal((Verdict.Delay, Verdict.Allow), (tried.Draft!.Ruling!.Verdict, tried.Published.Ruling!.Verdict));
        Assert.Equal("cooldown:after-support", tried.Draft.Decider!.Reference);
    }

    [Fact]
    public async Task What_happened_is_tried_on_the_state_just_before_it()
    {
        await _engine.PublishAsync(Policy.CapOfOne);
        var first = (await _engine.Actions.AskAsync(TestEngine.Workspace, TestEngine.Address("email:ana@example.com"), new Proposal { Id = "a1", Agent = "outreach", Kind = "contact.email" })).Seq;
        await _engine.AskAsync("a2", "outreach");
        await _engine.PublishAsync(Policy.AfterSupport);

        var again = await TryAsync(new TryOrder { Seq = first, Draft = PolicyReader.Read($"{{{Policy.CapOfOne}}}", 0) });
        var second = await TryAsync(Promotion() with { Draft = PolicyReader.Read($"{{{Policy.CapOfOne}}}", 0) });

        Assert.Equal((Verdict.Allow, "0 of 1 used."), (again.Draft!.Ruling!.Verdict, again.Draft.Considered.Single(r => r.Kind == RuleKind.Cap).Why));
        Assert.Equal(Verdict.Suppress, second.Draft!.Ruling!.Verdict);
        await Assert.ThrowsAsync<CannotTryException>(() => TryAsync(new TryOrder { Seq = 1_000_000 }));
        await Assert.ThrowsAsync<CannotTryException>(() => TryAsync(Promotion() with { Customer = null }));
        await Assert.ThrowsAsync<CannotTryException>(() => TryAsync(Promotion("email:ben@example.com") with { Seq = first }));
    }

    [Fact]
    public async Task Something_else_can_be_tried_on_the_state_of_then()
    {
        await _engine.PublishAsync(Policy.AfterSupport);
        var seq = (await _engine.SendAsync("case", type: "case.resolved", data: "{}")).Seq;

        var then = await TryAsync(Promotion() with { Seq = seq });
        var now = await TryAsync(Promotion());

        Assert.Equal((Verdict.Allow, Verdict.Delay), (then.Published.Ruling!.Verdict, now.Published.Ruling!.Verdict));
    }

    [Fact]
    public async Task An_event_is_tried_on_somebody_unknown_as_well()
    {
        await _engine.PublishAsync(Policy.Chain("outreach"));

        var tried = await TryAsync(new TryOrder { Customer = TestEngine.Address("email:nobody@example.com"), Event = new TriedEvent("message.received", JsonElement.Parse("""{"text":"Hello"}""")) });

        Assert.Equal("outreach", tried.Published.Decision.Route!.Agent);
        Assert.Null(tried.Customer);
    }

    [Fact]
    public async Task While_a_version_is_tried_with_some_customers_each_sees_what_decides_for_them_and_the_draft_is_for_all()
    {
        await _engine.PublishAsync();
        Assert.Empty(await _engine.Policies.PutDraftAsync(TestEngine.Workspace, JsonElement.Parse("""{"guardrails":[{"id":"never","when":{"field":"action.kind","op":"startsWith","value":"contact."},"then":"suppress"}]}"""), "olga"));
        await _engine.Policies.PublishAsync(TestEngine.Workspace, Core.Events.Actor.Person("olga"), note: null, new Core.Rollouts.RolloutTerms(50, null));
        var verdicts = new HashSet<Verdict>();
        for (var i = 0; i < 20; i++)
        {
            var customer = $"email:c{i}@example.com";
            await _engine.SendAsync($"m{i}", customer);
            var tried = await TryAsync(Promotion(customer) with { Draft = PolicyReader.Read("{}", 0) });
            var asked = await _engine.AskAsync($"a{i}", "outreach", customer);

            Assert.Equal((asked.Verdict, asked.Rule?.ToString()), (tried.Published.Ruling!.Verdict, tried.Published.Decider?.Reference));
            Assert.Equal(Verdict.Allow, tried.Draft!.Ruling!.Verdict);
            verdicts.Add(asked.Verdict);
        }

        Assert.Equal(2, verdicts.Count); // or nothing would be shown
    }

    private static TryOrder Promotion(string customer = "email:ana@example.com") =>
        new() { Customer = TestEngine.Address(customer), Action = new Proposal { Id = "try", Agent = "outreach", Kind = "contact.email", Purpose = "promotion", Text = "Hello" } };

    private Task<TryResult> TryAsync(TryOrder order) => _engine.Get<TryDesk>().TryAsync(TestEngine.Workspace, order);
}

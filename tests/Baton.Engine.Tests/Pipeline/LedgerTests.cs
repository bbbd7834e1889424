using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Pipeline;

/// <summary>In = done + waiting + failed, counted in the log and by the counters, whatever happens to an event after it came.</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task An_event_whose_result_leads_to_a_delayed_action_waits_until_that_is_decided()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Proposing("offer", purpose: "promotion"));
        await engine.DefineAsync("offer", "sales");
        await engine.PublishAsync(Policy.Chain("offer"), Policy.AfterSupport);
        await engine.SendAsync("case", type: EventTypes.CaseOpened, data: """{"case":"1"}""");

        var sent = await engine.SendAsync("m-1");
        await engine.RowAsync(r => r.Verdict == "delay", "the offer is delayed");

        Assert.Equal(LogOutcome.Waiting, engine.Row(sent.Seq).Outcome);
        Assert.True(engine.Count().Balances, engine.Count().ToString());

        engine.Advance(TimeSpan.FromHours(49));
        await engine.RowAsync(r => r.Verdict == "allow", "the offer is allowed later");

        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
        Assert.True(engine.Count().Balances, engine.Count().ToString());
    }

    [Fact]
    public async Task A_quarantined_event_counts_as_failed_until_a_person_has_dealt_with_it()
    {
        await using var engine = await TestEngine.StartAsync();

        var sent = await engine.SendAsync("m-1", data: "{}");

        Assert.Equal(LogOutcome.Quarantined, engine.Row(sent.Seq).Outcome);
        Assert.Equal(1, engine.Count().Log.Failed);
        Assert.True(engine.Count().Balances, engine.Count().ToString());

        await engine.Handoffs.ResolveAsync(TestEngine.Workspace, sent.Decision!.Handoffs[0].Id, "olga", new Resolution(HandoffOutcome.Answered) { Answer = "It was spam." });

        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
        Assert.Equal(0, engine.Count().Log.Failed);
        Assert.True(engine.Count().Balances, engine.Count().ToString());
    }
}

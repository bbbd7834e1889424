using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Invariants;

/// <summary>The log decided again gives the same decisions and the same states, bit for bit.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task What_was_quarantined_under_a_hold_is_decided_again_as_it_was()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.PublishAsync(Policy.WhileHandedOff);

        var sent = await engine.SendAsync("m-1", data: "{}");
        Assert.NotEmpty(sent.State!.Holds);

        await AgreesAsync(engine);
    }

    [Fact]
    public async Task A_chain_with_delays_claims_pauses_and_new_policies_is_decided_again_as_it_was()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("triage"), ToldAgent.Proposing("reply"));
        await engine.DefineAsync("outreach", "sales");
        await engine.PublishAsync(Policy.Chain("triage", "reply"), Policy.AfterSupport, Policy.WhileHandedOff, Policy.BigRefunds);
        await engine.SendAsync("c-1", type: EventTypes.CaseOpened, data: """{"case":"1"}""");
        await engine.SendAsync("m-1");
        await engine.DoneAsync();
        await engine.AskAsync("a-1", "outreach");
        var refund = await engine.AskAsync("a-2", "outreach", kind: "refund", purpose: null);
        await engine.Agents.PauseAsync(TestEngine.Workspace, "reply", Actor.Person("olga"));
        await engine.SendAsync("m-2");
        await engine.PublishAsync(Policy.Chain("triage", "reply"), Policy.AfterSupport.Replace("PT48H", "PT24H"), Policy.CapOfOne);
        await engine.Handoffs.ClaimAsync(TestEngine.Workspace, refund.Handoff!, "olga");
        await engine.Handoffs.ResolveAsync(TestEngine.Workspace, refund.Handoff!, "olga", new Resolution(HandoffOutcome.Approved) { Note = "fine" });
        await engine.Agents.ResumeAsync(TestEngine.Workspace, "reply", Actor.Person("olga"));
        await engine.DoneAsync();
        engine.Advance(TimeSpan.FromHours(50));
        await engine.RowAsync(r => r.Type == EventTypes.ActionDue, "the delayed action is decided again");
        await engine.SendAsync("m-3");
        await engine.DoneAsync();

        await AgreesAsync(engine);
        Assert.True(engine.Count().Balances, engine.Count().ToString());
    }

    /// <summary>Replays, and compares with what the engine holds in memory, and with what it reads after a restart.</summary>
    internal static async Task AgreesAsync(TestEngine engine)
    {
        var replay = engine.Get<Replay>().Run(TestEngine.Workspace);

        Assert.True(replay.Agrees, replay.FirstDifference is { } seq ? $"Row {seq}, {engine.Row(seq).Type}: {engine.Row(seq).Decisions}" : replay.ToString());
        Assert.Equal(replay.StateDigest, await engine.Get<LiveStates>().DigestAsync(TestEngine.Workspace));
        await engine.RestartAsync();
        Assert.Equal(replay.StateDigest, await engine.Get<LiveStates>().DigestAsync(TestEngine.Workspace));
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;
using Baton.Engine.Workspaces;

namespace Baton.Engine.Tests.Cluster;

/// <summary>What holds on one node holds on several, whichever is asked.</summary>
[Trait("Database", "Postgres")]
public sealed class SharedLanesTests
{
    public SharedLanesTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task Of_64_proposals_over_two_nodes_under_a_cap_of_one_exactly_one_is_allowed_for_every_customer()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.A.DefineAsync("agent", "sales");
        await nodes.B.PublishAsync(Policy.CapOfOne);
        var wanted = Enumerable.Range(0, 64 * 20).ToArray();
        new Random(1).Shuffle(wanted);

        var rulings = await Task.WhenAll(wanted.Select(i => Task.Run(async () =>
            (Customer: i % 20, Ruling: await nodes.Both[i / 20 % 2].AskAsync($"p-{i}", "agent", $"email:c{i % 20}@example.com")))));

        Assert.All(rulings.GroupBy(r => r.Customer), asked => Assert.Single(asked, r => r.Ruling.Verdict == Verdict.Allow));
        Assert.True(nodes.Carried > 0);
        Assert.True(nodes.A.Count().Balances, nodes.A.Count().ToString());
        await ReplayTests.AgreesAsync(nodes.A);
        await ReplayTests.AgreesAsync(nodes.B);
    }

    [Fact]
    public async Task Of_64_who_claim_a_handoff_over_two_nodes_one_has_it_and_the_others_are_told_who()
    {
        await using var nodes = await TwoNodes.StartAsync();
        for (var round = 0; round < 6; round++)
        {
            var handoff = (await nodes.A.SendAsync($"m-{round}", $"email:c{round}@example.com", data: "{}")).Decision!.Handoffs[0].Id;

            var turns = await Task.WhenAll(Enumerable.Range(0, 64).Select(p => Task.Run(() => nodes.Both[p % 2].Handoffs.ClaimAsync(TestEngine.Workspace, handoff, $"person-{p}"))));

            var owner = Assert.Single(turns, t => t.Status == TurnStatus.Accepted).Event!.Actor.Name;
            Assert.All(turns.Where(t => t.Status != TurnStatus.Accepted), t => Assert.Equal(owner, t.Refusal!.Owner));
            Assert.All(nodes.Both, node => Assert.Equal(owner, node.StateAsync($"email:c{round}@example.com").Result.Owned!.Owner));
        }
    }

    [Fact]
    public async Task The_same_events_sent_to_both_nodes_singly_and_in_batches_count_once()
    {
        await using var nodes = await TwoNodes.StartAsync();

        var singly = Enumerable.Range(0, 400).Select(i => Task.Run(() => nodes.Both[i % 2].SendAsync($"m-{i / 2 % 40}", $"email:c{i / 2 % 20}@example.com")));
        var batches = Enumerable.Range(0, 20).Select(i => Task.Run(() => nodes.Both[i % 2].Conductor.TakeAsync(TestEngine.Workspace,
            [.. Enumerable.Range(0, 40).Select(k => TestEngine.Message($"m-{(k + i) % 40}", $"email:c{(k + i) % 40 % 20}@example.com"))])));
        var (turns, together) = (await Task.WhenAll(singly), await Task.WhenAll(batches));

        var log = nodes.A.Log().Where(r => r.Type == EventTypes.MessageReceived).ToList();
        Assert.Equal(40, log.Count);
        Assert.Equal(log.Select(r => r.Seq).Order(), turns.Concat(together.SelectMany(t => t)).Select(t => t.Seq).Distinct().Order());
        Assert.True(nodes.A.Count().Balances, nodes.A.Count().ToString());
        await ReplayTests.AgreesAsync(nodes.A);
    }

    [Fact]
    public async Task A_node_that_leaves_hands_its_lanes_over_and_no_caller_sees_an_error()
    {
        await using var nodes = await TwoNodes.StartAsync();
        using var stop = new CancellationTokenSource();
        var sent = 0;
        var sending = Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var turn = await nodes.A.SendAsync($"m-{caller}-{i}", $"email:c{(caller * 7) + (i % 50)}@example.com");
                Assert.Equal(TurnStatus.Accepted, turn.Status);
                Interlocked.Increment(ref sent);
            }
        })).ToList();

        await TwoNodes.UntilAsync(() => sent > 200, () => $"{sent} sent");
        await nodes.StopAsync(nodes.B);
        await TwoNodes.UntilAsync(() => nodes.A.Get<LaneMap>().Mine.Count == 64, () => "it has every lane");
        var then = sent;
        await TwoNodes.UntilAsync(() => sent > then + 200, () => $"{sent} sent, {then} then");
        await nodes.B.StartAgainAsync();
        await nodes.ComeBackAsync(nodes.B);
        await nodes.ShareAsync(32, 32);
        await stop.CancelAsync();
        await Task.WhenAll(sending);

        Assert.Equal(sent, nodes.A.Log().Count(r => r.Type == EventTypes.MessageReceived));
        await ReplayTests.AgreesAsync(nodes.A);
    }

    [Fact]
    public async Task A_policy_published_on_one_node_decides_on_the_other_from_the_answer_on()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.A.DefineAsync("agent", "sales");
        for (var round = 0; round < 4; round++)
        {
            var (publisher, other) = (nodes.Both[round % 2], nodes.Both[(round + 1) % 2]);
            await publisher.PublishAsync(round % 2 == 0 ? Policy.CapOfOne : "\"caps\":[]");

            for (var i = 0; i < 20; i++)
            {
                var asked = new[] { await other.AskAsync($"p-{round}-{i}-a", "agent", $"email:r{round}c{i}@example.com"), await other.AskAsync($"p-{round}-{i}-b", "agent", $"email:r{round}c{i}@example.com") };
                Assert.Equal(round % 2 == 0 ? 1 : 2, asked.Count(r => r.Verdict == Verdict.Allow));
            }
        }

        await ReplayTests.AgreesAsync(nodes.A);
    }

    [Fact]
    public async Task A_key_revoked_on_one_node_opens_nothing_on_the_other()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var (there, here) = (nodes.A.Get<KeyDesk>(), nodes.B.Get<KeyDesk>());
        var key = await there.CreateAsync(TestEngine.Workspace, "shop", Scopes.All);
        var told = new TaskCompletionSource<string>();
        here.Revoked += told.SetResult;
        Assert.NotNull(await here.FindAsync(key.Secret));

        await there.RevokeAsync(TestEngine.Workspace, key.Key.Id);

        Assert.Equal(key.Key.Id, await told.Task.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Null(await here.FindAsync(key.Secret));
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Invariants;

/// <summary>Of many who want what only one may have, exactly one gets it, whatever the moment.</summary>
public sealed class OneOfManyTests
{
    private const int Many = 64, Customers = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Of_64_proposals_at_once_under_a_cap_of_one_exactly_one_is_allowed_for_every_customer(int seed)
    {
        await using var engine = await TestEngine.StartAsync();
        for (var a = 0; a < 4; a++) await engine.DefineAsync($"agent-{a}", a % 2 == 0 ? "sales" : "marketing");
        await engine.PublishAsync(Policy.CapOfOne);
        var wanted = Enumerable.Range(0, Many * Customers).Select(i => (Customer: $"email:c{i % Customers}@example.com", Id: $"p-{i}", Agent: $"agent-{i / Customers % 4}")).ToArray();
        new Random(seed).Shuffle(wanted);

        var rulings = await Task.WhenAll(wanted.Select(w => Task.Run(async () => (w.Customer, Ruling: await engine.AskAsync(w.Id, w.Agent, w.Customer)))));

        Assert.All(rulings.GroupBy(r => r.Customer), asked =>
        {
            Assert.Equal(Many, asked.Count());
            Assert.Single(asked, r => r.Ruling.Verdict == Verdict.Allow);
            Assert.All(asked, r => Assert.NotEmpty(r.Ruling.Reason));
        });
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task Of_64_who_claim_a_handoff_at_once_one_has_it_and_the_others_are_told_who()
    {
        await using var engine = await TestEngine.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var handoff = (await engine.SendAsync($"m-{round}", $"email:c{round}@example.com", data: "{}")).Decision!.Handoffs[0].Id;

            var turns = await Task.WhenAll(Enumerable.Range(0, Many).Select(p => Task.Run(() => engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff, $"person-{p}"))));

            var owner = Assert.Single(turns, t => t.Status == TurnStatus.Accepted).Event!.Actor.Name;
            Assert.All(turns.Where(t => t.Status != TurnStatus.Accepted), t => Assert.Equal((RefusalKind.Taken, owner), (t.Refusal!.Kind, t.Refusal.Owner)));
            Assert.Equal(owner, (await engine.StateAsync($"email:c{round}@example.com")).Owned!.Owner);
        }
    }

    [Fact]
    public async Task The_same_event_sent_by_many_at_once_counts_once_and_all_learn_its_place()
    {
        await using var engine = await TestEngine.StartAsync();

        var turns = await Task.WhenAll(Enumerable.Range(0, Many * 20).Select(i => Task.Run(() => engine.SendAsync($"m-{i % 20}", $"email:c{i % 20}@example.com"))));

        Assert.Equal(20, turns.Count(t => t.Status == TurnStatus.Accepted));
        Assert.Equal(20, turns.Select(t => t.Seq).Distinct().Count());
        Assert.Equal(20, engine.Log().Count(r => r.Type == EventTypes.MessageReceived));
    }

    [Fact]
    public async Task Batches_that_share_events_in_any_order_neither_wait_for_each_other_nor_count_twice()
    {
        await using var engine = await TestEngine.StartAsync();
        var random = new Random(7);
        var batches = Enumerable.Range(0, 40).Select(_ =>
        {
            var inputs = Enumerable.Range(0, 30).Select(i => TestEngine.Message($"m-{i}", $"email:c{i % 11}@example.com")).ToArray();
            random.Shuffle(inputs);
            return inputs[..20];
        }).ToList();

        var turns = await Task.WhenAll(batches.Select(b => Task.Run(() => engine.Conductor.TakeAsync(TestEngine.Workspace, b)))).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.All(turns.Zip(batches), pair => Assert.All(pair.First.Zip(pair.Second), one => Assert.Equal(one.Second.Id, engine.Row(one.First.Seq).Id)));
        Assert.Equal(30, engine.Log().Count(r => r.Type == EventTypes.MessageReceived));
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task An_event_given_up_by_its_first_sender_is_taken_from_the_next()
    {
        await using var engine = await TestEngine.StartAsync();
        for (var round = 0; round < 50; round++)
        {
            using var gone = new CancellationTokenSource();
            var crowd = Enumerable.Range(0, 20).Select(i => engine.SendAsync($"crowd-{round}-{i}")).ToList();
            var first = engine.Conductor.TakeAsync(TestEngine.Workspace, TestEngine.Message($"m-{round}"), gone.Token);
            var second = engine.SendAsync($"m-{round}");
            await gone.CancelAsync();

            Assert.NotEqual(0, (await second).Seq);
            await first.ContinueWith(_ => { }, TaskScheduler.Default);
            await Task.WhenAll(crowd);
        }

        Assert.Equal(50, engine.Log().Count(r => r.Id.StartsWith("m-", StringComparison.Ordinal)));
    }
}

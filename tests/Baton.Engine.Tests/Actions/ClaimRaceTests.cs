using System.Collections.Concurrent;
using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Actions;

/// <summary>A person claims a customer's case at the very moment at which an agent's message is about to go out, a thousand times.</summary>
public sealed class ClaimRaceTests
{
    private const int Races = 1000;
    private const string Olga = "olga@example.com";

    [Fact]
    public async Task No_message_begins_after_a_claim_and_none_that_began_before_is_lost()
    {
        var connector = new Sending();
        await using var engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], services => services.AddSingleton<IConnector>(connector));
        await engine.DefineAsync("care");
        await Parallel.ForEachAsync(Enumerable.Range(0, Races), new ParallelOptions { MaxDegreeOfParallelism = 48 }, async (i, cancel) => await RaceAsync(engine, connector, i));
        await engine.UntilAsync(() => engine.Log().Count(r => r.Type == EventTypes.ActionReported) == engine.Log().Count(r => r.Type == EventTypes.ActionBegun && IsBatons(r)), "everything that began is reported");

        var log = engine.Log();
        var (before, refused, asked) = (0, 0, 0);
        for (var i = 0; i < Races; i++)
        {
            var action = ActionOf(i);
            var claim = Assert.Single(log, r => r.Type == EventTypes.HandoffClaimed && r.Handoff == connector.Handoffs[i]);
            var proposal = Assert.Single(log, r => r.Type == EventTypes.ActionProposed && r.Id == action);
            var begun = log.SingleOrDefault(r => r.Type == EventTypes.ActionBegun && r.Action == action);
            if (begun is null)
            {
                Assert.False(connector.Sent.ContainsKey(action), $"{action} went out without passing the gate");
                if (proposal.Seq < claim.Seq) refused++;
                else asked++;
                continue;
            }

            Assert.True(begun.Seq < claim.Seq, $"{action} began at {begun.Seq}, after the claim at {claim.Seq}");
            Assert.Equal(1, connector.Sent[action]);
            before++;
        }

        Assert.True(before > 0 && refused > 0, $"{before} began before the claim, {refused} were refused by it, {asked} were asked after it: that is no race");
    }

    private static async Task RaceAsync(TestEngine engine, Sending connector, int i)
    {
        var customer = $"email:c{i}@example.com";
        var handoff = (await engine.SendAsync($"m{i}", customer, data: """{"text":"Let me talk to a human"}""")).Decision!.Handoffs[0].Id;
        connector.Handoffs[i] = handoff;
        var claimed = connector.Claims[ActionOf(i)] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (isSelf, asked) = (i % 2 == 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        // Who is first is left to chance, with a little start for one or the other.
        var sending = Task.Run(async () =>
        {
            for (var spin = 0; spin < i % 5; spin++) await Task.Yield();
            var ruling = await engine.AskAsync(ActionOf(i), "care", customer, purpose: "reply", execute: isSelf ? Executor.Self : Executor.Baton);
            asked.SetResult();
            if (isSelf && ruling.Verdict == Verdict.Allow) await RedeemAsync(engine, connector, i, customer, ruling.Fence);
        });
        var claiming = Task.Run(async () =>
        {
            for (var spin = 0; spin < i % 7; spin++) await Task.Yield();
            if (i % 3 > 0) await asked.Task;
            await engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff, Olga);
            claimed.SetResult();
        });
        await Task.WhenAll(sending, claiming);
    }

    private static async Task RedeemAsync(TestEngine engine, Sending connector, int i, string customer, long fence)
    {
        var id = engine.Conductor.Find(TestEngine.Workspace, TestEngine.Address(customer))!;
        var turns = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => engine.Get<ActionGate>().RedeemAsync(TestEngine.Workspace, ActionOf(i), id, "care", fence)));
        Assert.All(turns.Where(t => t.Status == TurnStatus.Refused), t => Assert.Equal((RefusalKind.HumanOwns, Olga), (t.Refusal!.Kind, t.Refusal.Owner)));
        foreach (var _ in turns.Where(t => t.Status == TurnStatus.Accepted)) connector.Sent.AddOrUpdate(ActionOf(i), 1, (_, n) => n + 1);
    }

    private static bool IsBatons(LogRow row) => row.Actor == Actor.Baton.ToString();

    private static string ActionOf(int i) => $"a{i}";

    /// <summary>Sends at once, in a moment, or only when the claim was acknowledged.</summary>
    private sealed class Sending : IConnector
    {
        public ConcurrentDictionary<string, int> Sent { get; } = new();

        public ConcurrentDictionary<int, string> Handoffs { get; } = new();

        public ConcurrentDictionary<string, TaskCompletionSource> Claims { get; } = new();

        public bool Does(string workspace, string kind) => kind == "contact.email";

        public async Task DoAsync(ActionToDo action, CancellationToken cancel)
        {
            Sent.AddOrUpdate(action.Proposal.Id, 1, (_, n) => n + 1);
            if (action.Proposal.Id.Length % 2 == 0) await Task.Yield();
            if (action.Proposal.Id.EndsWith('7')) await Claims[action.Proposal.Id].Task.WaitAsync(cancel);
        }
    }
}

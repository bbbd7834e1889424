using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Agents;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Invariants;

/// <summary>Everything at once, by chance but repeatable: messages, duplicates, batches, proposals, people, pauses, new policies, and time that goes on.</summary>
public sealed class WorkloadTests
{
    private const int Customers = 23, Hands = 8, Steps = 150;

    private static readonly string[][] Policies =
    [
        [Policy.Chain("triage", "reply"), Policy.AfterSupport, Policy.WhileHandedOff, Policy.BigRefunds],
        [Policy.Chain("triage", "reply"), Policy.AfterSupport.Replace("PT48H", "PT5H"), Policy.CapOfOne, Policy.BigRefunds],
        [Policy.Chain("triage", "fetch", "reply"), Policy.WhileHandedOff, Policy.CapOfOne.Replace("suppress", "delay")],
    ];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task After_anything_the_counts_agree_nothing_is_twice_and_the_log_decided_again_is_the_same(int seed)
    {
        var flaky = 0;
        var triage = new ToldAgent("triage", (_, _) => Task.FromResult(Interlocked.Increment(ref flaky) % 7 == 0 ? new AgentAnswer { Status = ResultStatus.Failure, Detail = "By chance." } : new AgentAnswer { Confidence = 0.8 }));
        await using var engine = await TestEngine.StartAsync(triage, ToldAgent.Proposing("reply"));
        await engine.DefineAsync("fetch", kind: AgentKind.Pull);
        foreach (var department in (string[])["sales", "marketing"]) await engine.DefineAsync(department, department);
        await engine.PublishAsync(Policies[0]);

        var working = Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Run(() => WorkAsync(engine, new Random(seed * 100 + hand), hand))));
        var steering = Task.Run(() => SteerAsync(engine, new Random(seed), working));
        while (!working.IsCompleted)
        {
            var count = engine.Count();
            Assert.True(count.Balances, count.ToString());
            Assert.True(count.Log.Waiting >= 0);
        }

        await working;
        await steering;
        await SettleAsync(engine);

        var log = engine.Log();
        Assert.Equal(log.Count, log.Select(r => (r.Workspace, r.Source, r.Id)).Distinct().Count());
        Assert.True(log.Zip(log.Skip(1)).All(pair => pair.First.Policy <= pair.Second.Policy && pair.First.Config <= pair.Second.Config), "each row's policy is the one published last before it");
        Assert.All(engine.Lookups.OpenTasks(), t => Assert.Fail($"{t.Id} is open"));
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await EveryTaskOnceAsync(engine);
        await ReplayTests.AgreesAsync(engine);
    }

    private static async Task WorkAsync(TestEngine engine, Random random, int hand)
    {
        for (var step = 0; step < Steps; step++)
        {
            var customer = $"email:c{random.Next(Customers)}@example.com";
            var id = $"{hand}-{step}";
            switch (random.Next(12))
            {
                case 0 or 1 or 2 or 3: await engine.SendAsync($"shared-{random.Next(Steps)}", $"email:c{step % Customers}@example.com"); break;
                case 4: await engine.SendAsync(id, customer, data: "{}"); break;
                case 5: await engine.SendAsync(id, $"{customer} phone:+4930{random.Next(Customers)}", EventTypes.CaseOpened, """{"case":"1"}"""); break;
                case 6: await engine.SendAsync(id, customer, EventTypes.CaseResolved, """{"case":"1"}"""); break;
                case 7: await engine.Conductor.TakeAsync(TestEngine.Workspace, [.. Enumerable.Range(0, random.Next(1, 30)).Select(i => TestEngine.Message($"{id}-{i}", $"email:c{random.Next(Customers)}@example.com"))]); break;
                case 8: await engine.AskAsync(id, random.Next(2) == 0 ? "sales" : "marketing", customer); break;
                case 9: await engine.AskAsync(id, "sales", customer, "refund", purpose: null); break;
                case 10: await PersonAsync(engine, random, customer, $"person-{hand}"); break;
                default: await FetchAsync(engine); break;
            }
        }
    }

    private static async Task PersonAsync(TestEngine engine, Random random, string customer, string person)
    {
        if (engine.Conductor.Find(TestEngine.Workspace, TestEngine.Address(customer)) is null || (await engine.StateAsync(customer)).Handoffs is not [.., var handoff]) return;
        await engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff.Id, person);
        if (random.Next(3) > 0) await engine.Handoffs.ResolveAsync(TestEngine.Workspace, handoff.Id, person, new Resolution(random.Next(2) == 0 ? HandoffOutcome.Approved : HandoffOutcome.Rejected));
    }

    private static async Task FetchAsync(TestEngine engine)
    {
        foreach (var task in await engine.Pull.ClaimAsync(TestEngine.Workspace, "fetch", 5, TimeSpan.Zero))
            await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "fetch", ResultStatus.Success, null, 0.9, null, null, null), [new Proposal { Id = "", Agent = "fetch", Kind = "note" }]);
    }

    private static async Task SteerAsync(TestEngine engine, Random random, Task working)
    {
        var olga = Actor.Person("olga");
        for (var turn = 1; !working.IsCompleted; turn++)
        {
            await engine.Agents.PauseAsync(TestEngine.Workspace, "triage", olga);
            engine.Advance(TimeSpan.FromMinutes(random.Next(200)));
            await engine.PublishAsync(Policies[turn % Policies.Length]);
            await engine.Agents.ResumeAsync(TestEngine.Workspace, "triage", olga);
            engine.Advance(TimeSpan.FromSeconds(random.Next(20)));
        }
    }

    // Goes on until nothing is left that time or an agent would finish.
    private static async Task SettleAsync(TestEngine engine)
    {
        await engine.UntilAsync(() =>
        {
            engine.Advance(TimeSpan.FromMinutes(10));
            FetchAsync(engine).GetAwaiter().GetResult();
            return engine.Lookups.OpenTasks().Count == 0 && engine.Lookups.DueTimers(engine.Clock.GetUtcNow().ToUnixTimeMilliseconds()).Count == 0;
        }, "nothing is left to do");
    }

    private static async Task EveryTaskOnceAsync(TestEngine engine)
    {
        await using var db = engine.OpenDb();
        var finished = engine.Log().Where(r => r.Type == EventTypes.TaskFinished).Select(r => r.Id).ToList();
        Assert.Equal(finished.Count, finished.Distinct().Count());
        Assert.Equal(db.Tasks.Select(t => t.Id).AsEnumerable().Order(), finished.Order());
    }
}

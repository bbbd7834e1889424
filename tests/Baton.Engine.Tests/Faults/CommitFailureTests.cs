using System.Collections.Concurrent;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Faults;

/// <summary>When the log cannot be written, callers are told, nothing is half applied, and afterwards all goes on.</summary>
public sealed class CommitFailureTests
{
    [Fact]
    public async Task While_commits_fail_again_and_again_what_was_acknowledged_is_there_and_what_failed_is_not()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("triage"), ToldAgent.Proposing("reply"));
        await engine.PublishAsync(Policy.Chain("triage", "reply"), Policy.CapOfOne);
        var (acknowledged, failed) = (new ConcurrentDictionary<string, long>(), new ConcurrentBag<string>());
        using var over = new CancellationTokenSource();

        var sending = Task.WhenAll(Enumerable.Range(0, 8).Select(hand => Task.Run(async () =>
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                var id = $"{hand}-{i}";
                try
                {
                    acknowledged[id] = (await engine.SendAsync(id, $"email:c{i % 13}@example.com phone:+4930{i % 17}")).Seq;
                }
                catch (JournalException)
                {
                    failed.Add(id);
                    await Task.Delay(1);
                }
            }
        })));
        for (var round = 0; round < 12; round++)
        {
            var (before, told) = (acknowledged.Count, failed.Count);
            await engine.UntilAsync(() => acknowledged.Count > before + 20, "some are taken");
            var disk = FullDisk.Under(engine.Get<IServiceProvider>());
            await engine.UntilAsync(() => failed.Count > told, "some fail");
            disk.Dispose();
        }

        await over.CancelAsync();
        await sending;
        Assert.All(acknowledged, a => Assert.Equal(a.Value, engine.Lookups.FindDuplicate(TestEngine.Workspace, "urn:test", a.Key)));
        Assert.All(failed, id => Assert.Null(engine.Lookups.FindDuplicate(TestEngine.Workspace, "urn:test", id)));
        Assert.All(await Task.WhenAll(failed.Select(id => engine.SendAsync(id))), turn => Assert.Equal(TurnStatus.Accepted, turn.Status));
        await engine.UntilAsync(() =>
        {
            engine.Advance(TimeSpan.FromSeconds(1));
            return engine.Lookups.OpenTasks().Count == 0;
        }, "every task is finished");
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task A_policy_or_agent_that_could_not_be_written_does_not_decide()
    {
        await using var engine = await TestEngine.StartAsync();
        var olga = Actor.Person("olga");

        var disk = FullDisk.Under(engine.Get<IServiceProvider>());
        await Assert.ThrowsAsync<JournalException>(() => engine.Policies.RestoreAsync(TestEngine.Workspace, 1, olga));
        await Assert.ThrowsAsync<JournalException>(() => engine.DefineAsync("late"));
        disk.Dispose();

        var config = engine.Get<Configurations>().Of(TestEngine.Workspace);
        Assert.Equal(1, config.Policy.Version);
        Assert.Null(config.Agent("late"));
        Assert.Equal(2, await engine.Policies.RestoreAsync(TestEngine.Workspace, 1, olga));
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task An_input_that_cannot_be_recorded_takes_nothing_with_it_that_is_on_its_way()
    {
        await using var engine = await TestEngine.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
        {
            var customer = $"email:c{i % 5}@example.com";
            if (i % 4 > 0) await engine.SendAsync($"m-{i}", customer);
            else await Assert.ThrowsAnyAsync<Exception>(() => engine.Conductor.TakeAsync(TestEngine.Workspace, TestEngine.Message($"m-{i}", $"{customer} phone:+4930{i}") with { Attributes = "[]" }));
        })));

        Assert.Equal(300, engine.Log().Count(r => r.Source == "urn:test"));
        await ReplayTests.AgreesAsync(engine);
    }
}

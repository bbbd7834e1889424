using System.Text.Json;
using Baton.Core.Agents;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Cluster;

/// <summary>Agents that fetch their tasks may ask any node.</summary>
[Trait("Database", "Postgres")]
public sealed class PullTests
{
    private const int Tasks = 120;

    public PullTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task Of_many_who_claim_at_two_nodes_each_task_is_given_to_one_and_its_result_counts_at_either()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.A.DefineAsync("hands", kind: AgentKind.Pull);
        await nodes.A.PublishAsync(Policy.Chain("hands"));
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(i => nodes.Both[i % 2].SendAsync($"m-{i}", $"email:c{i % 50}@example.com")));

        var claimed = (await Task.WhenAll(Enumerable.Range(0, 16).Select(claimer => Task.Run(() => ClaimAllAsync(nodes.Both[claimer % 2]))))).SelectMany(tasks => tasks).ToList();

        Assert.Equal(Tasks, claimed.Count);
        Assert.Equal(Tasks, claimed.Select(task => task.Id).Distinct(StringComparer.Ordinal).Count());
        var (first, second) = (await FinishAsync(nodes.B, claimed), await FinishAsync(nodes.A, claimed));
        Assert.All(first, turn => Assert.Equal(TurnStatus.Accepted, turn.Status));
        Assert.All(second, turn => Assert.Equal(TurnStatus.Duplicate, turn.Status));
    }

    [Fact]
    public async Task Who_waits_at_one_node_gets_the_task_that_comes_in_at_the_other()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.A.DefineAsync("hands", kind: AgentKind.Pull);
        await nodes.A.PublishAsync(Policy.Chain("hands"));
        var waiting = nodes.Both.Select(node => node.Pull.ClaimAsync(TestEngine.Workspace, "hands", 1, TimeSpan.FromSeconds(20))).ToList();

        await nodes.B.SendAsync("m-1", "email:one@example.com");
        await nodes.A.SendAsync("m-2", "email:two@example.com");

        var got = await Task.WhenAll(waiting);
        Assert.Equal(2, got.SelectMany(tasks => tasks).Select(task => task.Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<List<TaskRow>> ClaimAllAsync(TestEngine node)
    {
        List<TaskRow> all = [];
        while (await node.Pull.ClaimAsync(TestEngine.Workspace, "hands", 3, TimeSpan.FromSeconds(1)) is { Count: > 0 } some) all.AddRange(some);
        return all;
    }

    private static async Task<IReadOnlyList<Turn>> FinishAsync(TestEngine node, List<TaskRow> tasks)
    {
        var turns = await Task.WhenAll(tasks.Select(task => node.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "hands", ResultStatus.Success, JsonElement.Parse("{}"), 0.9, null, null, null))));
        return [.. turns.Select(turn => turn[0])];
    }
}

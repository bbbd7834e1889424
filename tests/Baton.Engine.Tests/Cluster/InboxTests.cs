using Baton.Core.Events;
using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Cluster;

/// <summary>Batches for customers of two nodes of which one dies before every part was taken.</summary>
[Trait("Database", "Postgres")]
public sealed class InboxTests
{
    private static readonly Input[] Batch = [.. Enumerable.Range(0, 40).Select(i => TestEngine.Message($"m-{i}", $"email:c{i % 20}@example.com"))];

    public InboxTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task A_batch_that_its_node_left_before_all_of_it_was_taken_is_taken_by_the_other_and_counts_once()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.A.Conductor.TakeAsync(TestEngine.Workspace, Batch[3]);
        await nodes.B.Get<Inbox>().PutAsync(TestEngine.Workspace, Batch, CancellationToken.None);

        await nodes.StopAsync(nodes.B);

        await nodes.A.UntilAsync(() => Messages(nodes.A) == Batch.Length, "the whole batch is taken");
        await CountsOnceAsync(nodes.A);
    }

    [Fact]
    public async Task A_batch_of_which_a_part_is_for_a_node_that_dies_before_it_took_it_is_answered_and_counts_once()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.Silence(nodes.B);
        var taking = nodes.A.Conductor.TakeAsync(TestEngine.Workspace, Batch);
        await nodes.A.UntilAsync(() => Messages(nodes.A) > 0, "the other part is taken");
        Assert.False(taking.IsCompleted);

        await nodes.StopAsync(nodes.B);

        Assert.All(await taking, turn => Assert.Equal(TurnStatus.Accepted, turn.Status));
        await CountsOnceAsync(nodes.A);
    }

    private static async Task CountsOnceAsync(TestEngine engine)
    {
        var again = await engine.Conductor.TakeAsync(TestEngine.Workspace, Batch);
        Assert.All(again, turn => Assert.Equal(TurnStatus.Duplicate, turn.Status));
        Assert.Equal(Batch.Length, Messages(engine));
        await TwoNodes.UntilAsync(() => engine.Get<Inbox>().LeftAsync(CancellationToken.None).GetAwaiter().GetResult().Count == 0, () => "nothing is left in the inbox");
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await ReplayTests.AgreesAsync(engine);
    }

    private static int Messages(TestEngine engine) => engine.Log().Count(row => row.Type == EventTypes.MessageReceived);
}

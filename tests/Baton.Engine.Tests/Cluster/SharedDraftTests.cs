using Baton.Core.Arbitration;
using Baton.Core.Policies.Drafting;
using Baton.Engine.Policies.Drafting;
using Baton.Engine.Tests.Policies;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Cluster;

[Trait("Database", "Postgres")]
public sealed class SharedDraftTests
{
    public SharedDraftTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task Of_many_who_change_one_draft_over_two_nodes_nobody_loses_anything()
    {
        await using var nodes = await TwoNodes.StartAsync();

        var saved = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            nodes.Both[i % 2].Get<DraftDesk>().EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, DraftDeskTests.Cap($"cap-{i}", 1)), $"person-{i % 5}"))));

        Assert.All(saved, one => Assert.True(one.IsKept));
        Assert.Equal(40, DraftDeskTests.Caps((await nodes.A.Policies.DraftAsync(TestEngine.Workspace))!.Document).Length);
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Jobs.Upkeep;
using Baton.Engine.Storage;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tools;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tests.Tools;

public sealed class ToolDeskTests
{
    [Fact]
    public async Task Tools_are_defined_changed_and_removed_by_events_that_say_so()
    {
        await using var bench = await ToolBench.StartAsync();
        var (desk, registry) = (bench.Engine.Get<ToolDesk>(), bench.Engine.Get<ToolRegistry>());

        Assert.True(await bench.DefineAsync("order"));
        Assert.False(await bench.DefineAsync("order"));
        Assert.True(await bench.DefineAsync("order", with: t => t with { Description = "Finds an order." }));
        await bench.Engine.RestartAsync();
        (desk, registry) = (bench.Engine.Get<ToolDesk>(), bench.Engine.Get<ToolRegistry>());
        Assert.Equal("Finds an order.", registry.Find(TestEngine.Workspace, "order")?.Description);
        Assert.Null(registry.Find("another", "order"));
        Assert.True(await desk.RemoveAsync(TestEngine.Workspace, "order", Actor.Person("olga")));
        Assert.False(await desk.RemoveAsync(TestEngine.Workspace, "order", Actor.Person("olga")));

        Assert.Null(registry.Find(TestEngine.Workspace, "order"));
        Assert.NotNull(registry.Find(TestEngine.Workspace, "customer.read"));
        Assert.Equal(
            ["olga defined the tool order: Does what the test wants.", "olga changed the tool order: Finds an order.", "olga removed the tool order: no agent can use it any more."],
            bench.Engine.Log().Where(r => r.Type.StartsWith("baton.tool.", StringComparison.Ordinal)).Select(r => r.Sentence));
    }

    [Fact]
    public async Task More_tools_than_a_workspace_may_have_are_refused_whole()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order");
        var order = bench.Engine.Get<ToolRegistry>().Find(TestEngine.Workspace, "order")!;

        await Assert.ThrowsAsync<ToolLimitException>(() => bench.Engine.Get<ToolDesk>().DefineAsync(TestEngine.Workspace, [.. Enumerable.Range(0, ToolDesk.Most).Select(i => order with { Name = $"t-{i}" })], Actor.Person("olga")));

        Assert.Single(bench.Engine.Get<ToolRegistry>().DefinedIn(TestEngine.Workspace));
    }

    [Fact]
    public async Task Uses_that_no_rate_counts_any_more_leave_their_list_and_stay_in_the_log()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order");
        var message = await bench.MessageAsync();
        async Task UseAsync(string order) => Assert.Null((await (await bench.BoxAsync(message, [new ToolGrant { Tool = "order" }])).UseAsync("order", JsonElement.Parse($$"""{"order":"{{order}}"}"""), default)).Fault);
        await UseAsync("A-1");
        bench.Engine.Advance(TimeSpan.FromDays(33));
        await UseAsync("A-2");

        var said = await new Pruning(bench.Engine.Get<IDbContextFactory<BatonDb>>(), bench.Engine.Journal, bench.Engine.Clock).RunAsync(CancellationToken.None);

        await using var db = bench.Engine.OpenDb();
        Assert.Contains("1 old uses of tools", said, StringComparison.Ordinal);
        Assert.Equal(1, await db.ToolUses.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, bench.Recorded().Count);
    }
}

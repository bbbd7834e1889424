using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Mcp;
using Baton.Engine.Tests.Mcp;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tools;
using Baton.Engine.Tools.Importing;
using Baton.Engine.Tools.Mcp;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Tools;

public sealed class McpToolTests
{
    private static readonly JsonElement Order = JsonElement.Parse("""{"order":"A-1"}""");

    [Fact]
    public async Task A_tool_of_an_mcp_server_is_used_and_one_that_changes_something_is_not_used_again_by_a_later_try()
    {
        var servers = new Servers();
        await using var bench = await StartAsync(servers);
        await bench.DefineAsync("book", writes: true, with: t => t with { Kind = ToolKind.Mcp, Http = null, Mcp = new McpCall("shop", "book_order") });
        var message = await bench.MessageAsync();

        var first = await (await bench.BoxAsync(message, [new ToolGrant { Tool = "book", Write = true }])).UseAsync("book", Order, default);
        var again = await (await bench.BoxAsync(message, [new ToolGrant { Tool = "book", Write = true }])).UseAsync("book", Order, default);
        var refused = await (await bench.BoxAsync(message, [new ToolGrant { Tool = "book", Write = true }])).UseAsync("book", JsonElement.Parse("""{"order":"sold out"}"""), default);

        Assert.Equal(("""{"booked":"A-1"}""", """{"booked":"A-1"}"""), (first.Result?.GetRawText(), again.Result?.GetRawText()));
        Assert.Equal("It is sold out.", refused.Fault);
        Assert.Equal(["shop/book_order", "shop/book_order"], servers.Called.Select(c => c.Tool));
        Assert.All(servers.Called, c => Assert.NotNull(c.Key));
    }

    [Fact]
    public async Task What_a_server_offers_becomes_tools_and_what_cannot_be_used_is_left_out_with_why()
    {
        await using var bench = await StartAsync(new Servers());
        var import = bench.Engine.Get<McpImport>();

        var reading = await import.ReadAsync(TestEngine.Workspace, "shop", "shop-", CancellationToken.None);
        var missing = await import.ReadAsync(TestEngine.Workspace, "none", "", CancellationToken.None);

        Assert.Equal(["shop-book_order changes", "shop-find-order reads"], reading.Tools.Select(t => $"{t.Tool.Name} {(t.Tool.Writes ? "changes" : "reads")}"));
        Assert.Equal("odd", Assert.Single(reading.LeftOut).Operation);
        Assert.Equal("No MCP server is called none.", missing.Fault);
    }

    [Fact]
    public async Task What_a_registered_server_offers_is_imported_granted_and_used_over_the_wire()
    {
        await using var server = await SmallMcpServer.StartAsync();
        await using var bench = await ToolBench.StartAsync();
        await bench.Engine.Get<McpDesk>().DefineAsync(TestEngine.Workspace, new McpServerDefinition { Name = "small", Address = server.Address }, Actor.Person("olga"));
        var reading = await bench.Engine.Get<McpImport>().ReadAsync(TestEngine.Workspace, "small", "small-", CancellationToken.None);
        await bench.Engine.Get<ToolImport>().MakeAsync(TestEngine.Workspace, reading.Tools, Actor.Person("olga"), CancellationToken.None);
        var box = await bench.BoxAsync(await bench.MessageAsync(), [new ToolGrant { Tool = "small-*", Write = true }]);

        var loud = await box.UseAsync("small-shout", JsonElement.Parse("""{"text":"hello"}"""), default);
        var broken = await box.UseAsync("small-break", JsonElement.Parse("{}"), default);

        Assert.Equal((null, "HELLO"), (loud.Fault, loud.Result?.Text("loud")));
        Assert.StartsWith("break of small says that it failed: ", broken.Fault, StringComparison.Ordinal);
        Assert.Equal(2, bench.Recorded().Count);
    }

    private static Task<ToolBench> StartAsync(Servers servers) => ToolBench.StartAsync(services => services.AddSingleton<IMcpTools>(servers));

    private sealed class Servers : IMcpTools
    {
        public ConcurrentQueue<(string Tool, string? Key)> Called { get; } = new();

        public Task<IReadOnlyList<McpOffer>> ToolsAsync(string workspace, string server, CancellationToken cancel) => server == "shop"
            ? Task.FromResult<IReadOnlyList<McpOffer>>(
            [
                new("book_order", "Books an order.", JsonElement.Parse("""{"type":"object","properties":{"order":{"type":"string"}}}"""), OnlyReads: false),
                new("findOrder", "", JsonElement.Parse("{}"), OnlyReads: true),
                new("odd", "Takes a list.", JsonElement.Parse("""{"type":"array"}"""), OnlyReads: true),
            ])
            : throw new InvalidOperationException($"No MCP server is called {server}.");

        public Task<ToolAnswer> CallAsync(string workspace, string server, string tool, JsonElement arguments, string? key, CancellationToken cancel)
        {
            Called.Enqueue(($"{server}/{tool}", key));
            var order = arguments.GetProperty("order").GetString();
            return Task.FromResult(order == "sold out" ? new ToolAnswer("It is sold out.") : new ToolAnswer(null, JsonElement.Parse($$"""{"booked":"{{order}}"}""")));
        }
    }
}

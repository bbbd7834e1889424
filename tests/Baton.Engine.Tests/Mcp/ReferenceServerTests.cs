using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents.Calling.Mcp;
using Baton.Engine.Mcp;
using Baton.Engine.Tests.Agents.Calling;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Mcp;

/// <summary>The protocol's own reference server, from npm, as a program over stdio.</summary>
public sealed class ReferenceServerTests
{
    [Fact]
    public async Task The_reference_server_is_started_asked_and_stopped()
    {
        var script = Path.Combine(await NodePackages.FolderAsync(), "node_modules", "@modelcontextprotocol", "server-everything", "dist", "index.js");
        await using var engine = await McpServersTests.StartAsync("node");
        await engine.Get<McpDesk>().DefineAsync(
            TestEngine.Workspace,
            new McpServerDefinition { Name = "everything", Command = "node", Arguments = [script, "stdio"], Environment = new Dictionary<string, McpVariable> { ["PLAIN"] = new("seen"), ["TOKEN"] = new(Credential: "token") }.ToImmutableSortedDictionary() },
            Actor.Person("olga"));
        var servers = engine.Get<McpServers>();

        var tools = await servers.ToolsAsync(TestEngine.Workspace, "everything", TestContext.Current.CancellationToken);
        var echo = await servers.CallAsync(TestEngine.Workspace, "everything", "echo", JsonElement.Parse("""{"message":"hello"}"""), cancel: TestContext.Current.CancellationToken);
        var environment = await servers.CallAsync(TestEngine.Workspace, "everything", "get-env", JsonElement.Parse("{}"), cancel: TestContext.Current.CancellationToken);
        var agent = new AgentDefinition { Name = "sums", Department = "support", Kind = AgentKind.Mcp, Mcp = new McpSettings { Server = "everything", Tool = "get-sum", Arguments = JsonElement.Parse("""{"a":"{{event.data.a}}","b":5}""") } };
        var sum = await new McpCaller(servers).CallAsync(Calls.To(agent, briefing: """{"event":{"data":{"a":37}}}"""), TestContext.Current.CancellationToken);

        Assert.Contains(tools, t => t.Name == "echo" && t.Arguments.GetProperty("properties").TryGetProperty("message", out _));
        Assert.Equal("Echo: hello", echo.Text);
        Assert.Equal(("seen", "secret-of-token"), (environment.Value.GetProperty("PLAIN").GetString(), environment.Value.GetProperty("TOKEN").GetString()));
        Assert.False(environment.Value.TryGetProperty("DOTNET_ROOT", out _) || environment.Value.TryGetProperty("BATON_TEST_POSTGRES", out _));
        Assert.Equal(ResultStatus.Success, sum.Status);
        Assert.Contains("42", sum.Output!.Value.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, servers.Open);
    }
}

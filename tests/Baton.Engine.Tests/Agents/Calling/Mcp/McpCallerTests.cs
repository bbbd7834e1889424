using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling.Mcp;
using Baton.Engine.Mcp;
using Baton.Engine.Tests.Mcp;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Calling.Mcp;

public sealed class McpCallerTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private SmallMcpServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await McpServersTests.StartAsync();
        _server = await SmallMcpServer.StartAsync();
        await _engine.Get<McpDesk>().DefineAsync(TestEngine.Workspace, new McpServerDefinition { Name = "small", Address = _server.Address }, Actor.Person("olga"));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_tool_does_an_agents_work_and_its_structured_answer_is_the_output()
    {
        var answer = await CallAsync("shout", """{"text":"{{event.text}}"}""");

        Assert.Equal((ResultStatus.Success, "WHERE IS MY PARCEL?"), (answer.Status, answer.Output!.Value.GetProperty("loud").GetString()));
        Assert.Equal("""{"server":"small","tool":"shout","arguments":{"text":"Where is my parcel?"}}""", answer.Sent!.Value.GetRawText());
        Assert.Equal("c-1-t7", Assert.Single(_server.Keys));
    }

    [Theory]
    [InlineData("break", "{}", "break failed: ", false)]
    [InlineData("fly", "{}", "The MCP server small refuses: ", true)]
    public async Task What_went_wrong_is_a_failure_in_words(string tool, string arguments, string detail, bool isFinal)
    {
        var answer = await CallAsync(tool, arguments);

        Assert.Equal((ResultStatus.Failure, isFinal), (answer.Status, answer.IsFinal));
        Assert.StartsWith(detail, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_calls_only_what_the_server_says_only_reads()
    {
        Assert.Equal(ResultStatus.Success, (await CallAsync("words", """{"text":"a b"}""", isTrial: true)).Status);
        Assert.Equal("small does not say that break only reads, so a try does not call it: something might come of it.", (await CallAsync("break", "{}", isTrial: true)).Detail);
        Assert.Single(_server.Keys);
    }

    [Fact]
    public async Task An_event_goes_to_the_tool_and_its_result_into_the_log()
    {
        await _engine.DefineAsync("loud", kind: AgentKind.Mcp, with: a => a with { Mcp = new McpSettings { Server = "small", Tool = "shout", Arguments = JsonElement.Parse("""{"text":"{{event.text}}"}""") } });
        await _engine.PublishAsync(Policy.Chain("loud"));

        await _engine.SendAsync("m-1");
        var result = await _engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "the tool answered");

        Assert.Contains("WHERE IS MY PARCEL?", result.Data, StringComparison.Ordinal);
    }

    private Task<AgentAnswer> CallAsync(string tool, string arguments, bool isTrial = false)
    {
        var agent = new AgentDefinition { Name = "loud", Department = "support", Kind = AgentKind.Mcp, Mcp = new McpSettings { Server = "small", Tool = tool, Arguments = JsonElement.Parse(arguments) } };
        return new McpCaller(_engine.Get<McpServers>()).CallAsync(Calls.To(agent, isTrial: isTrial), TestContext.Current.CancellationToken);
    }
}

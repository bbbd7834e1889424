using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Mcp;
using Baton.Engine.Tests.Agents.Calling;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Mcp;

public sealed class McpServersTests : IAsyncLifetime
{
    private static readonly Actor Olga = Actor.Person("olga");

    private TestEngine _engine = null!;
    private SmallMcpServer _server = null!;

    private McpServers Servers => _engine.Get<McpServers>();

    private McpDesk Desk => _engine.Get<McpDesk>();

    public async ValueTask InitializeAsync()
    {
        _engine = await StartAsync();
        _server = await SmallMcpServer.StartAsync();
        await DefineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_is_registered_changed_and_removed_on_the_timeline()
    {
        Assert.False(await DefineAsync());
        Assert.True(await DefineAsync(s => s with { Description = "Shouts." }));
        Assert.Equal("Shouts.", Assert.Single(await Desk.ListAsync(TestEngine.Workspace)).Description);
        Assert.True(await Desk.RemoveAsync(TestEngine.Workspace, "small", Olga));
        Assert.False(await Desk.RemoveAsync(TestEngine.Workspace, "small", Olga));

        Assert.Equal([$"olga registered the MCP server small ({_server.Address}).", $"olga changed the MCP server small ({_server.Address}).", "olga removed the MCP server small."], _engine.Log().Where(r => r.Type.StartsWith("baton.mcp-server.", StringComparison.Ordinal)).Select(r => r.Sentence));
        var fault = await Assert.ThrowsAsync<McpServerException>(() => Servers.ToolsAsync(TestEngine.Workspace, "small"));
        Assert.Equal(("No MCP server is called small in this workspace.", true), (fault.Message, fault.IsFinal));
        await Assert.ThrowsAsync<McpServerException>(() => Servers.ToolsAsync("another", "small"));
    }

    [Fact]
    public async Task Tools_are_listed_and_called_over_one_connection_that_all_share()
    {
        var tools = await Servers.ToolsAsync(TestEngine.Workspace, "small");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => CallAsync("shout", $$"""{"text":"hello {{i}}"}""", $"task-{i}")));

        Assert.Equal(["break", "long", "never", "shout", "words"], tools.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal((true, false, "The tool shout."), (tools.First(t => t.Name == "shout").OnlyReads, tools.First(t => t.Name == "break").OnlyReads, tools.First(t => t.Name == "shout").Description));
        Assert.Equal("text", tools.First(t => t.Name == "shout").Arguments.GetProperty("required")[0].GetString());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"HELLO {i}"), answers.Select(a => a.Value.GetProperty("loud").GetString()));
        Assert.Equal("2 words", (await CallAsync("words", """{"text":"two words"}""")).Value.GetProperty("text").GetString());
        Assert.Equal((1, 1), (_server.Sessions, Servers.Open));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"task-{i}").Order(StringComparer.Ordinal), _server.Keys.OfType<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_tool_that_fails_says_why_and_one_that_is_not_there_is_refused()
    {
        var broken = await CallAsync("break", "{}");
        var unknown = await Assert.ThrowsAsync<McpServerException>(() => CallAsync("fly", "{}"));

        Assert.True(broken.IsError);
        Assert.Contains("The printer is on fire.", broken.Text, StringComparison.Ordinal);
        Assert.StartsWith("The MCP server small refuses: ", unknown.Message, StringComparison.Ordinal);
        Assert.True(unknown.IsFinal);
    }

    [Fact]
    public async Task A_tool_that_never_answers_or_answers_too_much_is_given_up()
    {
        await DefineAsync(s => s with { Timeout = TimeSpan.FromSeconds(1) });
        var late = await Assert.ThrowsAsync<McpServerException>(() => CallAsync("never", "{}"));
        await DefineAsync();
        var large = await Assert.ThrowsAsync<McpServerException>(() => CallAsync("long", "{}"));

        Assert.Equal("The MCP server small did not answer within 1 s.", late.Message);
        Assert.Equal("The tool long answered more than 1 MiB.", large.Message);
        Assert.Equal("HI", (await CallAsync("shout", """{"text":"hi"}""")).Value.GetProperty("loud").GetString());
    }

    [Fact]
    public async Task After_the_server_was_started_again_the_next_call_connects_anew()
    {
        await CallAsync("words", """{"text":"one"}""");
        await _server.ForgetAsync();

        Assert.Equal("1 words", (await CallAsync("words", """{"text":"again"}""")).Text);
        Assert.Equal(1, _server.Sessions);
    }

    [Fact]
    public async Task A_tool_that_is_added_is_seen_when_the_server_says_so()
    {
        Assert.DoesNotContain(await Servers.ToolsAsync(TestEngine.Workspace, "small"), t => t.Name == "whisper");

        _server.Add("whisper", () => "hush");

        await _engine.UntilAsync(() => Servers.ToolsAsync(TestEngine.Workspace, "small").Result.Any(t => t.Name == "whisper"), "the new tool is known");
    }

    [Fact]
    public async Task A_connection_that_nobody_uses_is_closed_and_one_that_changed_as_well()
    {
        await CallAsync("words", """{"text":"one"}""");
        await Servers.SweepAsync();
        Assert.Equal(1, Servers.Open);
        _engine.Advance(McpServers.Idle + TimeSpan.FromSeconds(1));
        await Servers.SweepAsync();
        Assert.Equal((0, 0), (Servers.Open, _server.Sessions));

        await CallAsync("words", """{"text":"one"}""");
        await DefineAsync(s => s with { Credential = "token" });
        Assert.Equal(0, Servers.Open);
        await CallAsync("words", """{"text":"one"}""");
        Assert.Equal("Bearer secret-of-token", _server.Requests.Last(r => r.Method == "POST").Headers["Authorization"]);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        await using (var gone = await Loopback.AnsweringAsync(500)) await DefineAsync(s => s with { Address = gone.Address });

        var fault = await Assert.ThrowsAsync<McpServerException>(() => Servers.ToolsAsync(TestEngine.Workspace, "small"));

        Assert.StartsWith("The MCP server small cannot be used: ", fault.Message, StringComparison.Ordinal);
        Assert.False(fault.IsFinal);
    }

    [Fact]
    public async Task Trying_a_server_says_who_answered()
    {
        var check = await Servers.CheckAsync(TestEngine.Workspace, (await Desk.FindAsync(TestEngine.Workspace, "small"))!);

        Assert.Equal(("small 7", 5), (check.Server, check.Tools.Count));
        Assert.NotNull(check.Protocol);
        Assert.Equal(0, Servers.Open);
    }

    [Fact]
    public async Task A_program_that_was_not_allowed_is_not_started()
    {
        var fault = await Assert.ThrowsAsync<McpServerException>(() => DefineAsync(s => s with { Address = null, Command = "sh" }));

        Assert.Equal("The program sh may not be started on this machine. Who runs Baton allows programs in its settings, under Baton:Mcp:Commands.", fault.Message);
    }

    internal static Task<TestEngine> StartAsync(params string[] commands) => TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], services =>
    {
        services.AddSingleton(Calls.Outbound);
        services.AddSingleton(Calls.Credentials);
        services.AddSingleton(new McpOptions { Commands = commands });
    });

    private Task<bool> DefineAsync(Func<McpServerDefinition, McpServerDefinition>? with = null)
    {
        var server = new McpServerDefinition { Name = "small", Address = _server.Address };
        return Desk.DefineAsync(TestEngine.Workspace, with?.Invoke(server) ?? server, Olga);
    }

    private Task<McpAnswer> CallAsync(string tool, string arguments, string? key = null) => Servers.CallAsync(TestEngine.Workspace, "small", tool, JsonElement.Parse(arguments), key, TestContext.Current.CancellationToken);
}

using System.Net;
using System.Text;
using System.Text.Json;
using Baton.Engine.Workspaces;
using Baton.Web.Tests.Messages;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Tests.Mcp;

/// <summary>Baton as an MCP server, on a real socket: called by the official client, and raw where the transport's edges are.</summary>
public sealed class McpTests : IAsyncLifetime
{
    private readonly ApiApp _app = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _app.UseKestrel(0);
        _app.StartServer();
        _http = _app.CreateClient();
        _http.DefaultRequestHeaders.Authorization = new("Bearer", ApiApp.Key);
        await MessageEndpointTests.AgentsAsync(_app);
    }

    [Fact]
    public async Task A_client_lists_the_tools_and_each_says_what_it_does_and_what_it_takes()
    {
        await using var client = await ConnectAsync();
        var tools = await client.ListToolsAsync(cancellationToken: _cancel);

        Assert.Equal("Baton", client.ServerInfo?.Title);
        Assert.Contains("ask may_i", client.ServerInstructions!, StringComparison.Ordinal);
        Assert.Equal(["customer_context", "hand_off", "may_i", "record_event", "send_message"], tools.Select(t => t.Name).Order());
        Assert.All(tools, tool => Assert.True(tool.Description.Length > 80 && tool.JsonSchema.GetProperty("properties").EnumerateObject().All(p => p.Value.TryGetProperty("type", out _)), tool.Name));
    }

    [Fact]
    public async Task An_agent_asks_whether_it_may_and_only_a_real_question_reserves_the_slot()
    {
        await _app.PublishAsync("""{"caps":[{"id":"one","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"max":1,"per":"P7D","then":"delay"}]}""");
        await using var client = await ConnectAsync();
        var ask = new Dictionary<string, object?> { ["agent"] = "outreach", ["customer"] = "email:ask@example.com", ["kind"] = "contact.email", ["purpose"] = "promotion" };

        Assert.Equal("allow", (await CallAsync(client, "may_i", ask)).GetProperty("verdict").GetString());
        Assert.Equal("allow", (await CallAsync(client, "may_i", ask)).GetProperty("verdict").GetString());
        var real = await CallAsync(client, "may_i", new(ask) { ["record"] = true, ["id"] = "real-1" });
        var next = await CallAsync(client, "may_i", ask);

        Assert.Equal(("allow", true), (real.GetProperty("verdict").GetString(), real.TryGetProperty("permit", out _)));
        Assert.Equal("allow", (await CallAsync(client, "may_i", new(ask) { ["record"] = true, ["id"] = "real-1" })).GetProperty("verdict").GetString());
        Assert.Equal("delay", next.GetProperty("verdict").GetString());
        Assert.True(next.TryGetProperty("retryAt", out _) && next.TryGetProperty("wouldUnlock", out _) && next.GetProperty("reason").GetString()!.Length > 10);
        Assert.Equal("real-1", Assert.Single((await _app.GetAsync("actions?customer=email:ask@example.com")).Items).GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_an_agent_tells_is_in_the_context_that_it_reads()
    {
        await using var client = await ConnectAsync();
        var told = await CallAsync(client, "record_event", new() { ["type"] = "case.opened", ["customer"] = "email:told@example.com", ["data"] = new { @case = "7", title = "Broken" }, ["id"] = "c-7" });
        var again = await CallAsync(client, "record_event", new() { ["type"] = "case.opened", ["customer"] = "email:told@example.com", ["data"] = new { @case = "7", title = "Broken" }, ["id"] = "c-7" });
        await CallAsync(client, "record_event", new() { ["type"] = "message.received", ["customer"] = "email:told@example.com", ["data"] = new { text = "It is still broken." } });
        var context = await CallAsync(client, "customer_context", new() { ["customer"] = "email:told@example.com" });

        Assert.Equal(("accepted", "duplicate"), (told.GetProperty("status").GetString(), again.GetProperty("status").GetString()));
        Assert.Equal("7", context.GetProperty("customer").GetProperty("openCases")[0].GetProperty("id").GetString());
        Assert.Equal(("customer", "It is still broken."), (context.GetProperty("conversation")[0].GetProperty("who").GetString(), context.GetProperty("conversation")[0].GetProperty("text").GetString()));
        Assert.Equal("Support opened a case.", context.GetProperty("happened")[1].GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task A_case_is_given_to_people_once_and_a_message_is_answered_while_its_sender_waits()
    {
        await using var client = await ConnectAsync();
        var ask = new Dictionary<string, object?> { ["agent"] = "outreach", ["customer"] = "email:hand@example.com", ["title"] = "Ana wants a call", ["reason"] = "She asked twice.", ["queue"] = "phones", ["priority"] = "high" };
        var given = await CallAsync(client, "hand_off", ask);
        var again = await CallAsync(client, "hand_off", ask);
        var handoff = await _app.GetAsync($"handoffs/{given.GetProperty("handoff").GetString()}");
        Assert.Equal(("opened", "waiting"), (given.GetProperty("status").GetString(), again.GetProperty("status").GetString()));
        Assert.Equal(given.GetProperty("handoff").GetString(), again.GetProperty("handoff").GetString());
        Assert.Equal(("phones", "Ana wants a call"), (handoff.Text("queue"), handoff.Text("title")));

        var sending = CallAsync(client, "send_message", new() { ["from"] = "outreach", ["to"] = "skill:refunds", ["text"] = "May Ana have 20 back?", ["wait"] = 60, ["id"] = "mcp-1" });
        var task = Assert.Single((await _app.PostAsync("agents/billing/tasks/claim", """{"max":1,"wait":"PT30S"}""")).Items);
        await _app.PostAsync($"tasks/{task.GetProperty("id").GetString()}/result", """{"status":"success","output":{"text":"Yes."}}""");
        var answered = await sending;
        Assert.Equal(("answered", "Yes."), (answered.GetProperty("status").GetString(), answered.GetProperty("reply").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_fault_is_told_in_plain_sentences_as_the_tools_own_error()
    {
        await using var client = await ConnectAsync();

        Assert.Equal("No agent is called nobody. There are: billing, outreach, tax.", await FaultAsync(client, "send_message", new() { ["from"] = "outreach", ["to"] = "nobody", ["text"] = "Hello" }));
        Assert.Equal("2 things are wrong; nothing was changed. 'kind' is missing. There is no 'colour' here. Known: record, id, customer, agent, kind, purpose, text, data, execute.",
            await FaultAsync(client, "may_i", new() { ["agent"] = "outreach", ["customer"] = "email:f@example.com", ["colour"] = "red" }));
        Assert.Equal("Nobody is known as email:stranger@example.com in this workspace. Record an event about them first.", await FaultAsync(client, "customer_context", new() { ["customer"] = "email:stranger@example.com" }));
        Assert.Equal("Types that begin with 'baton.' are Baton's own and cannot be sent.", await FaultAsync(client, "record_event", new() { ["type"] = "baton.task.finished" }));
        Assert.Contains("There is no tool fly", (await Assert.ThrowsAsync<McpProtocolException>(async () => await client.CallToolAsync("fly", cancellationToken: _cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_sees_only_the_tools_that_its_scopes_allow_and_another_is_a_clear_error()
    {
        var (_, ingest) = await _app.Services.GetRequiredService<KeyDesk>().CreateAsync(WorkspaceDesk.First, "tells", [Scopes.Ingest]);
        await using var client = await ConnectAsync(ingest);

        Assert.Equal(["record_event"], (await client.ListToolsAsync(cancellationToken: _cancel)).Select(t => t.Name));
        Assert.StartsWith("This key lacks the scope act, which may_i needs.", await FaultAsync(client, "may_i", new() { ["agent"] = "outreach", ["customer"] = "email:f@example.com", ["kind"] = "refund" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transport_is_held_to_its_rules()
    {
        const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Ping)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("{")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync($"[{Ping}]")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Ping, ("MCP-Protocol-Version", "1999-01-01"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Ping, ("MCP-Protocol-Version", "2025-06-18"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(Ping, ("Mcp-Session-Id", "of-somebody"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(Ping, ("Origin", "https://evil.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Ping, ("Origin", _http.BaseAddress!.GetLeftPart(UriPartial.Authority)))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"may_i"}}""", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "hand_off"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotAcceptable, (await PostAsync(Ping, ("Accept", "application/json"))).StatusCode);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), await _http.GetAsync("/mcp", _cancel) is var get ? (get.StatusCode, get.Content.Headers.Allow.Single()) : default);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _http.DeleteAsync("/mcp", _cancel)).StatusCode);

        using var stranger = _app.CreateClient();
        var refused = await stranger.PostAsync("/mcp", new StringContent(Ping, Encoding.UTF8, "application/json"), _cancel);
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (refused.StatusCode, refused.Headers.WwwAuthenticate.Single().Scheme));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<McpClient> ConnectAsync(string key = ApiApp.Key) => await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(_http.BaseAddress!, "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + key },
    }), cancellationToken: _cancel);

    private async Task<JsonElement> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: _cancel);
        Assert.True(result.IsError != true, TextOf(result));
        return JsonElement.Parse(JsonSerializer.Serialize(result.StructuredContent));
    }

    private async Task<string> FaultAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: _cancel);
        Assert.True(result.IsError);
        return TextOf(result);
    }

    private static string TextOf(CallToolResult result) => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    private Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (headers.All(h => h.Name != "Accept")) request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _http.SendAsync(request, _cancel);
    }
}

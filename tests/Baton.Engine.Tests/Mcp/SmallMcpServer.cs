using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Engine.Tests.Running;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Baton.Engine.Tests.Mcp;

/// <summary>An MCP server over streamable HTTP on loopback, with sessions, whose tools the test changes.</summary>
internal sealed class SmallMcpServer : IAsyncDisposable
{
    private const string Session = "Mcp-Session-Id";
    private readonly ConcurrentDictionary<string, (StreamableHttpServerTransport Transport, McpServer Server, Task Running)> _sessions = new();
    private readonly McpServerPrimitiveCollection<McpServerTool> _tools = [];
    private Loopback? _loopback;

    /// <summary>Sessions begun and not ended.</summary>
    public int Sessions => _sessions.Count;

    /// <summary>The <c>baton/task</c> of each call.</summary>
    public ConcurrentQueue<string?> Keys { get; } = [];

    public Uri Address => new(_loopback!.Address, "mcp");

    public IEnumerable<Received> Requests => _loopback!.Requests;

    public static async Task<SmallMcpServer> StartAsync()
    {
        var server = new SmallMcpServer();
        server.Add("shout", (string text) => new JsonObject { ["loud"] = text.ToUpperInvariant() }, structured: true);
        server.Add("words", (string text) => $"{text.Split(' ').Length} words");
        server.Add("break", string () => throw new McpException("The printer is on fire."));
        server.Add("long", () => new string('x', 1_100_000));
        server.Add("never", async (CancellationToken cancel) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            return "";
        });
        server._loopback = await Loopback.StartAsync(server.AnswerAsync);
        return server;
    }

    public void Add(string name, Delegate tool, bool structured = false) =>
        _tools.Add(McpServerTool.Create(tool, new McpServerToolCreateOptions { Name = name, Description = $"The tool {name}.", UseStructuredContent = structured, ReadOnly = name != "break" }));

    /// <summary>Forgets its sessions, as after a restart.</summary>
    public async Task ForgetAsync()
    {
        foreach (var (id, session) in _sessions.ToList())
        {
            if (!_sessions.TryRemove(id, out _)) continue;
            await session.Server.DisposeAsync();
            await session.Transport.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        await _loopback!.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Received got)
    {
        var id = got.Headers.GetValueOrDefault(Session);
        if (id is not null && !_sessions.ContainsKey(id))
        {
            await Loopback.AnswerAsync(context, 404);
            return;
        }

        if (got.Method == "DELETE")
        {
            if (_sessions.TryRemove(id!, out var ended)) await ended.Transport.DisposeAsync();
            return;
        }

        if (got.Method == "GET")
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync();
            await _sessions[id!].Transport.HandleGetRequestAsync(context.Response.Body, context.RequestAborted);
            return;
        }

        var message = (JsonRpcMessage)JsonSerializer.Deserialize(got.Body, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage)))!;
        if (id is null)
        {
            // Only who begins has no session; a probe for newer protocols is told so.
            if (message is not JsonRpcRequest { Method: "initialize" })
            {
                await Loopback.AnswerAsync(context, 400, """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"There is no session."}}""");
                return;
            }

            id = Begin();
        }

        if (message is JsonRpcRequest { Method: "tools/call" } call) Keys.Enqueue(call.Params?["_meta"]?["baton/task"]?.GetValue<string>());
        context.Response.Headers[Session] = id;
        context.Response.ContentType = "text/event-stream";
        if (!await _sessions[id].Transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted)) context.Response.StatusCode = 202;
    }

    private string Begin()
    {
        var id = Guid.NewGuid().ToString("N");
        var transport = new StreamableHttpServerTransport { SessionId = id };
        var server = McpServer.Create(transport, new McpServerOptions { ServerInfo = new Implementation { Name = "small", Version = "7" }, ToolCollection = _tools });
        _sessions[id] = (transport, server, server.RunAsync());
        return id;
    }
}

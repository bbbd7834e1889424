using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.Engine.Mcp;

/// <summary>An open connection to a server, which many use at once.</summary>
internal sealed class McpConnection : IAsyncDisposable
{
    /// <summary>The largest answer of a tool that is taken, in characters.</summary>
    public const int Most = 1 << 20;

    private const int MostTools = 1_000;

    // A server need not say that its tools changed.
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _clock;
    private McpClient? _client;
    private (IReadOnlyList<McpTool> Tools, DateTimeOffset Read)? _tools;

    private McpConnection(string fingerprint, TimeProvider clock) => (Fingerprint, _clock, LastUsed) = (fingerprint, clock, clock.GetUtcNow());

    /// <summary>Of what it was opened with: another definition or another secret needs another connection.</summary>
    public string Fingerprint { get; }

    public DateTimeOffset LastUsed { get; private set; }

    public bool IsOpen => _client is { Completion.IsCompleted: false };

    private McpClient Client => _client ?? throw new InvalidOperationException("It is not open.");

    public static async Task<McpConnection> OpenAsync(IClientTransport transport, string fingerprint, TimeProvider clock, CancellationToken cancel)
    {
        var connection = new McpConnection(fingerprint, clock);
        connection._client = await McpClient.CreateAsync(
            transport,
            new McpClientOptions
            {
                ClientInfo = new Implementation { Name = "Baton", Version = "1" },
                DiscoverProbeTimeout = TimeSpan.FromSeconds(3),
                Handlers = new McpClientHandlers
                {
                    NotificationHandlers = [new(NotificationMethods.ToolListChangedNotification, (_, _) =>
                    {
                        connection._tools = null;
                        return default;
                    })],
                },
            },
            loggerFactory: null,
            cancel);
        return connection;
    }

    public async Task<IReadOnlyList<McpTool>> ToolsAsync(CancellationToken cancel)
    {
        LastUsed = _clock.GetUtcNow();
        if (_tools is { } known && LastUsed - known.Read < Known) return known.Tools;
        var tools = await Client.ListToolsAsync(new RequestOptions(), cancel);
        IReadOnlyList<McpTool> read = [.. tools.Take(MostTools).Select(t => Of(t.ProtocolTool))];
        _tools = (read, LastUsed);
        return read;
    }

    public async Task<McpAnswer> CallAsync(string tool, JsonElement arguments, string? key, CancellationToken cancel)
    {
        LastUsed = _clock.GetUtcNow();
        var result = await Client.CallToolAsync(
            new CallToolRequestParams
            {
                Name = tool,
                Arguments = arguments.ValueKind == JsonValueKind.Object ? arguments.EnumerateObject().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal) : [],
                Meta = key is null ? null : new JsonObject { ["baton/task"] = key },
            },
            cancel);
        LastUsed = _clock.GetUtcNow();
        var text = string.Join('\n', (result.Content ?? []).Select(TextOf).OfType<string>());
        var structured = result.StructuredContent is { ValueKind: JsonValueKind.Object } value ? value : (JsonElement?)null;
        if (text.Length > Most || structured?.GetRawText().Length > Most) throw new McpServerException($"The tool {tool} answered more than {Most >> 20} MiB.", isFinal: true);
        return new McpAnswer(result.IsError == true, text, structured);
    }

    public McpCheck Check(IReadOnlyList<McpTool> tools, TimeSpan took) => new($"{Client.ServerInfo?.Name} {Client.ServerInfo?.Version}".Trim(), Client.NegotiatedProtocolVersion, tools, took);

    public async ValueTask DisposeAsync()
    {
        if (_client is not { } client) return;
        try
        {
            await client.DisposeAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or TimeoutException)
        {
            // The other end is gone already.
        }
    }

    private static McpTool Of(Tool tool) => new(tool.Name, tool.Description ?? tool.Title ?? "", tool.InputSchema, tool.OutputSchema, tool.Annotations?.ReadOnlyHint == true);

    private static string? TextOf(ContentBlock block) => block switch
    {
        TextContentBlock text => text.Text,
        EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text,
        ResourceLinkBlock link => link.Uri,
        _ => $"[{block.Type}]",
    };
}

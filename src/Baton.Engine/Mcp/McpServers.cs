using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Core.Timeline;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace Baton.Engine.Mcp;

/// <summary>
/// The connections to MCP servers. One is opened when its server is first used, shared by all who use it, opened again after it broke or what it was opened with changed, and
/// closed when nobody used it for <see cref="Idle"/>.
/// </summary>
public sealed class McpServers : IAsyncDisposable
{
    /// <summary>How long a connection stays open that nobody uses.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Workspace, string Server), Slot> _slots = new();
    private readonly IDbContextFactory<BatonDb> _database;
    private readonly McpTransports _transports;
    private readonly TimeProvider _clock;
    private readonly Timer _sweep;

    /// <summary>Makes the one of a process.</summary>
    public McpServers(IDbContextFactory<BatonDb> database, IOutbound outbound, ICredentials credentials, McpOptions options, TimeProvider clock)
    {
        (_database, _transports, _clock) = (database, new McpTransports(outbound, credentials, options), clock);
        _sweep = new Timer(_ => _ = SweepAsync(), state: null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    /// <summary>How many connections are open.</summary>
    public int Open => _slots.Values.Count(slot => slot.Connection is { IsOpen: true });

    /// <summary>The tools of a registered server.</summary>
    /// <exception cref="McpServerException">There is none, or it cannot be used.</exception>
    public Task<IReadOnlyList<McpTool>> ToolsAsync(string workspace, string server, CancellationToken cancel = default) =>
        UseAsync(workspace, server, (connection, limit) => connection.ToolsAsync(limit), cancel);

    /// <summary>Uses a tool of a registered server.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="tool">The tool's name there.</param>
    /// <param name="arguments">An object, as the tool's schema says.</param>
    /// <param name="key">What it is done for: the same whenever it is tried again, so that the server can tell. It is sent as <c>baton/task</c> in the call's metadata.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="McpServerException">There is no such server or tool, or it cannot be used.</exception>
    public Task<McpAnswer> CallAsync(string workspace, string server, string tool, JsonElement arguments, string? key = null, CancellationToken cancel = default) =>
        UseAsync(workspace, server, (connection, limit) => connection.CallAsync(tool, arguments, key, limit), cancel);

    /// <summary>Connects anew to a server, registered or not, asks for its tools, and closes the connection.</summary>
    /// <exception cref="McpServerException">It cannot be used.</exception>
    public Task<McpCheck> CheckAsync(string workspace, McpServerDefinition server, CancellationToken cancel = default) => SaidAsync(
        server,
        async limit =>
        {
            var began = Stopwatch.GetTimestamp();
            await using var connection = await ConnectAsync(workspace, server, limit);
            var tools = await connection.ToolsAsync(limit);
            return connection.Check(tools, Stopwatch.GetElapsedTime(began));
        },
        Opening,
        cancel);

    /// <summary>What is wrong with how a server would be reached here; null when nothing is.</summary>
    public string? FaultOf(McpServerDefinition server) => _transports.FaultOf(server);

    /// <summary>Closes the connection to a server that was changed or removed.</summary>
    public async Task ForgetAsync(string workspace, string server)
    {
        if (_slots.TryRemove((workspace, server), out var slot)) await slot.CloseAsync();
    }

    /// <summary>Closes what nobody used for a while.</summary>
    public async Task SweepAsync()
    {
        foreach (var (key, slot) in _slots)
        {
            if (slot.Connection is { } connection && _clock.GetUtcNow() - connection.LastUsed > Idle) await ForgetAsync(key.Workspace, key.Server);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        foreach (var slot in _slots.Values) await slot.CloseAsync();
    }

    private async Task<TAnswer> UseAsync<TAnswer>(string workspace, string name, Func<McpConnection, CancellationToken, Task<TAnswer>> use, CancellationToken cancel)
    {
        var server = await FindAsync(workspace, name, cancel) ?? throw new McpServerException($"No MCP server is called {name} in this workspace.", isFinal: true);
        return await SaidAsync(
            server,
            async limit =>
            {
                var slot = _slots.GetOrAdd((workspace, name), _ => new Slot());
                var connection = await OpenAsync(slot, workspace, server, limit);
                try
                {
                    return await use(connection, limit);
                }
                catch (Exception fault) when (WasNotTaken(fault))
                {
                    // The server was started again meanwhile and knows nothing of this connection.
                    await slot.CloseAsync(connection);
                    return await use(await OpenAsync(slot, workspace, server, limit), limit);
                }
                catch (Exception fault) when (fault is HttpRequestException or IOException)
                {
                    await slot.CloseAsync(connection);
                    throw;
                }
            },
            server.Timeout,
            cancel);
    }

    /// <summary>The definition of a registered server.</summary>
    internal async Task<McpServerDefinition?> FindAsync(string workspace, string name, CancellationToken cancel)
    {
        await using var db = await _database.CreateDbContextAsync(cancel);
        return await db.McpServers.Where(s => s.Workspace == workspace && s.Name == name).Select(s => s.Definition).FirstOrDefaultAsync(cancel) is { } definition
            ? JsonSerializer.Deserialize<McpServerDefinition>(definition, LogJson.Compact)
            : null;
    }

    private async Task<McpConnection> OpenAsync(Slot slot, string workspace, McpServerDefinition server, CancellationToken cancel)
    {
        var fingerprint = Fingerprint(server, _transports.Secrets(workspace, server));
        if (slot.Connection is { IsOpen: true } open && open.Fingerprint == fingerprint) return open;
        await slot.Gate.WaitAsync(cancel);
        try
        {
            if (slot.Connection is { IsOpen: true } opened && opened.Fingerprint == fingerprint) return opened;
            if (slot.Connection is { } old) await old.DisposeAsync();
            slot.Connection = null;
            return slot.Connection = await ConnectAsync(workspace, server, cancel);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private async Task<McpConnection> ConnectAsync(string workspace, McpServerDefinition server, CancellationToken cancel)
    {
        var secrets = _transports.Secrets(workspace, server);
        return await McpConnection.OpenAsync(_transports.To(workspace, server, secrets), Fingerprint(server, secrets), _clock, cancel);
    }

    // In words, whatever went wrong; limited in time, whatever the server does.
    private static async Task<TAnswer> SaidAsync<TAnswer>(McpServerDefinition server, Func<CancellationToken, Task<TAnswer>> use, TimeSpan time, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(time);
        try
        {
            return await use(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested && limit.IsCancellationRequested)
        {
            throw new McpServerException($"The MCP server {server.Name} did not answer within {Spans.Of(time)}.");
        }
        catch (McpProtocolException fault)
        {
            throw new McpServerException($"The MCP server {server.Name} refuses: {fault.Message}", isFinal: fault.ErrorCode is McpErrorCode.InvalidParams or McpErrorCode.MethodNotFound or McpErrorCode.InvalidRequest, fault);
        }
        catch (Exception fault) when (Refusal(fault) is { } refusal)
        {
            throw new McpServerException(refusal, isFinal: true, fault);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or McpServerException))
        {
            throw new McpServerException($"The MCP server {server.Name} cannot be used: {fault.Message}", isFinal: false, fault);
        }
    }

    // The protocol's library may have wrapped what the vault or the guard said.
    private static string? Refusal(Exception? fault) => fault is null ? null : fault is CredentialException or OutboundRefusedException ? fault.Message : Refusal(fault.InnerException);

    // Refused before anything was done: it is safe to ask again.
    private static bool WasNotTaken(Exception fault) => fault is HttpRequestException { StatusCode: System.Net.HttpStatusCode.NotFound } or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } or ClientTransportClosedException;

    private static string Fingerprint(McpServerDefinition server, IReadOnlyList<(string Name, string Value)> secrets)
    {
        var all = JsonSerializer.Serialize(server, LogJson.Compact) + string.Concat(secrets.Select(s => $"\n{s.Name}={s.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    private sealed class Slot
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public McpConnection? Connection { get; set; }

        public Task CloseAsync() => CloseAsync(Connection);

        public async Task CloseAsync(McpConnection? connection)
        {
            if (connection is null) return;
            if (Connection == connection) Connection = null;
            await connection.DisposeAsync();
        }
    }
}

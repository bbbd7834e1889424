using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Mcp;

/// <summary>Registers, changes and removes MCP servers. Each change is an event on the timeline.</summary>
public sealed class McpDesk(Conductor conductor, McpServers servers, IDbContextFactory<BatonDb> database)
{
    /// <summary>Every registered server, by name.</summary>
    public async Task<IReadOnlyList<McpServerDefinition>> ListAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var definitions = await db.McpServers.Where(s => s.Workspace == workspace).OrderBy(s => s.Name).Select(s => s.Definition).ToListAsync(cancel);
        return [.. definitions.Select(d => JsonSerializer.Deserialize<McpServerDefinition>(d, LogJson.Compact)!)];
    }

    /// <summary>A server; null when there is none of that name.</summary>
    public Task<McpServerDefinition?> FindAsync(string workspace, string name, CancellationToken cancel = default) => servers.FindAsync(workspace, name, cancel);

    /// <summary>Registers or changes a server. The same definition again changes nothing and answers false.</summary>
    /// <exception cref="McpServerException">Its program may not be started here.</exception>
    public async Task<bool> DefineAsync(string workspace, McpServerDefinition server, Actor by, CancellationToken cancel = default)
    {
        if (servers.FaultOf(server) is { } fault) throw new McpServerException(fault, isFinal: true);
        var known = await FindAsync(workspace, server.Name, cancel);
        var definition = JsonSerializer.SerializeToNode(server, LogJson.Compact)!;
        if (known is not null && JsonNode.DeepEquals(definition, JsonSerializer.SerializeToNode(known, LogJson.Compact))) return false;
        await RecordAsync(workspace, EventTypes.McpServerDefined, by, new JsonObject { ["name"] = server.Name, ["definition"] = definition, ["changed"] = known is not null }, cancel);
        await servers.ForgetAsync(workspace, server.Name);
        return true;
    }

    /// <summary>Removes a server. False when there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string workspace, string name, Actor by, CancellationToken cancel = default)
    {
        if (await FindAsync(workspace, name, cancel) is null) return false;
        await RecordAsync(workspace, EventTypes.McpServerRemoved, by, new JsonObject { ["name"] = name }, cancel);
        await servers.ForgetAsync(workspace, name);
        return true;
    }

    private Task<Turn> RecordAsync(string workspace, string type, Actor by, JsonObject data, CancellationToken cancel) => conductor.TakeAsync(workspace, Input.Act("baton/mcp", type, by, JsonSerializer.SerializeToElement(data)), cancel);
}

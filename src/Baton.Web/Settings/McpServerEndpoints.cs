using Baton.Engine.Mcp;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Settings;

/// <summary>The MCP servers whose tools a workspace's agents may use.</summary>
internal static class McpServerEndpoints
{
    public static void MapMcpServers(this IEndpointRouteBuilder api)
    {
        var servers = api.MapGroup("/mcp-servers").WithTags("MCP servers");
        servers.MapGet("", ListAsync).Needs(Scopes.Read, Scopes.Admin)
            .WithSummary("Every registered MCP server, by name.")
            .Produces<Page<McpServerItem>>().Faults();
        servers.MapGet("/{name}", GetAsync).Needs(Scopes.Read, Scopes.Admin)
            .WithSummary("One MCP server as registered.")
            .Produces<McpServerItem>().Faults(404);
        servers.MapPut("/{name}", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Registers or changes an MCP server: an address, or a command that who runs Baton allowed.")
            .Takes<McpServerItem>().Produces<McpServerItem>(StatusCodes.Status201Created).Produces<McpServerItem>().Faults(400, 413, 415, 422, 503);
        servers.MapDelete("/{name}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Removes an MCP server and closes the connection to it.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 503);
        servers.MapGet("/{name}/tools", ToolsAsync).Needs(Scopes.Read, Scopes.Admin)
            .WithSummary("The tools that an MCP server offers now.")
            .Produces<Page<McpToolItem>>().Faults(404, 503);
        servers.MapPost("/{name}:test", TestAsync).Needs(Scopes.Admin)
            .WithSummary("Connects anew to an MCP server and says what came of it.")
            .Produces<McpCheckItem>().Faults(404);
    }

    private static async Task<IResult> ListAsync(Caller caller, McpDesk desk, CancellationToken cancel) =>
        Results.Json(new Page<McpServerItem>([.. (await desk.ListAsync(caller.Workspace, cancel)).Select(McpServerItem.Of)], null));

    private static async Task<IResult> GetAsync(string name, Caller caller, McpDesk desk, CancellationToken cancel) => Results.Json(McpServerItem.Of(await FindAsync(name, caller, desk, cancel)));

    private static async Task<IResult> PutAsync(string name, HttpRequest request, Caller caller, McpDesk desk, McpServers servers, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var server = await Sent.ReadAsync(request, body =>
        {
            var read = McpServerBody.Read(body, name);
            if (servers.FaultOf(read) is { } fault) body.Wrong("command", fault);
            return read;
        });
        var isNew = await desk.FindAsync(caller.Workspace, name, CancellationToken.None) is null;
        await desk.DefineAsync(caller.Workspace, server, by, CancellationToken.None);
        return Results.Json(McpServerItem.Of(server), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpRequest request, Caller caller, McpDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        return await desk.RemoveAsync(caller.Workspace, name, by, CancellationToken.None) ? Results.NoContent() : Missing(name);
    }

    private static async Task<IResult> ToolsAsync(string name, Caller caller, McpDesk desk, McpServers servers, CancellationToken cancel)
    {
        await FindAsync(name, caller, desk, cancel);
        try
        {
            return Results.Json(new Page<McpToolItem>([.. (await servers.ToolsAsync(caller.Workspace, name, cancel)).Select(McpToolItem.Of)], null));
        }
        catch (McpServerException fault)
        {
            return Problem.Unavailable(fault.Message);
        }
    }

    private static async Task<IResult> TestAsync(string name, Caller caller, McpDesk desk, McpServers servers, CancellationToken cancel)
    {
        var server = await FindAsync(name, caller, desk, cancel);
        try
        {
            var check = await servers.CheckAsync(caller.Workspace, server, cancel);
            return Results.Json(new McpCheckItem(true, $"{check.Server} answered, over protocol {check.Protocol}.", check.Tools.Count, Math.Round(check.Took.TotalMilliseconds, 1)));
        }
        catch (McpServerException fault)
        {
            return Results.Json(new McpCheckItem(false, fault.Message, null, null));
        }
    }

    private static async Task<McpServerDefinition> FindAsync(string name, Caller caller, McpDesk desk, CancellationToken cancel) => await desk.FindAsync(caller.Workspace, name, cancel) ?? throw Missing(name).Thrown();

    private static Problem Missing(string name) => Problem.Missing($"No MCP server is called {name} in this workspace.");
}

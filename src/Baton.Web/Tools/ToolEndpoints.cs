using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Core.Tools.OpenApi;
using Baton.Engine.Customers;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Tools;
using Baton.Engine.Tools.Importing;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Tools;

/// <summary>The tools that agents may be granted.</summary>
internal static class ToolEndpoints
{
    public static void MapTools(this IEndpointRouteBuilder api)
    {
        var tools = api.MapGroup("/tools").WithTags("Tools");
        tools.MapGet("", ListAsync).Needs(Scopes.Read, Scopes.Agent)
            .WithSummary("Every tool, Baton's own last, with how it was used in the last 24 hours.")
            .Produces<Page<ToolItem>>().Faults();
        tools.MapGet("/{name}", Get).Needs(Scopes.Read, Scopes.Agent)
            .WithSummary("One tool as registered.")
            .Produces<ToolItem>().Faults(404);
        tools.MapPut("/{name}", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Registers a tool: a call of a web address, or a tool of an MCP server. Agents can use it once they are granted it.")
            .Takes<ToolRequest>().Produces<ToolItem>(StatusCodes.Status201Created).Produces<ToolItem>().Faults(400, 409, 413, 415, 422, 503);
        tools.MapDelete("/{name}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Removes a tool: no agent can use it any more.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 409, 503);
        tools.MapPost("/{name}:try", TryAsync).Needs(Scopes.Admin)
            .WithSummary("Uses a tool by hand. It is recorded. With dryRun a tool that changes something only says what it would send.")
            .Takes<TryToolRequest>().Produces<ToolTried>().Faults(400, 404, 413, 415, 422, 503);
        api.MapPost("/tools:import", ImportAsync).Needs(Scopes.Admin).WithTags("Tools")
            .WithSummary("Makes tools of an OpenAPI document (3.0 or 3.1, JSON or YAML), or of what a registered MCP server offers. With dryRun it only says what would be made, and what not and why.")
            .Takes<ImportRequest>().Produces<ImportAnswer>().Faults(400, 409, 413, 415, 422, 503);
    }

    private static async Task<IResult> ListAsync(Caller caller, ToolRegistry registry, ToolFigures figures, CancellationToken cancel)
    {
        var used = await figures.ReadAsync(caller.Workspace, TimeSpan.FromDays(1), cancel);
        return Results.Json(new Page<ToolItem>([.. registry.DefinedIn(caller.Workspace).Concat(OwnTools.All).Select(t => ToolItem.Of(t, used.GetValueOrDefault(t.Name, ToolFigure.None)))], null));
    }

    private static IResult Get(string name, Caller caller, ToolRegistry registry) => Results.Json(ToolItem.Of(Find(name, caller, registry)));

    private static async Task<IResult> PutAsync(string name, HttpRequest request, Caller caller, ToolRegistry registry, ToolDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        if (OwnTools.All.Any(t => t.Name == name)) return Problem.Conflict($"{name} is Baton's own and cannot be changed.");
        var tool = await Sent.ReadAsync(request, body => ToolBody.Read(body, name));
        var isNew = registry.Find(caller.Workspace, name) is null;
        try
        {
            await desk.DefineAsync(caller.Workspace, tool, by, CancellationToken.None);
        }
        catch (ToolLimitException refused)
        {
            return Problem.Conflict(refused.Message);
        }

        return Results.Json(ToolItem.Of(tool), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpRequest request, Caller caller, ToolDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        if (OwnTools.All.Any(t => t.Name == name)) return Problem.Conflict($"{name} is Baton's own and cannot be removed. Take it out of the agents' grants.");
        return await desk.RemoveAsync(caller.Workspace, name, by, CancellationToken.None) ? Results.NoContent() : Missing(name);
    }

    private static async Task<IResult> TryAsync(string name, HttpRequest request, Caller caller, ToolRegistry registry, ToolTries tries, CustomerDesk customers, Members members, CancellationToken cancel)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var tool = Find(name, caller, registry);
        var (arguments, reference, isDry) = await Sent.ReadIfAnyAsync(request, body => (body.Object("arguments") ?? JsonElement.Parse("{}"), Reference(body), body.Flag("dryRun") ?? false));
        CustomerState? customer = null;
        if (reference is { } address && (customer = await customers.FindAsync(caller.Workspace, address, cancel)) is null) return Problem.Wrong("/customer", $"Nobody is known as {address} in this workspace.");
        var use = await tries.TryAsync(caller.Workspace, tool, arguments, customer, by, isReal: !isDry, cancel);
        return Results.Json(new ToolTried(use.Fault, use.Result, Math.Round(use.DurationMs, 2), use.Cost));
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, Caller caller, ToolImport import, McpImport mcp, Members members, CancellationToken cancel)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var body = await ImportBody.ReadAsync(request);
        var reading = body.Mcp is { } server ? await mcp.ReadAsync(caller.Workspace, server, body.Wish.Prefix, cancel) : ToolImport.Read(body.Document!, body.Wish);
        if (reading.Fault is { } fault) return Problem.Wrong(body.Mcp is null ? "/document" : "/mcp", fault);
        if (body.Only?.FirstOrDefault(name => reading.Tools.All(t => t.Tool.Name != name)) is { } none) return Problem.Wrong("/only", $"No tool called {none} would be made of this document.");
        var chosen = reading.Tools.Where(t => body.Only?.Contains(t.Tool.Name, StringComparer.Ordinal) != false).ToList();
        var known = import.Known(caller.Workspace);
        try
        {
            if (!body.IsDryRun) await import.MakeAsync(caller.Workspace, chosen, by, CancellationToken.None);
        }
        catch (ToolLimitException refused)
        {
            return Problem.Conflict(refused.Message);
        }

        return Results.Json(new ImportAnswer(reading.Title, body.IsDryRun, [.. chosen.Select(t => new ImportedItem(t.Tool.Name, t.Operation, t.Tool.Writes, known.Contains(t.Tool.Name), t.Notes))], reading.LeftOut));
    }

    private static Address? Reference(JsonMembers body)
    {
        if (body.Text("customer", max: 400) is not { } text) return null;
        if (CustomerRefs.TryRead(text, out var address)) return address;
        body.Wrong("customer", "'customer' names a customer as <kind>:<value>, for example email:ana@example.com.");
        return null;
    }

    private static ToolDefinition Find(string name, Caller caller, ToolRegistry registry) => registry.Find(caller.Workspace, name) ?? throw Missing(name).Thrown();

    private static Problem Missing(string name) => Problem.Missing($"There is no tool called {name} in this workspace.");
}

using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Experiments;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Agents.Defining;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Agents;

/// <summary>The agents of a workspace.</summary>
internal static class AgentEndpoints
{
    public static void MapAgents(this IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("Agents");
        agents.MapGet("", List).Needs(Scopes.Read, Scopes.Agent)
            .WithSummary("Every agent, by name.")
            .Produces<Page<AgentItem>>().Faults();
        agents.MapGet("/{name}", Get).Needs(Scopes.Read, Scopes.Agent)
            .WithSummary("One agent as defined.")
            .Produces<AgentItem>().Faults(404);
        agents.MapPut("/{name}", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Defines an agent; department and kind are enough. What is left out takes its standard value.")
            .Takes<AgentRequest>().Produces<AgentItem>(StatusCodes.Status201Created).Produces<AgentItem>().Faults(400, 409, 413, 415, 422, 503);
    }

    private static IResult List(Caller caller, Configurations configurations) =>
        Results.Json(new Page<AgentItem>([.. configurations.Of(caller.Workspace).Agents.Values.OrderBy(a => a.Name, StringComparer.Ordinal).Select(AgentItem.Of)], null));

    private static IResult Get(string name, Caller caller, Configurations configurations) => Results.Json(AgentItem.Of(Find(name, caller, configurations)));

    private static async Task<IResult> PutAsync(string name, HttpRequest request, Caller caller, AgentDesk desk, Configurations configurations, IEnumerable<IBuiltInAgent> builtIns, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var agents = configurations.Of(caller.Workspace).Agents;
        var agent = await Sent.ReadAsync(request, body => AgentBody.Read(body, name, agents, [.. builtIns]));
        try
        {
            await desk.DefineAsync(caller.Workspace, agent, by, cancel: CancellationToken.None);
        }
        catch (ExperimentException refused)
        {
            return Problem.Conflict(refused.Message);
        }

        return Results.Json(AgentItem.Of(Find(name, caller, configurations)), statusCode: agents.ContainsKey(name) ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    internal static AgentDefinition Find(string name, Caller caller, Configurations configurations) =>
        configurations.Of(caller.Workspace).Agent(name) ?? throw Problem.Missing($"No agent is called {name} in this workspace.").Thrown();
}

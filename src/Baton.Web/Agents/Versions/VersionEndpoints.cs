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

namespace Baton.Web.Agents.Versions;

/// <summary>The versions of an agent, and trials of one of them.</summary>
internal static class VersionEndpoints
{
    public static void MapVersions(this IEndpointRouteBuilder api)
    {
        var agent = api.MapGroup("/agents/{name}").WithTags("Agents");
        agent.MapGet("/versions", ListAsync).Needs(Scopes.Read, Scopes.Agent)
            .WithSummary("The versions of an agent, newest first; at most 200.")
            .Produces<Page<VersionItem>>().Faults(404);
        agent.MapPost("/versions/{version:int}/restore", RestoreAsync).Needs(Scopes.Admin)
            .WithSummary("Defines the agent again as it was in a version; that is a new version.")
            .Takes<PauseRequest>().Produces<AgentItem>().Faults(400, 404, 409, 422, 503);
        var experiment = agent.MapGroup("/experiment");
        experiment.MapGet("", GetAsync).Needs(Scopes.Read, Scopes.Agent)
            .WithSummary("The version that is tried, beside the one in force, with what can be concluded so far.")
            .Produces<ExperimentItem>().Faults(404);
        experiment.MapPut("", StartAsync).Needs(Scopes.Admin)
            .WithSummary("Gives a share of the customers' work to another version. Each customer stays with one; work under way ends with the version it began with.")
            .Takes<ExperimentRequest>().Produces<ExperimentItem>(StatusCodes.Status201Created).Faults(400, 404, 409, 413, 415, 422, 503);
        experiment.MapPost("/share", ShareAsync).Needs(Scopes.Admin)
            .WithSummary("Gives the version that is tried another share. Whoever is in stays in when it grows.")
            .Takes<ExperimentShareRequest>().Produces<ExperimentItem>().Faults(400, 404, 409, 422, 503);
        experiment.MapPost("/promote", PromoteAsync).Needs(Scopes.Admin)
            .WithSummary("Puts the version that is tried in force for everybody.")
            .Takes<PauseRequest>().Produces<AgentItem>().Faults(400, 404, 409, 422, 503);
        experiment.MapDelete("", EndAsync).Needs(Scopes.Admin)
            .WithSummary("Ends the trial: everybody gets the version in force.")
            .Produces<AgentItem>().Faults(404, 409, 503);
    }

    private static async Task<IResult> ListAsync(string name, Caller caller, VersionHistory history, Configurations configurations)
    {
        AgentEndpoints.Find(name, caller, configurations);
        return Results.Json(new Page<VersionItem>([.. (await history.ListAsync(caller.Workspace, name)).Select(VersionItem.Of)], null));
    }

    private static async Task<IResult> RestoreAsync(string name, int version, HttpRequest request, Caller caller, VersionHistory history, AgentDesk desk, Configurations configurations, Members members)
    {
        AgentEndpoints.Find(name, caller, configurations);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var note = await Sent.ReadIfAnyAsync(request, body => body.Text("note", max: 1000));
        var former = await history.FindAsync(caller.Workspace, name, version) ?? throw Problem.Missing($"{name} has no version {version}.").Thrown();
        return await TryAsync(async () => await desk.RestoreAsync(caller.Workspace, former, by, note, CancellationToken.None)) ?? Agent(name, caller, configurations);
    }

    private static async Task<IResult> GetAsync(string name, Caller caller, VersionHistory history, Configurations configurations)
    {
        AgentEndpoints.Find(name, caller, configurations);
        return await history.ReportAsync(caller.Workspace, name) is { } report ? Results.Json(ExperimentItem.Of(report)) : Problem.Missing($"No version of {name} is being tried.");
    }

    private static async Task<IResult> StartAsync(string name, HttpRequest request, Caller caller, VersionHistory history, ExperimentDesk desk, Configurations configurations, IEnumerable<IBuiltInAgent> builtIns, Members members)
    {
        AgentEndpoints.Find(name, caller, configurations);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var (version, definition, share, note) = await Sent.ReadAsync(request, body => Read(body, name, configurations.Of(caller.Workspace).Agents, [.. builtIns]));
        var candidate = definition ?? await history.FindAsync(caller.Workspace, name, version!.Value) ?? throw Problem.Missing($"{name} has no version {version}.").Thrown();
        if (await TryAsync(() => desk.StartAsync(caller.Workspace, candidate, share, by, note, CancellationToken.None)) is { } refused) return refused;
        return await history.ReportAsync(caller.Workspace, name) is { } report ? Results.Json(ExperimentItem.Of(report), statusCode: StatusCodes.Status201Created) : None(name);
    }

    private static async Task<IResult> ShareAsync(string name, HttpRequest request, Caller caller, VersionHistory history, ExperimentDesk desk, Configurations configurations, Members members)
    {
        AgentEndpoints.Find(name, caller, configurations);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var share = await Sent.ReadAsync(request, Share);
        return await desk.ShareAsync(caller.Workspace, name, share, by, CancellationToken.None) ? await GetAsync(name, caller, history, configurations) : None(name);
    }

    private static async Task<IResult> PromoteAsync(string name, HttpRequest request, Caller caller, ExperimentDesk desk, Configurations configurations, Members members)
    {
        AgentEndpoints.Find(name, caller, configurations);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var note = await Sent.ReadIfAnyAsync(request, body => body.Text("note", max: 1000));
        return await desk.PromoteAsync(caller.Workspace, name, by, note, CancellationToken.None) ? Agent(name, caller, configurations) : None(name);
    }

    private static async Task<IResult> EndAsync(string name, HttpRequest request, Caller caller, ExperimentDesk desk, Configurations configurations, Members members)
    {
        AgentEndpoints.Find(name, caller, configurations);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        return await desk.EndAsync(caller.Workspace, name, by, note: null, CancellationToken.None) ? Agent(name, caller, configurations) : None(name);
    }

    private static (int? Version, AgentDefinition? Definition, int Share, string? Note) Read(JsonMembers body, string name, IReadOnlyDictionary<string, AgentDefinition> agents, IReadOnlyList<IBuiltInAgent> builtIns)
    {
        var (version, definition) = (body.Whole("version", 1, int.MaxValue), body.Value("definition"));
        if (version is null == definition is null) body.Wrong("version", "Say either 'version', the number of a former version, or 'definition'.");
        return (version, AgentBody.Inside(body, "definition", name, agents, builtIns), Share(body), body.Text("note", max: 1000));
    }

    private static int Share(JsonMembers body)
    {
        if (body.Whole("share", 1, 99) is { } share) return share;
        if (body.Value("share") is null) body.Wrong("share", "'share' is missing: percent of customers, 1 to 99.");
        return 1;
    }

    private static async Task<Problem?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (ExperimentException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static IResult Agent(string name, Caller caller, Configurations configurations) => Results.Json(AgentItem.Of(AgentEndpoints.Find(name, caller, configurations)));

    private static Problem None(string name) => Problem.Conflict($"No version of {name} is being tried.");
}

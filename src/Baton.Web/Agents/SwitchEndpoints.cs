using Baton.Engine.Agents;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Agents.Defining;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Agents;

/// <summary>Switches of agents and of whole departments. Each takes effect at once and is on the timeline.</summary>
internal static class SwitchEndpoints
{
    private static readonly (string Path, SwitchTo To, string Does)[] All =
    [
        ("pause", SwitchTo.Pause, "gets no work, and nothing it asks for is allowed"),
        ("drain", SwitchTo.Drain, "finishes what it was given, and gets nothing new"),
        ("kill", SwitchTo.Kill, "is paused at once: calls under way are broken off, results are refused"),
        ("resume", SwitchTo.Resume, "goes on"),
    ];

    public static void MapSwitches(this IEndpointRouteBuilder api)
    {
        foreach (var (path, to, does) in All)
        {
            api.MapPost($"/agents/{{name}}/{path}", (string name, HttpRequest request, Caller caller, AgentDesk desk, Configurations configurations, Members members) => AgentAsync(name, to, request, caller, desk, configurations, members))
                .WithTags("Agents").Needs(Scopes.Admin).WithSummary($"The agent {does}. It may stand so already.")
                .Takes<PauseRequest>().Produces<AgentItem>().Faults(400, 404, 422, 503);
            api.MapPost($"/departments/{{department}}/{path}", (string department, HttpRequest request, Caller caller, AgentDesk desk, Configurations configurations, Members members) => DepartmentAsync(department, to, request, caller, desk, configurations, members))
                .WithTags("Agents").Needs(Scopes.Admin).WithSummary($"Every agent of the department {does}, all in one commit.")
                .Takes<PauseRequest>().Produces<Page<AgentItem>>().Faults(400, 404, 422, 503);
        }
    }

    private static async Task<IResult> AgentAsync(string name, SwitchTo to, HttpRequest request, Caller caller, AgentDesk desk, Configurations configurations, Members members)
    {
        AgentEndpoints.Find(name, caller, configurations);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Operate);
        await desk.SwitchAsync(caller.Workspace, name, to, by, await NoteAsync(request), CancellationToken.None);
        return Results.Json(AgentItem.Of(AgentEndpoints.Find(name, caller, configurations)));
    }

    private static async Task<IResult> DepartmentAsync(string department, SwitchTo to, HttpRequest request, Caller caller, AgentDesk desk, Configurations configurations, Members members)
    {
        if (AgentsOf(department, caller, configurations).Count == 0) return Problem.Missing($"No agent works for {department} in this workspace.");
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Operate);
        await desk.SwitchDepartmentAsync(caller.Workspace, department, to, by, await NoteAsync(request), CancellationToken.None);
        return Results.Json(new Page<AgentItem>(AgentsOf(department, caller, configurations), null));
    }

    private static Task<string?> NoteAsync(HttpRequest request) => Sent.ReadIfAnyAsync(request, body => body.Text("note", max: 1000));

    private static IReadOnlyList<AgentItem> AgentsOf(string department, Caller caller, Configurations configurations) =>
        [.. configurations.Of(caller.Workspace).Agents.Values.Where(a => a.Department.Equals(department, StringComparison.OrdinalIgnoreCase)).OrderBy(a => a.Name, StringComparer.Ordinal).Select(AgentItem.Of)];
}

/// <summary>Why an agent is switched.</summary>
/// <param name="Note">In one's own words.</param>
internal sealed record PauseRequest(string? Note);

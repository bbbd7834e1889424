using Baton.Engine.Handoffs.Context;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs;

/// <summary>Who writes the summaries of cases.</summary>
/// <param name="Agent">An agent that is a language model; null for fixed rules.</param>
internal sealed record BriefsItem(string? Agent);

/// <summary>Who writes the summaries of cases.</summary>
internal static class BriefEndpoints
{
    public static void MapBriefs(this IEndpointRouteBuilder api)
    {
        var briefs = api.MapGroup("/briefs").WithTags("Handoffs");
        briefs.MapGet("", GetAsync).Needs(Scopes.Read, Scopes.Handoff)
            .WithSummary("Who writes the summaries of cases.")
            .Produces<BriefsItem>().Faults();
        briefs.MapPut("", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Says which agent's model writes the summaries of cases; without 'agent' they are put together from the log by fixed rules.")
            .Takes<BriefsItem>().Produces<BriefsItem>().Faults(400, 413, 415, 422, 503);
    }

    private static async Task<IResult> GetAsync(Caller caller, BriefSettings settings, CancellationToken cancel) => Results.Json(new BriefsItem(await settings.WriterOfAsync(caller.Workspace, cancel)));

    private static async Task<IResult> PutAsync(HttpRequest request, Caller caller, BriefSettings settings, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var agent = await Sent.ReadAsync(request, body => body.Text("agent", max: 64));
        try
        {
            await settings.ChooseAsync(caller.Workspace, agent, by, CancellationToken.None);
        }
        catch (ArgumentException)
        {
            return Problem.Wrong("/agent", $"There is no agent called {agent} in this workspace that is a language model.");
        }

        return Results.Json(new BriefsItem(agent));
    }
}

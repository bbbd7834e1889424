using Baton.Engine.Outbound;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Outbound;

/// <summary>What calls of the workspace may reach besides public addresses.</summary>
/// <param name="Allowed">Each a <c>host</c>, a <c>host:port</c> or a block of addresses such as <c>10.0.0.0/8</c>.</param>
internal sealed record OutboundItem(IReadOnlyList<string> Allowed);

/// <summary>What agents' calls may reach.</summary>
internal static class OutboundEndpoints
{
    public static void MapOutbound(this IEndpointRouteBuilder api)
    {
        var outbound = api.MapGroup("/outbound").WithTags("Outbound");
        outbound.MapGet("", Get).Needs(Scopes.Admin)
            .WithSummary("What calls to agents, models and tools may reach besides public addresses.")
            .Produces<OutboundItem>().Faults();
        outbound.MapPut("", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Says what calls may reach besides public addresses: hosts, perhaps with a port, and blocks of addresses. It holds from the next call on.")
            .Takes<OutboundItem>().Produces<OutboundItem>().Faults(400, 413, 415, 422, 503);
    }

    private static IResult Get(Caller caller, OutboundDesk desk) => Results.Json(new OutboundItem(desk.ListOf(caller.Workspace)));

    private static async Task<IResult> PutAsync(HttpRequest request, Caller caller, OutboundDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var allowed = await Sent.ReadAsync(request, body =>
        {
            var texts = body.Texts("allowed", OutboundDesk.Most) ?? [];
            foreach (var text in texts.Where(text => Allowance.Parse(text) is null)) body.Wrong("allowed", $"'{text}' is no host, host:port or block of addresses such as 10.0.0.0/8.");
            return texts;
        });
        await desk.PutAsync(caller.Workspace, allowed, by, CancellationToken.None);
        return Get(caller, desk);
    }
}

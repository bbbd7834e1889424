using Baton.Core.Deciding;
using Baton.Engine.Actions;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Workspaces;
using Baton.Web.Events;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Actions;

/// <summary>The gate for whoever really sends: the token of a permit is shown right before, and opens once.</summary>
internal static class RedeemEndpoint
{
    public static void MapRedeeming(this IEndpointRouteBuilder api) => api.MapPost("/actions/{id}/redeem", RedeemAsync).Needs(Scopes.Act).RefuseWhenFull().WithTags("Actions")
        .WithSummary("Shows the token of a permit right before the action is done. 200: go on; from here on a person's claim calls it back no more. 409: do not; reasonCode says why (human-owns, permit-expired, …). The same token again answers the same.")
        .Takes<RedeemRequest>().Produces<RedeemAnswer>().Faults(400, 404, 409, 413, 415, 422, 429, 503);

    private static async Task<IResult> RedeemAsync(string id, HttpRequest request, Caller caller, ActionQueries actions, ActionGate gate, PermitTokens tokens, WholeLog log)
    {
        id = PathText.Of(id);
        var token = await Sent.ReadAsync(request, body => body.Text("token", required: true, max: 200));
        if (await actions.FindAsync(caller.Workspace, id) is not { } action) return Problem.Missing($"There is no action {id} in this workspace.");
        if (action.Ruling.PermitExpires is null) return Refused($"The action {id} has no permit: {action.Ruling.Reason}", action.Ruling.ReasonCode);
        if (action.Row.Execute == "baton") return Refused($"Baton itself does the action {id}.", "not-yours");
        if (!await tokens.IsAsync(token!, caller.Workspace, id, action.Ruling.Fence)) return Problem.Wrong("/token", "This is not the token of this action's permit.");
        var turn = await gate.RedeemAsync(caller.Workspace, id, action.Row.Customer, action.Row.Agent, action.Ruling.Fence, CancellationToken.None);
        return turn.Refusal is { } refusal ? Refused(refusal.Detail, CodeOf(refusal.Kind)) with { Owner = refusal.Owner }
            : Results.Json(new RedeemAnswer(id, turn.Event?.Received ?? log.Read(caller.Workspace, turn.Seq)!.Received.ToTime(), action.Ruling.PermitExpires.Value));
    }

    private static Problem Refused(string detail, string code) => Problem.Conflict(detail) with { ReasonCode = code };

    private static string CodeOf(RefusalKind kind) => kind switch
    {
        RefusalKind.HumanOwns => "human-owns",
        RefusalKind.Expired => "permit-expired",
        RefusalKind.Stale => "permit-replaced",
        RefusalKind.Already => "already-begun",
        _ => "not-allowed",
    };
}

/// <summary>A permit that is used now.</summary>
/// <param name="Token">The token in the permit.</param>
internal sealed record RedeemRequest(string Token);

/// <summary>The action may be done, now.</summary>
/// <param name="Id">The action's id.</param>
/// <param name="Redeemed">When the gate let it pass.</param>
/// <param name="Expires">When the permit runs out; report what became of the action before.</param>
internal sealed record RedeemAnswer(string Id, DateTimeOffset Redeemed, DateTimeOffset Expires);

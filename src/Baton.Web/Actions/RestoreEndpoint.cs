using Baton.Engine.Actions;
using Baton.Engine.Pipeline;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Actions;

/// <summary>Letting a suppressed action through after all.</summary>
internal static class RestoreEndpoint
{
    public static void MapRestoring(this IEndpointRouteBuilder api) => api.MapPost("/actions/{id}/restore", RestoreAsync).Needs(Scopes.Handoff).WithTags("Actions")
        .WithSummary("A person lets a suppressed action through after all, for a time: its agent may do it until then. Consent, a person's ownership of the customer's case, guardrails and the agent's permission cannot be overridden; the verdict says so then.")
        .Takes<RestoreRequest>().Produces<ActionAnswer>().Faults(400, 403, 404, 409, 413, 415, 422, 503);

    private static async Task<IResult> RestoreAsync(string id, HttpRequest request, Caller caller, ActionDesk desk, ActionQueries actions, Members members, TimeProvider clock)
    {
        id = PathText.Of(id);
        var (person, _) = await OnBehalf.MemberAsync(request, caller, members, Rights.Operate);
        var now = clock.GetUtcNow();
        var (until, note) = await Sent.ReadAsync(request, body => (Until(body, now), body.Text("note", required: true, max: 4000)));
        if (await actions.FindAsync(caller.Workspace, id) is not { } action) return Problem.Missing($"There is no action {id} in this workspace.");
        if (action.Row.Status != "suppressed") return Problem.Conflict($"The action {id} is not suppressed; it is {action.Row.Status}.");
        var turn = await desk.RestoreAsync(caller.Workspace, action, person, until!.Value, note!, CancellationToken.None);
        return turn.Refusal is { } refusal ? Problem.Conflict(refusal.Detail) : Results.Json(ActionAnswer.Of((await actions.FindAsync(caller.Workspace, id))!));
    }

    private static DateTimeOffset? Until(JsonMembers body, DateTimeOffset now)
    {
        var until = body.Moment("until", required: true);
        if (until <= now) body.Wrong("until", "'until' must lie ahead.");
        else if (until > now + ActionDesk.LongestRestoration) body.Wrong("until", $"'until' may be {ActionDesk.LongestRestoration.TotalDays:0} days ahead at most.");
        return until;
    }
}

/// <summary>A suppressed action is let through for a time.</summary>
/// <param name="Until">Until when its agent may do it; at most seven days from now.</param>
/// <param name="Note">Why; it stands in the log with the person's name.</param>
internal sealed record RestoreRequest(DateTimeOffset Until, string Note);

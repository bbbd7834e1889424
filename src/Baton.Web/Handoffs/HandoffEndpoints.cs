using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Customers;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Handoffs;

/// <summary>Cases given to people. A key acts for the member named in Baton-On-Behalf-Of.</summary>
internal static class HandoffEndpoints
{
    private static readonly string[] Statuses = ["waiting", "claimed", "resolved"];
    private static readonly string[] Outcomes = ["approved", "rejected", "answered", "other"];

    public static void MapHandoffs(this IEndpointRouteBuilder api)
    {
        var handoffs = api.MapGroup("/handoffs").WithTags("Handoffs");
        handoffs.MapGet("", ListAsync).Needs(Scopes.Read, Scopes.Handoff)
            .WithSummary("Handoffs, the latest opened first.")
            .Produces<Page<HandoffItem>>().Faults(400);
        handoffs.MapGet("/{id}", GetAsync).Needs(Scopes.Read, Scopes.Handoff)
            .WithSummary("A handoff with its whole context: summary, why, customer, timeline, what each agent saw and answered, suggested next step; the brief with the events it rests on, resolved cases like it, and articles.")
            .Produces<HandoffContext>().Faults(404);
        handoffs.MapPost("/{id}/claim", ClaimAsync).Needs(Scopes.Handoff)
            .WithSummary("Takes a handoff. One of many who try at once gets it; everyone else is told who has it. Claiming twice is the same as once.")
            .Produces<HandoffItem>().Faults(404, 409, 503);
        handoffs.MapPost("/{id}/release", ReleaseAsync).Needs(Scopes.Handoff)
            .WithSummary("Gives a handoff back to its queue.")
            .Produces<HandoffItem>().Faults(404, 409, 503);
        handoffs.MapPost("/{id}/transfer", TransferAsync).Needs(Scopes.Handoff)
            .WithSummary("Gives a handoff to another member or another queue.")
            .Takes<TransferRequest>().Produces<HandoffItem>().Faults(400, 404, 409, 422, 503);
        handoffs.MapPost("/{id}/resolve", ResolveAsync).Needs(Scopes.Handoff)
            .WithSummary("Ends a handoff; what waited on it goes on with the answer.")
            .Takes<ResolveRequest>().Produces<HandoffItem>().Faults(400, 404, 409, 422, 503);
        handoffs.MapHandoffActs();
        api.MapHandoffBulk();
    }

    private static async Task<IResult> ListAsync([AsParameters] HandoffQuery query, [AsParameters] Paging paging, Caller caller, HandoffQueries handoffs, Conductor conductor)
    {
        var page = paging.Read();
        if (query.Status is { Length: > 0 } status && !Statuses.Contains(status, StringComparer.Ordinal)) throw Problem.Malformed($"'status' must be one of {string.Join(", ", Statuses)}.").Thrown();
        if (!CustomerQuery.TryFind(query.Customer, caller, conductor, out var customer)) return Results.Json(new Page<HandoffItem>([], null));
        var filter = new HandoffFilter(Given(query.Status), Given(query.Queue), customer, Given(query.Owner)?.ToLowerInvariant());
        return Results.Json((await handoffs.ListAsync(caller.Workspace, filter, page)).Select(HandoffItem.Of));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, HandoffQueries handoffs, HandoffCases cases, CaseBackgrounds backgrounds, Configurations configurations, TimeProvider clock)
    {
        if (await handoffs.FindAsync(caller.Workspace, id) is not { } row || await cases.ReadAsync(caller.Workspace, id) is not { } whole) return Missing(id);
        return Results.Json(HandoffContext.Of(row, whole, await backgrounds.ReadAsync(caller.Workspace, whole), configurations.Of(caller.Workspace).For(row.Customer ?? CustomerState.OfWorkspace).Policy, clock.GetUtcNow()));
    }

    private static async Task<IResult> ClaimAsync(string id, HttpRequest request, Caller caller, HandoffDesk desk, HandoffQueries handoffs, Members members)
    {
        var person = await OnBehalf.PersonAsync(request, caller, members, Rights.Handle);
        return await AnswerAsync(id, caller, handoffs, () => desk.ClaimAsync(caller.Workspace, id, person));
    }

    private static async Task<IResult> ReleaseAsync(string id, HttpRequest request, Caller caller, HandoffDesk desk, HandoffQueries handoffs, Members members)
    {
        var person = await OnBehalf.PersonAsync(request, caller, members, Rights.Handle);
        return await AnswerAsync(id, caller, handoffs, () => desk.ReleaseAsync(caller.Workspace, id, person));
    }

    private static async Task<IResult> TransferAsync(string id, HttpRequest request, Caller caller, HandoffDesk desk, HandoffQueries handoffs, Members members)
    {
        var person = await OnBehalf.PersonAsync(request, caller, members, Rights.Handle);
        var (to, queue, note) = await Sent.ReadAsync(request, body =>
        {
            var (member, place) = (body.Text("to", max: 254), body.Text("queue", max: 64));
            if (member is null == place is null) body.Wrong("to", "Name either 'to', a member, or 'queue'.");
            return (member, place, body.Text("note", max: 4000));
        });
        if (to is not null) to = await HandlerAsync(to, caller, members);
        return await AnswerAsync(id, caller, handoffs, () => desk.TransferAsync(caller.Workspace, id, person, to, queue, note));
    }

    private static async Task<IResult> ResolveAsync(string id, HttpRequest request, Caller caller, HandoffDesk desk, HandoffQueries handoffs, Members members)
    {
        var person = await OnBehalf.PersonAsync(request, caller, members, Rights.Handle);
        var (resolution, isUndoable) = await Sent.ReadAsync(request, body => (ResolutionOf(body), body.Flag("undoable") is true));
        return await AnswerAsync(id, caller, handoffs, () => isUndoable ? desk.EndAsync(caller.Workspace, id, person, resolution) : desk.ResolveAsync(caller.Workspace, id, person, resolution));
    }

    internal static Resolution ResolutionOf(JsonMembers body) =>
        new(Enum.TryParse<HandoffOutcome>(body.Word("outcome", Outcomes, required: true), ignoreCase: true, out var outcome) ? outcome : HandoffOutcome.Other)
        {
            Answer = body.Text("answer", max: 100_000),
            Note = body.Text("note", max: 4000),
            Data = body.Object("data") ?? default,
        };

    // Whoever is handed a case must be able to work on it.
    internal static async Task<string> HandlerAsync(string email, Caller caller, Members members)
    {
        if (await members.FindAsync(email, caller.Workspace) is not { } member) throw Problem.Wrong("/to", $"{email} is not a member of this workspace.").Thrown();
        return Enum.TryParse<Role>(member.Role, out var role) && role.Includes(Rights.Handle) ? member.Email : throw Problem.Wrong("/to", $"{member.Email} is a {member.Role} here and cannot work on handoffs.").Thrown();
    }

    internal static async Task<IResult> AnswerAsync(string id, Caller caller, HandoffQueries handoffs, Func<Task<Turn>> act)
    {
        if (await handoffs.FindAsync(caller.Workspace, id) is null) return Missing(id);
        var refusal = (await act()).Refusal;
        return refusal?.Kind switch
        {
            RefusalKind.Taken => Problem.Conflict(refusal.Detail, refusal.Owner),
            RefusalKind.Gone or RefusalKind.Stale => Problem.Conflict(refusal.Detail),
            _ => Results.Json(HandoffItem.Of((await handoffs.FindAsync(caller.Workspace, id))!)),
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Problem Missing(string id) => Problem.Missing($"There is no handoff {id} in this workspace.");
}

/// <summary>Which handoffs are wanted.</summary>
/// <param name="Status"><c>waiting</c>, <c>claimed</c> or <c>resolved</c>.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Customer">A reference to the customer.</param>
/// <param name="Owner">E-mail of who has it.</param>
internal sealed record HandoffQuery([FromQuery] string? Status, [FromQuery] string? Queue, [FromQuery] string? Customer, [FromQuery] string? Owner);

/// <summary>To whom a handoff goes: a member or a queue.</summary>
/// <param name="To">E-mail of a member who may work on handoffs.</param>
/// <param name="Queue">A queue.</param>
/// <param name="Note">A note for whoever gets it.</param>
internal sealed record TransferRequest(string? To, string? Queue, string? Note);

/// <summary>How a handoff ends.</summary>
/// <param name="Outcome"><c>approved</c>, <c>rejected</c>, <c>answered</c> or <c>other</c>.</param>
/// <param name="Answer">The answer to the customer.</param>
/// <param name="Note">A note for colleagues.</param>
/// <param name="Data">What to go on with in place of a held result's output.</param>
/// <param name="Undoable">Whether it can be undone for ten seconds; what waits goes on only then.</param>
internal sealed record ResolveRequest(string Outcome, string? Answer, string? Note, JsonElement? Data, bool? Undoable);

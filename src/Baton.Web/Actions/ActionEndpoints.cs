using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Customers;
using Baton.Web.Events;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Actions;

/// <summary>"May I do this to this customer, now?"</summary>
internal static class ActionEndpoints
{
    private static readonly string[] Reports = ["done", "failed", "abandoned"];

    public static void MapActions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/actions", AskAsync).Needs(Scopes.Act).RefuseWhenFull().WithTags("Actions")
            .WithSummary("Asks whether an action may be done; an allowed one reserves its slot. The same id again answers the same.")
            .Takes<ActionRequest>()
            .Produces<ActionAnswer>(StatusCodes.Status201Created).Produces<ActionAnswer>().Faults(400, 409, 413, 415, 422, 429, 503);
        api.MapPost("/actions:check", CheckAsync).Needs(Scopes.Act).WithTags("Actions")
            .WithSummary("Answers as asking would, and records nothing.")
            .Takes<ActionRequest>()
            .Produces<ActionAnswer>().Faults(400, 413, 415, 422, 429);
        api.MapGet("/actions", ListAsync).Needs(Scopes.Read).WithTags("Actions")
            .WithSummary("What was asked, done and not done, the latest first.")
            .Produces<Page<ActionItem>>().Faults(400);
        api.MapGet("/actions/{id}", GetAsync).Needs(Scopes.Act, Scopes.Read).WithTags("Actions")
            .WithSummary("An action as it stands now; a delayed one is decided again when due.")
            .Produces<ActionAnswer>().Faults(404);
        api.MapPost("/actions/{id}/approve", (string id, HttpRequest request, Caller caller, ActionDesk desk, ActionQueries actions, Members members) => AnswerAsync(id, isYes: true, request, caller, desk, actions, members)).Needs(Scopes.Handoff).WithTags("Actions")
            .WithSummary("A person lets a delayed or escalated action through now. Times and approvals give way; consent, a person's ownership of the customer's case, the agent's permission and rules that say suppress do not.")
            .Takes<AnswerRequest>().Produces<ActionAnswer>().Faults(400, 404, 409, 413, 415, 422, 503);
        api.MapPost("/actions/{id}/reject", (string id, HttpRequest request, Caller caller, ActionDesk desk, ActionQueries actions, Members members) => AnswerAsync(id, isYes: false, request, caller, desk, actions, members)).Needs(Scopes.Handoff).WithTags("Actions")
            .WithSummary("A person says no to a delayed or escalated action.")
            .Takes<AnswerRequest>().Produces<ActionAnswer>().Faults(400, 404, 409, 413, 415, 422, 503);
        api.MapPost("/actions/{id}/outcome", ReportAsync).Needs(Scopes.Act).RefuseWhenFull().WithTags("Actions")
            .WithSummary("Says what became of an action: done, failed or abandoned. One that failed or was abandoned no longer counts.")
            .Takes<OutcomeRequest>()
            .Produces<ActionAnswer>().Faults(400, 404, 413, 415, 422, 429, 503);
    }

    private static async Task<IResult> AnswerAsync(string id, bool isYes, HttpRequest request, Caller caller, ActionDesk desk, ActionQueries actions, Members members)
    {
        id = PathText.Of(id);
        var (person, role) = await OnBehalf.MemberAsync(request, caller, members, Rights.Handle);
        var note = await Sent.ReadAsync(request, body => body.Text("note", required: true, max: 4000));
        if (await actions.FindAsync(caller.Workspace, id) is not { } action) return Missing(id);
        var turn = await desk.AnswerAsync(caller.Workspace, id, action.Row.Customer, new PersonsAnswer(person, isYes, note!, OnlyAsOwner: !role.Includes(Rights.Operate)));
        return turn.Refusal switch
        {
            null => Results.Json(ActionAnswer.Of((await actions.FindAsync(caller.Workspace, id))!)),
            { Kind: RefusalKind.NotTheirs } refusal => Problem.Forbidden(refusal.Detail),
            var refusal => Problem.Conflict(refusal.Detail, refusal.Owner),
        };
    }

    private static async Task<IResult> AskAsync(HttpRequest request, Caller caller, ActionDesk desk, ActionQueries actions, Conductor conductor, Configurations configurations, ActionRunner runner, PermitTokens tokens)
    {
        var body = await Sent.ReadAsync(request, body => Read(body, caller, conductor, configurations, runner, isCheck: false));
        var (answer, isNew) = await AskedAsync(body, caller, desk, actions, tokens, EventTrace.AttributesOf(request));
        return Results.Json(answer, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Asks, or finds what was answered when the same was asked before.</summary>
    /// <exception cref="ProblemException">409: the id was used for something else.</exception>
    internal static async Task<(ActionAnswer Answer, bool IsNew)> AskedAsync(ActionBody body, Caller caller, ActionDesk desk, ActionQueries actions, PermitTokens tokens, string? attributes = null)
    {
        var (proposal, customer) = body;
        var turn = await desk.AskAsync(caller.Workspace, customer, proposal, attributes, CancellationToken.None);
        if (turn.Status == TurnStatus.Duplicate) return (await (await RepeatedAsync(caller, customer, proposal, desk, actions)).WithTokenAsync(tokens, caller.Workspace), false);
        if (turn.Decision!.Rulings.IsEmpty) throw new Problem(StatusCodes.Status500InternalServerError, $"{turn.Decision.Sentence} It is kept as event {turn.Seq}, and a person looks at it.").Thrown();
        return (await ActionAnswer.First(proposal, turn.Decision.Rulings[0], turn.Event!.Customer, turn.Event.Received).WithTokenAsync(tokens, caller.Workspace), true);
    }

    private static async Task<ActionAnswer> RepeatedAsync(Caller caller, Address customer, Proposal proposal, ActionDesk desk, ActionQueries actions)
    {
        if (await actions.FindFirstAsync(caller.Workspace, proposal.Id) is not { } known) throw Problem.Conflict($"The id {proposal.Id} was used for a request that could not be decided.").Thrown();
        return desk.IsSame(known.Row, customer, proposal) ? ActionAnswer.First(known.Proposal, known.Ruling, known.Row.Customer, known.Row.Asked.ToTime())
            : throw Problem.Conflict($"The id {proposal.Id} was used for another request. An id stands for one action; take a new one for a new action.").Thrown();
    }

    private static async Task<IResult> CheckAsync(HttpRequest request, Caller caller, ActionDesk desk, Conductor conductor, Configurations configurations, ActionRunner runner)
    {
        var body = await Sent.ReadAsync(request, body => Read(body, caller, conductor, configurations, runner, isCheck: true));
        return Results.Json(await CheckedAsync(body, caller, desk, conductor));
    }

    /// <summary>Answers as asking would, and records nothing.</summary>
    internal static async Task<ActionAnswer> CheckedAsync(ActionBody body, Caller caller, ActionDesk desk, Conductor conductor)
    {
        var (proposal, customer) = body;
        var ruling = await desk.CheckAsync(caller.Workspace, customer, proposal);
        return ActionAnswer.Of(proposal, ruling, conductor.Find(caller.Workspace, customer)) with { Id = proposal.Id == ActionBody.NoId ? null : proposal.Id };
    }

    // A key that may only read is shown no token.
    private static async Task<IResult> GetAsync(string id, HttpContext context, Caller caller, ActionQueries actions, PermitTokens tokens)
    {
        if (await actions.FindAsync(caller.Workspace, PathText.Of(id)) is not { } action) return Missing(id);
        var answer = ActionAnswer.Of(action);
        return Results.Json(context.User.HasClaim(Caller.ScopeClaim, Scopes.Act) ? await answer.WithTokenAsync(tokens, caller.Workspace) : answer);
    }

    private static async Task<IResult> ListAsync([AsParameters] ActionQuery query, [AsParameters] Paging paging, Caller caller, ActionQueries actions, Conductor conductor)
    {
        var page = paging.Read();
        if (!CustomerQuery.TryFind(query.Customer, caller, conductor, out var customer)) return Results.Json(new Page<ActionItem>([], null));
        var filter = new ActionFilter(Given(query.Verdict), Given(query.Rule), Given(query.Agent), customer, Given(query.Status));
        return Results.Json((await actions.ListAsync(caller.Workspace, filter, page)).Select(ActionItem.Of));
    }

    private static async Task<IResult> ReportAsync(string id, HttpRequest request, Caller caller, ActionDesk desk, ActionQueries actions)
    {
        id = PathText.Of(id);
        var (status, detail) = await Sent.ReadAsync(request, body => (body.Word("status", Reports, required: true), body.Text("detail", max: 2000)));
        if (await actions.FindAsync(caller.Workspace, id) is not { } action) return Missing(id);
        await desk.ReportAsync(caller.Workspace, id, action.Row.Customer, Actor.Agent(action.Row.Agent), status!, detail, CancellationToken.None);
        return Results.Json(ActionAnswer.Of((await actions.FindAsync(caller.Workspace, id))!));
    }

    /// <summary>Reads what is asked; every fault is noted.</summary>
    internal static ActionBody Read(JsonMembers body, Caller caller, Conductor conductor, Configurations configurations, ActionRunner runner, bool isCheck)
    {
        var read = ActionBody.Read(body, kind => runner.Does(caller.Workspace, kind), isCheck);
        if (read.Proposal.Agent.Length > 0 && configurations.Of(caller.Workspace).Agent(read.Proposal.Agent) is null)
            body.Wrong("agent", $"No agent is called {read.Proposal.Agent}. Define it first: PUT /api/v1/agents/{read.Proposal.Agent} with {{ \"department\": \"…\", \"kind\": \"pull\" }}.");
        if (conductor.IsNobody(caller.Workspace, read.Customer)) body.Wrong("customer", CustomerNames.Nobody(read.Customer));
        return read;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static Problem Missing(string id) => Problem.Missing($"There is no action {id} in this workspace.");
}

/// <summary>A person's answer to a waiting action.</summary>
/// <param name="Note">Why; it stands in the log with the person's name.</param>
internal sealed record AnswerRequest(string Note);

/// <summary>Which actions are wanted.</summary>
/// <param name="Verdict">The latest verdict.</param>
/// <param name="Rule">The rule that decided: its id, or kind:id.</param>
/// <param name="Agent">Who asked.</param>
/// <param name="Customer">A reference to the customer.</param>
/// <param name="Status">Where it stands.</param>
internal sealed record ActionQuery([FromQuery] string? Verdict, [FromQuery] string? Rule, [FromQuery] string? Agent, [FromQuery] string? Customer, [FromQuery] string? Status);

using Baton.Engine.Messages;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Customers;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Messages;

/// <summary>Agents write to each other.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        var messages = api.MapGroup("/messages").WithTags("Messages");
        messages.MapPost("", SendAsync).Needs(Scopes.Agent, Scopes.Act).RefuseWhenFull()
            .WithSummary("Sends a message from agent to agent, by name, skill or department. It becomes a task of whom it reaches; the task's result is the answer. The same id again sends nothing new.")
            .Takes<MessageRequest>().Produces<MessageItem>(StatusCodes.Status201Created).Produces<MessageItem>().Faults(400, 409, 413, 415, 422, 429, 503);
        messages.MapGet("", ListAsync).Needs(Scopes.Agent, Scopes.Act, Scopes.Read)
            .WithSummary("Messages between agents, the latest first.")
            .Produces<Page<MessageItem>>().Faults(400);
        messages.MapGet("/{id}", GetAsync).Needs(Scopes.Agent, Scopes.Act, Scopes.Read)
            .WithSummary("A message as it stands now, with its answer.")
            .Produces<MessageItem>().Faults(404);
    }

    private static async Task<IResult> SendAsync(HttpRequest request, Caller caller, MessageDesk desk)
    {
        var (message, isNew) = await SentAsync(await Sent.ReadAsync(request, MessageBody.Read), caller, desk);
        return Results.Json(MessageItem.Of(message), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Sends a draft.</summary>
    /// <exception cref="ProblemException">409 or 422.</exception>
    internal static async Task<(MessageView Message, bool IsNew)> SentAsync(MessageDraft draft, Caller caller, MessageDesk desk)
    {
        var isAgent = !draft.From.StartsWith(MessageDraft.ByKey, StringComparison.Ordinal);
        var outcome = await desk.SendAsync(caller.Workspace, draft, isAgent ? null : caller.Actor, CancellationToken.None);
        return outcome.Status switch
        {
            SendStatus.Wrong => throw Problem.Wrong(outcome.Faults).Thrown(),
            SendStatus.Conflict => throw Problem.Conflict($"The id {draft.Id} was used for another message. An id stands for one message; take a new one for a new message.").Thrown(),
            var status => (outcome.Message!, status == SendStatus.Sent),
        };
    }

    private static async Task<IResult> ListAsync([AsParameters] MessageQuery query, [AsParameters] Paging paging, Caller caller, MessageQueries messages, Conductor conductor)
    {
        var page = paging.Read();
        if (Given(query.Status) is { } status && !MessageQueries.Statuses.Contains(status, StringComparer.Ordinal)) throw Problem.Malformed($"'status' must be one of {string.Join(", ", MessageQueries.Statuses)}.").Thrown();
        if (!CustomerQuery.TryFind(query.Customer, caller, conductor, out var customer)) return Results.Json(new Page<MessageItem>([], null));
        var filter = new MessageFilter(Given(query.From), Given(query.To), customer, Given(query.Status), Given(query.Thread), Given(query.Q));
        return Results.Json((await messages.ListAsync(caller.Workspace, filter, page)).Select(MessageItem.Of));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, MessageQueries messages) =>
        await messages.FindAsync(caller.Workspace, PathText.Of(id)) is { } message ? Results.Json(MessageItem.Of(message)) : Problem.Missing($"There is no message {PathText.Of(id)} in this workspace.");

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Which messages are wanted.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">For whom it was written, or the agent whom it reached.</param>
/// <param name="Customer">A reference to the customer.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Thread">Its thread.</param>
/// <param name="Q">Words that all stand in it or in its answer.</param>
internal sealed record MessageQuery([FromQuery] string? From, [FromQuery] string? To, [FromQuery] string? Customer, [FromQuery] string? Status, [FromQuery] string? Thread, [FromQuery] string? Q);

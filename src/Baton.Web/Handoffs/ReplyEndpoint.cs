using Baton.Core.Deciding;
using Baton.Engine.Actions;
using Baton.Engine.Channels;
using Baton.Engine.Handoffs;
using Baton.Engine.Workspaces;
using Baton.Web.Actions;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs;

/// <summary>What the owner of a handoff says to its customer.</summary>
internal static class ReplyEndpoint
{
    public static void MapReplying(this IEndpointRouteBuilder api) => api.MapPost("/handoffs/{id}/reply", ReplyAsync).Needs(Scopes.Handoff).RefuseWhenFull().WithTags("Handoffs")
        .WithSummary("Says something to the customer, in the name of the person who owns the handoff. It is judged like every contact: the person's own case does not stand against it, consent and guardrails do; what only wants time can be sent anyway, with a note.")
        .Takes<ReplyRequest>().Produces<ActionAnswer>(StatusCodes.Status201Created).Produces<ActionAnswer>().Faults(400, 403, 404, 409, 413, 415, 422, 429, 503);

    private static async Task<IResult> ReplyAsync(string id, HttpRequest request, Caller caller, ReplyDesk desk, HandoffQueries handoffs, ActionQueries actions, Members members)
    {
        var person = await OnBehalf.PersonAsync(request, caller, members, Rights.Handle);
        var reply = await Sent.ReadAsync(request, Read);
        if (await handoffs.FindAsync(caller.Workspace, id) is null) return Problem.Missing($"There is no handoff {id} in this workspace.");
        Replied replied;
        try
        {
            replied = await desk.ReplyAsync(caller.Workspace, id, person, reply, CancellationToken.None);
        }
        catch (ChannelException fault)
        {
            return Problem.Wrong("", fault.Message);
        }

        if (replied.Turn.Refusal is { } refusal) return refusal.Kind == RefusalKind.NotTheirs ? Problem.Forbidden(refusal.Detail) : Problem.Conflict(refusal.Detail, refusal.Owner);
        return await actions.FindAsync(caller.Workspace, replied.Action) is { } action ? Results.Json(ActionAnswer.Of(action), statusCode: replied.Ruling is null ? StatusCodes.Status200OK : StatusCodes.Status201Created)
            : new Problem(StatusCodes.Status500InternalServerError, "The answer could not be decided. It is kept, and a person looks at it.");
    }

    private static Reply Read(JsonMembers body)
    {
        var reply = new Reply(body.Text("text", required: true, max: 100_000) ?? "")
        {
            Channel = ChannelOf(body),
            Anyway = body.Flag("anyway") is true,
            Note = body.Text("note", max: 4000),
            Attachments = body.Texts("attachments", AttachmentDesk.Most) ?? [],
            Id = body.Text("id", max: 100),
        };
        if (reply is { Anyway: true, Note: null }) body.Wrong("note", "Say in 'note' why it is sent without waiting; it stands in the log with your name.");
        if (reply.Id?.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) == true) body.Wrong("id", "'id' is letters, digits, '.', '-' and '_'.");
        return reply;
    }

    /// <summary>The channel that a body names.</summary>
    internal static string? ChannelOf(JsonMembers body)
    {
        var channel = body.Text("channel", max: 60);
        if (channel?.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) == true) body.Wrong("channel", $"'{channel}' is no channel: letters, digits, '.', '-' and '_', for example email.");
        return channel;
    }
}

/// <summary>What a person says to a customer.</summary>
/// <param name="Text">The words.</param>
/// <param name="Channel">The channel, for example <c>email</c>; left out, it is the one on which the customer wrote last.</param>
/// <param name="Anyway">Sent although a rule would have it wait.</param>
/// <param name="Note">Why it is sent anyway.</param>
/// <param name="Attachments">Ids of files.</param>
/// <param name="Id">The sender's own id of it: sent again with it, it goes out once.</param>
internal sealed record ReplyRequest(string Text, string? Channel, bool? Anyway, string? Note, IReadOnlyList<string>? Attachments, string? Id);

using Baton.Core.Policies;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Events;

/// <summary>What became of the events of one request, once they are durable.</summary>
/// <param name="Accepted">How many are new.</param>
/// <param name="Duplicates">How many were there before, by source and id.</param>
/// <param name="Events">Each of them, in the order sent.</param>
internal sealed record EventsAnswer(int Accepted, int Duplicates, IReadOnlyList<EventAnswer> Events);

/// <summary>What became of one event.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">Its source.</param>
/// <param name="Seq">Its place in the log; a duplicate has that of the first.</param>
/// <param name="Status"><c>accepted</c> or <c>duplicate</c>.</param>
internal sealed record EventAnswer(string Id, string Source, long Seq, string Status);

/// <summary>An event in CloudEvents 1.0 form; further attributes may be added.</summary>
/// <param name="Specversion"><c>1.0</c>.</param>
/// <param name="Id">With the source unique: sending it again counts once.</param>
/// <param name="Source">Where it happened, a URI reference.</param>
/// <param name="Type">What happened, for example <c>case.opened</c>. Types that begin with <c>baton.</c> cannot be sent.</param>
/// <param name="Subject">The customer: <c>email:…</c>, <c>phone:…</c>, <c>customer:…</c>, any <c>kind:value</c>. Without one <c>data.customer</c> names the customer; without either it is about the workspace.</param>
/// <param name="Time">When it happened, RFC 3339.</param>
/// <param name="Datacontenttype">The type of the data.</param>
/// <param name="Data">The data.</param>
internal sealed record CloudEventRequest(string Specversion, string Id, string Source, string Type, string? Subject, DateTimeOffset? Time, string? Datacontenttype, System.Text.Json.JsonElement? Data);

/// <summary>Events come in here.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("Events");
        events.MapPost("", PostAsync).Needs(Scopes.Ingest).RefuseWhenFull()
            .WithSummary("Takes events: CloudEvents 1.0, structured, batch or binary. Answers when they are durable; a batch is all or nothing.")
            .Takes<CloudEventRequest>(EventBody.Structured).Takes<IReadOnlyList<CloudEventRequest>>(EventBody.Batch)
            .Produces<EventsAnswer>(StatusCodes.Status202Accepted)
            .Faults(400, 413, 415, 422, 429, 503);
        events.MapGet("/{seq:long}", Get).Needs(Scopes.Read)
            .WithSummary("One stored event with its outcome (handled, waiting, unrouted, quarantined, failed) and its decisions.")
            .Produces<object>()
            .Faults(404);
    }

    private static async Task<IResult> PostAsync(HttpRequest request, Caller caller, Conductor conductor)
    {
        var inputs = EventTrace.Kept(request, await EventBody.ReadAsync(request));
        RefuseNobodies(inputs, caller, conductor);

        // From here on the caller's going away stops nothing: half of a batch would be worse than an answer that nobody hears.
        var turns = inputs.Count == 0 ? [] : await conductor.TakeAsync(caller.Workspace, inputs, CancellationToken.None);
        var events = inputs.Zip(turns, (input, turn) => new EventAnswer(input.Id, input.Source, turn.Seq, turn.Status == TurnStatus.Accepted ? "accepted" : "duplicate")).ToList();
        var accepted = turns.Count(turn => turn.Status == TurnStatus.Accepted);
        return Results.Json(new EventsAnswer(accepted, events.Count - accepted, events), statusCode: StatusCodes.Status202Accepted);
    }

    /// <exception cref="ProblemException">422: an id of Baton's making that it never made.</exception>
    internal static void RefuseNobodies(IReadOnlyList<Input> inputs, Caller caller, Conductor conductor)
    {
        var faults = new List<Fault>();
        foreach (var (i, input) in inputs.Index())
        {
            foreach (var nobody in input.Addresses.Where(a => conductor.IsNobody(caller.Workspace, a)))
                faults.Add(new Fault($"{(inputs.Count == 1 ? "" : $"/{i}")}{(input.Subject?.Contains(nobody.Value, StringComparison.Ordinal) == true ? "/subject" : "/data/customer")}", CustomerNames.Nobody(nobody)));
        }

        if (faults.Count > 0) throw Problem.Wrong(faults).Thrown();
    }

    private static IResult Get(long seq, Caller caller, WholeLog log)
    {
        if (log.Find(caller.Workspace, seq) is not { Row: { } row } found) return Problem.Missing($"There is no event {seq} in this workspace.");
        var whole = StoredEvent.Whole(row);
        if (found.IsArchived) whole["archived"] = true;
        return Results.Json(whole);
    }
}

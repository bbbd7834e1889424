using System.Text.Json;
using Baton.Core.Policies;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Workspaces;
using Baton.Web.Events;
using Baton.Web.Keys;
using Baton.Web.Problems;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Mcp;

/// <summary>Something happened that Baton should know.</summary>
internal sealed class RecordEventTool(Conductor conductor) : IMcpTool
{
    public Tool Offer { get; } = new()
    {
        Name = "record_event",
        Title = "Tell Baton what happened",
        Description = "Tells Baton what happened, so that every other agent's decisions take it into account: a case was opened or resolved, the customer wrote, was contacted or withdrew consent. Answers when it is durable, with what was decided on it. "
            + "Types that Baton understands: case.opened, case.updated, case.resolved, message.received (data.text), message.sent, contact.sent (data.channel or data.kind), consent.changed, customer.updated (data.attributes), lead.created, conversation.ended. Any other type is kept and routed as well.",
        InputSchema = JsonElement.Parse("""
            { "type": "object", "required": ["type"], "additionalProperties": false, "properties": {
              "type": { "type": "string", "description": "What happened, for example case.resolved. Types that begin with baton. are Baton's own." },
              "customer": { "type": "string", "description": "Whom it is about, as kind:value, for example email:ana@example.com. Left out, it is about the business." },
              "data": { "type": "object", "description": "The payload, for example { \"text\": \"Where is my parcel?\" }." },
              "source": { "type": "string", "description": "Where it happened, a URI reference. Left out, the name of your key." },
              "id": { "type": "string", "description": "Your id of it: the same source and id again count once. Left out, one is made." },
              "time": { "type": "string", "description": "When it happened, RFC 3339. Left out, now." } } }
            """),
        Annotations = new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, OpenWorldHint = false },
    };

    public IReadOnlyList<string> AnyOf { get; } = [Scopes.Ingest];

    public async Task<object> CallAsync(JsonElement arguments, Caller caller, CancellationToken cancel)
    {
        var input = Sent.Read(arguments, members => InputOf(members, caller));
        EventEndpoints.RefuseNobodies([input!], caller, conductor);
        var turn = await conductor.TakeAsync(caller.Workspace, input!, CancellationToken.None);
        return new
        {
            id = input!.Id,
            source = input.Source,
            seq = turn.Seq,
            status = turn.Status == TurnStatus.Accepted ? "accepted" : "duplicate",
            customer = turn.Event?.Customer,
            outcome = turn.Decision?.Outcome == Core.Deciding.EventOutcome.Quarantined ? "quarantined" : null,
            sentence = turn.Decision?.Sentence,
        };
    }

    private static Input? InputOf(JsonMembers members, Caller caller)
    {
        var faults = new List<Fault>();
        var e = new CloudEvent("", faults) { Data = members.Object("data") ?? default };
        e.Set("specversion", "1.0");
        e.Set("id", members.Text("id", max: 1024) ?? Guid.CreateVersion7().ToString("N"));
        e.Set("source", members.Text("source", max: 1024) ?? "urn:baton:key:" + Uri.EscapeDataString(caller.Name));
        if (members.Text("type", required: true, max: 1024) is { } type) e.Set("type", type);
        if (members.Text("customer", max: 1024) is { } customer) e.Set("subject", customer);
        if (members.Moment("time") is { } time) e.Set("time", ApiJson.Text(time));
        var input = e.ToInput();
        members.Wrong(faults.Where(f => f.Pointer != "/type" || members.Value("type") is not null).Select(f => f.Pointer == "/subject" ? f with { Pointer = "/customer" } : f));
        return input;
    }
}

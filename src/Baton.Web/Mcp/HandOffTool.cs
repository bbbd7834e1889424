using System.Text.Json;
using Baton.Core.Customers;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Workspaces;
using Baton.Web.Events;
using Baton.Web.Keys;
using Baton.Web.Messages;
using Baton.Web.Problems;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Mcp;

/// <summary>Gives a case to people.</summary>
internal sealed class HandOffTool(HandoffDesk desk, Conductor conductor, Configurations configurations) : IMcpTool
{
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    public Tool Offer { get; } = new()
    {
        Name = "hand_off",
        Title = "Give a case to people",
        Description = "Gives a case to people when you cannot or should not go on: you lack a permission or a fact, the customer is upset, or something is not yours to decide. They see the whole context of the customer; say in reason what they cannot see. "
            + "While a person has the case every agent's contact with that customer is suppressed. The same case again, while it is open, is not opened twice.",
        InputSchema = JsonElement.Parse("""
            { "type": "object", "required": ["agent", "title", "reason"], "additionalProperties": false, "properties": {
              "agent": { "type": "string", "description": "Your name as an agent in Baton." },
              "customer": { "type": "string", "description": "Whom it is about, as kind:value, for example email:ana@example.com. Left out, it is about the business." },
              "title": { "type": "string", "description": "What you ask of the person, in one line." },
              "reason": { "type": "string", "description": "Why, what you tried, and what the person should know." },
              "queue": { "type": "string", "description": "The queue of people. Left out, the one of your definition." },
              "priority": { "type": "string", "enum": ["low", "normal", "high", "urgent"], "default": "normal" },
              "id": { "type": "string", "description": "Your id of it: the same again counts once. Left out, one is made." } } }
            """),
        Annotations = new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, OpenWorldHint = false },
    };

    public IReadOnlyList<string> AnyOf { get; } = [Scopes.Handoff, Scopes.Agent];

    public async Task<object> CallAsync(JsonElement arguments, Caller caller, CancellationToken cancel)
    {
        var ask = Sent.Read(arguments, members => Read(members, caller));
        var turn = await desk.AskAsync(caller.Workspace, ask, CancellationToken.None);
        if (turn.Status == TurnStatus.Duplicate) return new { status = "duplicate", seq = turn.Seq, handoff = (string?)null, queue = (string?)null, sentence = "This was asked before under the same id; nothing changed." };
        var opened = turn.Decision!.Handoffs.FirstOrDefault();
        var open = opened ?? turn.State!.Handoffs.FirstOrDefault(h => turn.Decision.Sentence.EndsWith($"({h.Id}).", StringComparison.Ordinal));
        return new { status = opened is null ? "waiting" : "opened", seq = turn.Seq, handoff = open?.Id, queue = open?.Queue, sentence = turn.Decision.Sentence };
    }

    private HandoffAsk Read(JsonMembers members, Caller caller)
    {
        var agent = members.Text("agent", required: true, max: 64) ?? "";
        if (agent.Length > 0 && configurations.Of(caller.Workspace).Agent(agent) is null) members.Wrong("agent", $"No agent is called {agent}. An administrator defines it first.");
        var customer = MessageBody.CustomerOf(members);
        if (customer is { } named && conductor.IsNobody(caller.Workspace, named)) members.Wrong("customer", CustomerNames.Nobody(named));
        return new HandoffAsk(agent, members.Text("title", required: true, max: 200) ?? "", members.Text("reason", required: true, max: 4000) ?? "")
        {
            Id = members.Text("id", max: 200),
            Customer = customer,
            Queue = members.Text("queue", max: 100),
            Priority = MessageBody.PriorityOf(members.Word("priority", Priorities)),
        };
    }
}

using System.Text.Json;
using Baton.Engine.Actions;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Workspaces;
using Baton.Web.Actions;
using Baton.Web.Keys;
using Baton.Web.Problems;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Mcp;

/// <summary>"May I do this to this customer, now?"</summary>
internal sealed class MayITool(ActionDesk desk, ActionQueries actions, Conductor conductor, Configurations configurations, ActionRunner runner, PermitTokens tokens) : IMcpTool
{
    public Tool Offer { get; } = new()
    {
        Name = "may_i",
        Title = "May I do this to this customer, now?",
        Description = "Asks Baton whether an action on a customer may be done now, before you do it. The answer has a verdict (allow, delay, suppress, escalate), the reason in one sentence, retryAt (when asking again makes sense), "
            + "and wouldUnlock (what would let it through). With record true you ask for real: an allowed action reserves its slot and counts as done, so ask only when you are about to act, and act before permit.expires. "
            + "With record false, or left out, it is only a question and nothing is recorded.",
        InputSchema = JsonElement.Parse("""
            { "type": "object", "required": ["agent", "customer", "kind"], "additionalProperties": false, "properties": {
              "agent": { "type": "string", "description": "Your name as an agent in Baton." },
              "customer": { "type": "string", "description": "Whom it is about, as kind:value, for example email:ana@example.com, phone:+49301234567 or customer:<id>." },
              "kind": { "type": "string", "description": "What you want to do, for example contact.email, contact.call, refund, customer.update." },
              "purpose": { "type": "string", "description": "What for, for example promotion, support, reminder." },
              "text": { "type": "string", "description": "What would be said to the customer, when something is." },
              "data": { "type": "object", "description": "Details that rules look at, for example { \"amount\": 40 }." },
              "record": { "type": "boolean", "default": false, "description": "false: only a question. true: ask for real, reserve the slot and be bound by the verdict." },
              "id": { "type": "string", "description": "With record true: your own id of this action; asking again with it answers the same and counts once. Left out, one is made." } } }
            """),
        Annotations = new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, OpenWorldHint = false },
    };

    public IReadOnlyList<string> AnyOf { get; } = [Scopes.Act];

    public async Task<object> CallAsync(JsonElement arguments, Caller caller, CancellationToken cancel)
    {
        var isReal = arguments.TryGetProperty("record", out var record) && record.ValueKind == JsonValueKind.True;
        var body = Sent.Read(arguments, members =>
        {
            members.Flag("record");
            var read = ActionEndpoints.Read(members, caller, conductor, configurations, runner, isCheck: true);
            if (read.Proposal.Execute == Core.Arbitration.Executor.Baton) members.Wrong("execute", "Over MCP an agent does itself what it was allowed.");
            return read;
        });
        if (!isReal) return await ActionEndpoints.CheckedAsync(body, caller, desk, conductor);
        if (body.Proposal.Id == ActionBody.NoId) body = body with { Proposal = body.Proposal with { Id = Guid.CreateVersion7().ToString("N") } };
        return (await ActionEndpoints.AskedAsync(body, caller, desk, actions, tokens)).Answer;
    }
}

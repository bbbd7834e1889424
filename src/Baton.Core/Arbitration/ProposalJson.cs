using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Arbitration;

/// <summary>Proposals as the payload of <c>baton.action.proposed</c>; the event's id is the action's.</summary>
public static class ProposalJson
{
    /// <summary>Reads the proposal in an event.</summary>
    public static Proposal Read(Event e) => new()
    {
        Id = e.Id,
        Agent = e.Data.Text("agent") ?? e.Actor.Name,
        Kind = e.Data.Text("kind") ?? "",
        Purpose = e.Data.Text("purpose"),
        Text = e.Data.Text("text"),
        Data = e.Data.Member("data") ?? default,
        Execute = e.Data.Text("execute") == "baton" ? Executor.Baton : Executor.Self,
    };

    /// <summary>The payload that <see cref="Read"/> reads.</summary>
    public static JsonElement Write(Proposal proposal) => Payload.Of(json =>
    {
        json.WriteString("agent", proposal.Agent);
        json.WriteString("kind", proposal.Kind);
        if (proposal.Purpose is { } purpose) json.WriteString("purpose", purpose);
        if (proposal.Text is { } text) json.WriteString("text", text);
        if (proposal.Data.ValueKind != JsonValueKind.Undefined)
        {
            json.WritePropertyName("data");
            proposal.Data.WriteTo(json);
        }

        if (proposal.Execute == Executor.Baton) json.WriteString("execute", "baton");
    });
}

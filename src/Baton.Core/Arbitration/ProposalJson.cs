using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;

namespace Baton.Core.Arbitration;

/// <summary>Proposals as the payload of <c>baton.action.proposed</c>, where the event's id is the action's, and of <c>baton.action.restored</c>, where <c>action</c> is; what is said with the end of a handoff is one too.</summary>
public static class ProposalJson
{
    /// <summary>Reads the proposal in an event.</summary>
    public static Proposal Read(Event e)
    {
        if (HandoffAnswer.Read(e) is { } answer) return answer;

        // Once over the members: looking for each by its name would go over all of them every time.
        string? agent = null, person = null, kind = null, purpose = null, text = null, execute = null, action = null;
        JsonElement data = default;
        if (e.Data.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in e.Data.EnumerateObject())
            {
                if (member.NameEquals("data"u8)) data = member.Value.ValueKind == JsonValueKind.Null ? default : member.Value;
                else if (member.NameEquals("agent"u8)) agent = TextOf(member);
                else if (member.NameEquals("person"u8)) person = TextOf(member);
                else if (member.NameEquals("kind"u8)) kind = TextOf(member);
                else if (member.NameEquals("purpose"u8)) purpose = TextOf(member);
                else if (member.NameEquals("text"u8)) text = TextOf(member);
                else if (member.NameEquals("execute"u8)) execute = TextOf(member);
                else if (e.Type == EventTypes.ActionRestored && member.NameEquals("action"u8)) action = TextOf(member);
            }
        }

        return new Proposal
        {
            Id = action ?? e.Id,
            Agent = person ?? agent ?? e.Actor.Name,
            IsPersons = person is not null,
            Kind = kind ?? "",
            Purpose = purpose,
            Text = text,
            Data = data,
            Execute = execute == "baton" ? Executor.Baton : Executor.Self,
        };
    }

    private static string? TextOf(JsonProperty member) => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;

    /// <summary>The payload that <see cref="Read"/> reads.</summary>
    public static JsonElement Write(Proposal proposal) => Payload.Of(json => Write(json, proposal));

    /// <summary>Writes its members into a payload.</summary>
    public static void Write(Utf8JsonWriter json, Proposal proposal)
    {
        json.WriteString(proposal.IsPersons ? "person" : "agent", proposal.Agent);
        json.WriteString("kind", proposal.Kind);
        if (proposal.Purpose is { } purpose) json.WriteString("purpose", purpose);
        if (proposal.Text is { } text) json.WriteString("text", text);
        if (proposal.Data.ValueKind != JsonValueKind.Undefined)
        {
            json.WritePropertyName("data");
            proposal.Data.WriteTo(json);
        }

        if (proposal.Execute == Executor.Baton) json.WriteString("execute", "baton");
    }
}

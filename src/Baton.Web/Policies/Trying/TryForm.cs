using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Trying;

namespace Baton.Web.Policies.Trying;

/// <summary>A member of the data, as it is typed.</summary>
public sealed class DataLine
{
    /// <summary>Its name; a dot leads inside.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its value.</summary>
    public string Value { get; set; } = "";
}

/// <summary>An event or an action as a person fills it in, field by field.</summary>
public sealed class TryForm
{
    /// <summary>Kinds of actions to choose from, besides those that agents may propose.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["contact.email", "contact.sms", "contact.call", "contact.chat", "refund", "customer.update", "case.close"];

    /// <summary>Types of events to choose from.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        EventTypes.MessageReceived, EventTypes.MessageSent, EventTypes.CaseOpened, EventTypes.CaseUpdated, EventTypes.CaseResolved, EventTypes.ContactSent,
        EventTypes.ConsentChanged, EventTypes.CustomerUpdated, EventTypes.LeadCreated, EventTypes.ConversationEnded,
    ];

    /// <summary>Whether it is an event, and not an action.</summary>
    public bool IsEvent { get; set; }

    /// <summary>The agent who wants the action.</summary>
    public string Agent { get; set; } = "";

    /// <summary>The action's kind.</summary>
    public string Kind { get; set; } = "contact.email";

    /// <summary>What the action is for.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>The event's type.</summary>
    public string Type { get; set; } = EventTypes.MessageReceived;

    /// <summary>What is or was said.</summary>
    public string Text { get; set; } = "";

    /// <summary>The rest of the data.</summary>
    public List<DataLine> Data { get; } = [];

    /// <summary>What is still missing, in words; null when it can be tried.</summary>
    public string? Missing => IsEvent
        ? string.IsNullOrWhiteSpace(Type) ? "Choose what happens." : Type.StartsWith(EventTypes.Reserved, StringComparison.OrdinalIgnoreCase) ? "Types that begin with “baton.” are Baton's own." : null
        : string.IsNullOrWhiteSpace(Agent) ? "Choose the agent who wants it." : string.IsNullOrWhiteSpace(Kind) ? "Say what the agent wants to do." : null;

    /// <summary>The form filled in as something was that happened; null when that is neither a proposal nor an event from outside.</summary>
    public static TryForm? Of(Event e)
    {
        if (e.Type == EventTypes.ActionProposed)
        {
            var proposal = ProposalJson.Read(e);
            var action = new TryForm { Agent = proposal.Agent, Kind = proposal.Kind, Purpose = proposal.Purpose ?? "", Text = proposal.Text ?? "" };
            action.Data.AddRange(DataLines.Of(proposal.Data));
            return action;
        }

        if (e.Type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal)) return null;
        var form = new TryForm { IsEvent = true, Type = e.Type, Text = e.Data.Text("text") ?? "" };
        form.Data.AddRange(DataLines.Of(e.Data).Where(line => line.Name != "text"));
        return form;
    }

    /// <summary>What is filled in, to be tried on a customer.</summary>
    public TryOrder ToOrder(Address? customer) => IsEvent
        ? new TryOrder { Customer = customer, Event = new TriedEvent(Type.Trim(), DataLines.Json(Text.Length > 0 ? Data.Prepend(new DataLine { Name = "text", Value = $"\"{Text}\"" }) : Data)) }
        : new TryOrder
        {
            Customer = customer,
            Action = new Proposal { Id = "try", Agent = Agent.Trim(), Kind = Kind.Trim(), Purpose = Given(Purpose), Text = Given(Text), Data = Data.Any(line => line.Name.Trim().Length > 0) ? DataLines.Json(Data) : default },
        };

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Data as lines of names and values, so that nobody has to write JSON.</summary>
public static class DataLines
{
    /// <summary>The members of an object, those inside others named with dots.</summary>
    public static IEnumerable<DataLine> Of(JsonElement data, string inside = "")
    {
        if (data.ValueKind != JsonValueKind.Object) yield break;
        foreach (var member in data.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
                foreach (var inner in Of(member.Value, inside + member.Name + ".")) yield return inner;
            else
                yield return new DataLine { Name = inside + member.Name, Value = Written(member.Value) };
        }
    }

    /// <summary>The object that lines make. A number, true, false, null and a list in brackets are that; all else is text, and so is what stands in quotation marks.</summary>
    public static JsonElement Json(IEnumerable<DataLine> lines)
    {
        var root = new JsonObject();
        foreach (var line in lines.Where(line => line.Name.Trim().Length > 0))
        {
            var path = line.Name.Trim().Split('.');
            var at = root;
            foreach (var name in path[..^1])
            {
                if (at[name] is not JsonObject inner) at[name] = inner = [];
                at = inner;
            }

            at[path[^1]] = Read(line.Value);
        }

        return JsonSerializer.SerializeToElement(root);
    }

    // A text that looks like something else stands in quotation marks, so that it stays a text.
    private static string Written(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return value.GetRawText();
        var text = value.GetString()!;
        return text.StartsWith('"') || Read(text) is not JsonValue read || read.GetValueKind() != JsonValueKind.String ? $"\"{text}\"" : text;
    }

    private static JsonNode? Read(string typed)
    {
        if (typed.StartsWith('"')) return JsonValue.Create(typed.Length > 1 && typed.EndsWith('"') ? typed[1..^1] : typed[1..]);
        var text = typed.Trim();
        if (text == "null") return null;
        if (text is "true" or "false") return JsonValue.Create(text == "true");
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && IsJson(text)) return JsonNode.Parse(text);
        return text.StartsWith('[') && IsJson(text) ? JsonNode.Parse(text) : JsonValue.Create(typed);
    }

    private static bool IsJson(string text)
    {
        try
        {
            _ = JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

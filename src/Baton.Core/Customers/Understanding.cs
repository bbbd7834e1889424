using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;

namespace Baton.Core.Customers;

/// <summary>What each understood event does to a customer's state. The table in <c>docs/events.md</c> says the same in words.</summary>
internal static class Understanding
{
    /// <summary>The types whose whole effect is on the state, so that they need no rule to be handled.</summary>
    public static bool IsComplete(string type) => type is EventTypes.CaseOpened or EventTypes.CaseUpdated or EventTypes.CaseResolved or EventTypes.MessageSent
        or EventTypes.ContactSent or EventTypes.ConsentChanged or EventTypes.CustomerUpdated or EventTypes.ConversationEnded;

    /// <summary>Why an event of an understood type cannot be interpreted; null when it can.</summary>
    public static string? Fault(Event e) => e.Type switch
    {
        EventTypes.MessageReceived when e.Text is null => "A message.received needs data.text, the customer's words as a text.",
        EventTypes.ConsentChanged when e.Data.Flag("doNotContact") is null && (e.Data.Text("purpose") ?? e.Data.Text("channel")) is null && e.Data.Member("consent") is not { ValueKind: JsonValueKind.Object } =>
            "A consent.changed needs data.doNotContact (true or false), or data.purpose or data.channel with data.granted, or data.consent (an object).",
        EventTypes.ConsentChanged when (e.Data.Text("purpose") ?? e.Data.Text("channel")) is not null && e.Data.Flag("granted") is null => "A consent.changed with data.purpose or data.channel needs data.granted, true or false.",
        EventTypes.CustomerUpdated when e.Data.ValueKind != JsonValueKind.Object => "A customer.updated needs data.attributes, an object.",
        EventTypes.CustomerUpdated or EventTypes.LeadCreated when e.Data.Member("attributes") is { ValueKind: not JsonValueKind.Object } => $"data.attributes of a {e.Type} must be an object.",
        _ => null,
    };

    /// <summary>The state after the event.</summary>
    public static CustomerState Apply(CustomerState state, Event e) => e.Type switch
    {
        EventTypes.CaseOpened or EventTypes.CaseUpdated => state with { OpenCases = Open(state.OpenCases, e) },
        EventTypes.CaseResolved => state with { OpenCases = Close(state.OpenCases, e) },
        EventTypes.ContactSent => state with { Actions = Contacted(state.Actions, e) },
        EventTypes.ConsentChanged => state with { Consent = Consent(state.Consent, e.Data) },
        EventTypes.CustomerUpdated => e.Data.Member("attributes") is { } named ? Updated(state, e, named) : Updated(state, e, e.Data, except: "customer"),
        EventTypes.LeadCreated => e.Data.Member("attributes") is { } attributes ? Updated(state, e, attributes) : state,
        EventTypes.CustomerPatched => Patched(state, e),
        _ => state,
    };

    private static ImmutableArray<Case> Open(ImmutableArray<Case> cases, Event e)
    {
        var id = CaseId(e) ?? (e.Type == EventTypes.CaseUpdated && cases.Length > 0 ? cases[^1].Id : e.Id);
        var known = cases.FirstOrDefault(c => c.Id == id);
        if (known is null && e.Type == EventTypes.CaseUpdated) return cases;
        var now = new Case(id, e.Data.Text("department") ?? known?.Department ?? "support", e.Data.Text("title") ?? e.Data.Text("subject") ?? known?.Title, e.Data.Text("priority") ?? known?.Priority, known?.Opened ?? e.Time);
        return known is null ? cases.Add(now) : cases.Replace(known, now);
    }

    // Without an id it is the case opened last.
    private static ImmutableArray<Case> Close(ImmutableArray<Case> cases, Event e) =>
        CaseId(e) is { } id ? cases.RemoveAll(c => c.Id == id) : cases.IsEmpty ? cases : cases.RemoveAt(cases.Length - 1);

    private static string? CaseId(Event e) => Name(e, "case") ?? Name(e, "caseId") ?? Name(e, "id");

    // Case numbers are often numbers.
    private static string? Name(Event e, string member) => e.Data.Member(member) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    // A channel that tells of an action which was allowed before is not telling of a second contact.
    private static ImmutableArray<ActionRecord> Contacted(ImmutableArray<ActionRecord> actions, Event e)
    {
        var known = e.Data.Text("action") is { } id ? actions.FirstOrDefault(a => a.Proposal.Id == id) : null;
        if (known is null) return actions.Add(Contact(e));
        return actions.Replace(known, known with { Status = known.Counts ? ActionStatus.Done : ActionStatus.Breach });
    }

    private static ActionRecord Contact(Event e) => new()
    {
        Proposal = new Proposal
        {
            Id = $"{e.Source}/{e.Id}",
            Agent = e.Data.Text("agent") ?? e.Actor.Name,
            Kind = e.Data.Text("kind") ?? "contact." + (e.Data.Text("channel") ?? "other"),
            Purpose = e.Data.Text("purpose"),
            Data = e.Data,
        },
        Department = e.Data.Text("department"),
        Status = ActionStatus.Done,
        Asked = e.Time,
        Decided = e.Time,
        Root = e.Root,
        Seq = e.Seq,
    };

    private static ImmutableSortedDictionary<string, bool> Consent(ImmutableSortedDictionary<string, bool> consent, JsonElement data)
    {
        if (data.Flag("doNotContact") is { } none) consent = consent.SetItem("doNotContact", none);
        if (data.Flag("granted") is { } granted)
        {
            if (data.Text("purpose") is { } purpose) consent = consent.SetItem(purpose, granted);
            if (data.Text("channel") is { } channel) consent = consent.SetItem(channel, granted);
        }

        return data.Member("consent") is { ValueKind: JsonValueKind.Object } several ? Merged(consent, several) : consent;
    }

    // Where attributes are not apart, the member that names the customer is none.
    private static CustomerState Updated(CustomerState state, Event e, JsonElement members, string? except = null)
    {
        var attributes = state.Attributes;
        foreach (var member in members.EnumerateObject())
        {
            if (member.Name == except) continue;
            attributes = member.Value.ValueKind == JsonValueKind.Null ? attributes.Remove(member.Name)
                : attributes.SetItem(member.Name, new AttributeValue(Merge(attributes.GetValueOrDefault(member.Name)?.Value, member.Value), e.Actor.ToString(), e.Time));
        }

        return state with { Attributes = attributes };
    }

    private static CustomerState Patched(CustomerState state, Event e)
    {
        if (e.Data.Member("attributes") is { ValueKind: JsonValueKind.Object } attributes) state = Updated(state, e, attributes);
        return e.Data.Member("consent") is { ValueKind: JsonValueKind.Object } consent ? state with { Consent = Merged(state.Consent, consent) } : state;
    }

    private static ImmutableSortedDictionary<string, bool> Merged(ImmutableSortedDictionary<string, bool> consent, JsonElement patch)
    {
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null) consent = consent.Remove(member.Name);
            else if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False) consent = consent.SetItem(member.Name, member.Value.GetBoolean());
        }

        return consent;
    }

    // JSON Merge Patch, RFC 7396, section 2.
    private static JsonElement Merge(JsonElement? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object) return patch;
        var merged = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (target is { ValueKind: JsonValueKind.Object } known) foreach (var member in known.EnumerateObject()) merged[member.Name] = member.Value;
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null) merged.Remove(member.Name);
            else merged[member.Name] = Merge(merged.TryGetValue(member.Name, out var before) ? before : null, member.Value);
        }

        return JsonSerializer.SerializeToElement(merged, Timeline.LogJson.Compact);
    }
}

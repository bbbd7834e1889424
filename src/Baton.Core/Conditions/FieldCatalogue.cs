using System.Collections.Immutable;

namespace Baton.Core.Conditions;

/// <summary>Every field that a condition can name: those that always have one meaning, and the free ones, whose names come with the data.</summary>
public static class FieldCatalogue
{
    private const string Attributes = "customer.attributes.";
    private const string Consent = "customer.consent.";

    /// <summary>The fields with a fixed name, in the order in which people look for them.</summary>
    public static ImmutableArray<FieldInfo> Fixed { get; } =
    [
        Of("event.type", "kind of event", there: true),
        Of("event.text", "message"),
        Of("event.agent", "agent of the event"),
        Of("event.actor", "who did it", there: true) with { Choices = ["Channel", "Agent", "Person", "Baton"] },
        Of("event.source", "where it came from", there: true),
        Of("event.time", "when it happened", FieldType.Time, there: true),
        Of("event.subject", "whom it names"),
        Of("event.id", "the event's id", there: true),
        Of("customer.openCases", "open cases", FieldType.Number, there: true) with { IsCount = true },
        Of("customer.openHandoffs", "open handoffs", FieldType.Number, there: true) with { IsCount = true },
        Of("customer.openTasks", "open tasks", FieldType.Number, there: true) with { IsCount = true },
        Of("customer.doNotContact", "wants no contact", FieldType.Flag, there: true),
        Of("customer.id", "the customer's id", there: true),
        Of("agent.department", "department", there: true),
        Of("agent.name", "agent", there: true),
        Of("agent.kind", "where the agent runs", there: true) with { Choices = [.. Agents.AgentKinds.Names] },
        Of("action.kind", "kind of action", there: true),
        Of("action.purpose", "purpose"),
        Of("action.channel", "channel"),
        Of("action.text", "text"),
        Of("action.agent", "agent who asks", there: true),
        Of("handoff.cause", "why it comes to a person", there: true) with { Choices = [.. Enum.GetNames<Handoffs.HandoffCause>()] },
        Of("handoff.queue", "queue", there: true),
        Of("handoff.title", "what is asked", there: true),
        Of("handoff.priority", "priority", there: true) with { Choices = [.. Enum.GetNames<Agents.Priority>()] },
    ];

    /// <summary>What free fields begin with.</summary>
    public static ImmutableArray<string> FreeBeginnings { get; } = ["event.data.", Attributes, Consent, "action.data."];

    /// <summary>The fields to offer where a condition stands: those that mean something there, and the free ones that were seen, the most frequent first.</summary>
    public static IReadOnlyList<FieldInfo> For(ConditionPlace place, ObservedFields seen)
    {
        var free = seen.Fields.Values.OrderByDescending(f => f.Times).ThenBy(f => f.Path, StringComparer.Ordinal).Select(f => seen.Typed(Find(f.Path)!)).Where(f => f.IsFree);
        return [.. Fixed.Concat(free).Where(f => f.MeansSomethingIn(place)).OrderBy(RankOf)];
    }

    /// <summary>The field of that path; null when there is none.</summary>
    public static FieldInfo? Find(string path)
    {
        foreach (var field in Fixed) if (field.Path == path) return field;
        return Field.Find(path, out _) is null ? null : Free(path);
    }

    /// <summary>The place of a field in the order in which people read them: event, customer, agent, action; the fixed ones of each before the free.</summary>
    public static int RankOf(FieldInfo field)
    {
        var place = Fixed.IndexOf(field with { Path = field.Key });
        return ((int)field.Subject * 100) + (place < 0 ? 99 : place);
    }

    private static FieldInfo Free(string path)
    {
        if (path.StartsWith("event.", StringComparison.Ordinal)) return Free(path, path, FieldSubject.Event, path["event.data.".Length..]);
        if (path.StartsWith("action.", StringComparison.Ordinal)) return Free(path, path, FieldSubject.Action, path["action.data.".Length..]);
        if (path.StartsWith(Consent, StringComparison.Ordinal) && path.IndexOf('.', Consent.Length) < 0)
        {
            var purpose = path[Consent.Length..];
            return new FieldInfo(path, Consent + purpose.ToUpperInvariant(), FieldSubject.Customer, FieldType.Flag, "consent to " + Words.Name(purpose)) { IsFree = true };
        }

        // An attribute has the name after customer. or customer.attributes.; only its own name goes without regard to case.
        var rest = path.StartsWith(Attributes, StringComparison.Ordinal) ? path[Attributes.Length..] : path["customer.".Length..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        var key = dot < 0 ? rest.ToUpperInvariant() : rest[..dot].ToUpperInvariant() + rest[dot..];
        return Free(path, Attributes + key, FieldSubject.Customer, rest);
    }

    private static FieldInfo Free(string path, string key, FieldSubject subject, string name) => new(path, key, subject, FieldType.Unknown, Words.Name(name)) { IsFree = true };

    private static FieldInfo Of(string path, string name, FieldType type = FieldType.Text, bool there = false) =>
        new(path, path, Enum.Parse<FieldSubject>(path[..path.IndexOf('.', StringComparison.Ordinal)], ignoreCase: true), type, name) { IsAlwaysThere = there };
}

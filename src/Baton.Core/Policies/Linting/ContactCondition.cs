using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Conditions;
using Baton.Core.Events;

namespace Baton.Core.Policies.Linting;

/// <summary>What starts a cooldown, said of the contact itself: an allowed contact is the event <c>contact.sent</c> with its kind, agent, channel and purpose.</summary>
internal static class ContactCondition
{
    private static readonly All True = new([]);
    private static readonly Any False = new([]);
    private static readonly ImmutableDictionary<string, string> OfAction = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("event.agent", "action.agent"), KeyValuePair.Create("event.data.agent", "action.agent"), KeyValuePair.Create("event.data.kind", "action.kind"),
        KeyValuePair.Create("event.data.channel", "action.channel"), KeyValuePair.Create("event.data.purpose", "action.purpose"),
    ]);

    /// <summary>That an action reaches the customer, as policies say it. The bare kind <c>contact</c>, which names no channel, is left out of account.</summary>
    public static Condition IsContact { get; } = Compare("action.kind", Operator.StartsWith, "contact.");

    /// <summary>That an event is a contact.</summary>
    public static Condition IsContactEvent { get; } = Compare("event.type", Operator.Eq, EventTypes.ContactSent);

    /// <summary>Which contacts start it; null when that depends on what a contact does not tell.</summary>
    public static Condition? Of(Condition after) => Translate(after) is { } translated ? new All([IsContact, translated]) : null;

    public static Comparison Compare<T>(string field, Operator op, T value) => new(Field.Find(field, out _)!, op, JsonSerializer.SerializeToElement(value));

    private static Condition? Translate(Condition condition) => condition switch
    {
        All { Parts: var parts } => Each(parts) is { } read ? new All([.. read]) : null,
        Any { Parts: var parts } => Each(parts) is { } read ? new Any([.. read]) : null,
        Not { Part: var part } => Translate(part) is { } read ? new Not(read) : null,
        Comparison comparison => Translate(comparison),
        _ => null,
    };

    private static List<Condition>? Each(ImmutableArray<Condition> parts)
    {
        var read = parts.Select(Translate).ToList();
        return read.Contains(null) ? null : [.. read.OfType<Condition>()];
    }

    private static Condition? Translate(Comparison comparison)
    {
        var path = comparison.Field.Path;
        if (!path.StartsWith("event.", StringComparison.Ordinal)) return comparison;
        if (OfAction.TryGetValue(path, out var same)) return comparison.On(Field.Find(same, out _)!);
        return path switch
        {
            "event.type" => Known(comparison, EventTypes.ContactSent),
            "event.source" => Known(comparison, "baton"),
            "event.actor" => Known(comparison, nameof(ActorKind.Agent)),
            "event.text" => Known(comparison, null),
            _ => null,
        };
    }

    private static Condition Known(Comparison comparison, string? value) => comparison.HoldsOf(FieldValue.Of(value)) ? True : False;
}

using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;

namespace Baton.Core.Conditions;

/// <summary>
/// What was seen in each field: a fold over events, actions and customers, from which the types of free fields come, and real values to offer.
/// Bounded, whatever is sent: so many fields, so deep, so many values of each.
/// </summary>
public sealed record ObservedFields
{
    private const int MostFields = 500;
    private const int MostDepth = 4;

    /// <summary>Nothing was seen yet.</summary>
    public static ObservedFields None { get; } = new();

    /// <summary>What was seen, by the key of the field.</summary>
    public ImmutableDictionary<string, ObservedField> Fields { get; init; } = ImmutableDictionary.Create<string, ObservedField>(StringComparer.Ordinal);

    /// <summary>How many fields were left out because there were too many.</summary>
    public long LeftOut { get; init; }

    /// <summary>With one more event.</summary>
    public ObservedFields See(Event e) => See(new Facts(e.Time, CustomerState.New(""), e), FieldSubject.Event).Inside("event.data.", e.Data, MostDepth);

    /// <summary>With one more action.</summary>
    public ObservedFields See(Proposal action) => See(new Facts(default, CustomerState.New(""), Action: action), FieldSubject.Action).Inside("action.data.", action.Data, MostDepth);

    /// <summary>With one more customer.</summary>
    public ObservedFields See(CustomerState customer)
    {
        var seen = See(new Facts(default, customer), FieldSubject.Customer);
        foreach (var (name, value) in customer.Attributes) seen = seen.With("customer.attributes." + name, value.Value, MostDepth);
        foreach (var (name, granted) in customer.Consent) seen = seen.With("customer.consent." + name, FieldValue.Of(granted));
        return seen;
    }

    /// <summary>What was seen of a field; null when nothing was.</summary>
    public ObservedField? Of(FieldInfo field) => Fields.GetValueOrDefault(field.Key);

    /// <summary>The field with the type that its values have.</summary>
    public FieldInfo Typed(FieldInfo field) => field is { IsFree: true, Type: FieldType.Unknown } && Of(field) is { } seen ? field with { Type = seen.Type } : field;

    // Where something happened and who did it differ by nature; only what repeats is worth offering.
    private ObservedFields See(Facts facts, FieldSubject subject)
    {
        var seen = this;
        foreach (var field in FieldCatalogue.Fixed)
        {
            if (field.Subject != subject || field.Path is "event.id" or "event.time" or "event.text" or "customer.id" or "action.text") continue;
            seen = seen.With(field.Path, Field.Find(field.Path, out _)!.Read(facts));
        }

        return seen;
    }

    private ObservedFields Inside(string beginning, JsonElement data, int depth)
    {
        var seen = this;
        if (data.ValueKind != JsonValueKind.Object) return seen;
        foreach (var member in data.EnumerateObject())
        {
            if (member.Name.Length is > 0 and <= 64 && !member.Name.Contains('.', StringComparison.Ordinal)) seen = seen.With(beginning + member.Name, member.Value, depth);
        }

        return seen;
    }

    private ObservedFields With(string path, JsonElement value, int depth) =>
        value.ValueKind != JsonValueKind.Object ? With(path, FieldValue.Of(value)) : depth == 0 ? this : Inside(path + ".", value, depth - 1);

    private ObservedFields With(string path, FieldValue value)
    {
        if (!value.Exists || FieldCatalogue.Find(path) is not { } field) return this;
        var before = Of(field);
        if (before is null && Fields.Count >= MostFields) return this with { LeftOut = LeftOut + 1 };
        return this with { Fields = Fields.SetItem(field.Key, (before ?? new ObservedField { Path = path }).See(value)) };
    }
}

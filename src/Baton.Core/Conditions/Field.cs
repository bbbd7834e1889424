using System.Text.Json;

namespace Baton.Core.Conditions;

/// <summary>
/// A field that a condition can name: <c>event.…</c>, <c>customer.…</c>, <c>agent.…</c>, <c>action.…</c>. Resolved once, when the
/// policy is read, so that evaluating it costs a delegate call. <c>docs/conditions.md</c> lists them.
/// </summary>
public sealed class Field
{
    private readonly Func<Facts, FieldValue> _read;

    private Field(string path, Func<Facts, FieldValue> read) => (Path, _read) = (path, read);

    /// <summary>As written.</summary>
    public string Path { get; }

    /// <summary>What is to be known of it.</summary>
    public FieldInfo Info => field ??= FieldCatalogue.Find(Path)!;

    /// <summary>Its value; missing when it or anything on the way to it is not there.</summary>
    public FieldValue Read(Facts facts) => _read(facts);

    /// <summary>Finds the field of that path, or says why there is none.</summary>
    public static Field? Find(string path, out string? fault)
    {
        fault = null;
        var parts = path.Split('.');
        var read = parts.Any(p => p.Length == 0) ? null : parts[0] switch
        {
            "event" => OfEvent(parts),
            "customer" => OfCustomer(parts),
            "agent" => OfAgent(parts),
            "action" => OfAction(parts),
            _ => null,
        };
        if (read is not null) return new Field(path, read);
        fault = $"There is no field '{path}'. Fields begin with event., customer., agent. or action.; see the list of fields in the documentation.";
        return null;
    }

    private static Func<Facts, FieldValue>? OfEvent(string[] parts) => parts switch
    {
        [_, "type"] => f => FieldValue.Of(f.Event?.Type),
        [_, "source"] => f => FieldValue.Of(f.Event?.Source),
        [_, "id"] => f => FieldValue.Of(f.Event?.Id),
        [_, "subject"] => f => FieldValue.Of(f.Event?.Subject),
        [_, "time"] => f => f.Event is { } e ? FieldValue.Of(e.Time) : default,
        [_, "text"] => f => FieldValue.Of(f.Event?.Text),
        [_, "agent"] => f => FieldValue.Of(f.Event?.Agent),
        [_, "actor"] => f => f.Event is { } e ? FieldValue.Of(e.Actor.Kind.ToString()) : default,
        [_, "data", .. { Length: > 0 } inner] => f => f.Event is { } e ? Inside(e.Data, inner) : default,
        _ => null,
    };

    private static Func<Facts, FieldValue>? OfCustomer(string[] parts) => parts switch
    {
        [_, "id"] => f => FieldValue.Of(f.Customer.Id),
        [_, "openCases"] => f => FieldValue.Of(f.Customer.OpenCases.Length),
        [_, "openHandoffs"] => f => FieldValue.Of(f.Customer.Handoffs.Length),
        [_, "openTasks"] => f => FieldValue.Of(f.Customer.Tasks.Length),
        [_, "doNotContact"] => f => FieldValue.Of(f.Customer.DoNotContact),
        [_, "consent", var name] => f => f.Customer.Consent.TryGetValue(name, out var granted) ? FieldValue.Of(granted) : default,
        [_, "attributes", var name, .. var inner] => f => Attribute(f, name, inner),
        [_, var name, .. var inner] => f => Attribute(f, name, inner),
        _ => null,
    };

    private static Func<Facts, FieldValue>? OfAgent(string[] parts) => parts switch
    {
        [_, "name"] => f => FieldValue.Of(f.Agent?.Name),
        [_, "department"] => f => FieldValue.Of(f.Agent?.Department),
        [_, "kind"] => f => f.Action is { IsPersons: true } ? FieldValue.Of(Arbitration.People.Kind) : f.Agent is { } a ? FieldValue.Of(Agents.AgentKinds.Name(a.Kind)) : default,
        _ => null,
    };

    private static Func<Facts, FieldValue>? OfAction(string[] parts) => parts switch
    {
        [_, "kind"] => f => FieldValue.Of(f.Action?.Kind),
        [_, "purpose"] => f => FieldValue.Of(f.Action?.Purpose),
        [_, "channel"] => f => FieldValue.Of(f.Action?.Channel),
        [_, "text"] => f => FieldValue.Of(f.Action?.Text),
        [_, "agent"] => f => FieldValue.Of(f.Action?.Agent),
        [_, "data", .. { Length: > 0 } inner] => f => f.Action is { } a ? Inside(a.Data, inner) : default,
        _ => null,
    };

    private static FieldValue Attribute(Facts facts, string name, string[] inner) =>
        facts.Customer.Attributes.TryGetValue(name, out var attribute) ? Inside(attribute.Value, inner) : default;

    private static FieldValue Inside(JsonElement value, string[] path)
    {
        foreach (var name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value)) return default;
        }

        return FieldValue.Of(value);
    }
}

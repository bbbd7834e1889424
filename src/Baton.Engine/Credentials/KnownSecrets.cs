using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Engine.Credentials;

/// <summary>The values of one workspace, in every form in which they may turn up.</summary>
internal sealed class KnownSecrets
{
    private readonly (string Form, string Name)[] _forms;
    private readonly SearchValues<string> _any;
    private readonly HashSet<string> _values;

    public KnownSecrets(IEnumerable<(string Name, string Value)> secrets)
    {
        var known = secrets.Distinct().ToList();
        _values = known.Select(s => s.Value).ToHashSet(StringComparer.Ordinal);
        // Longer ones first, so that a form that lies in another does not leave half of it.
        _forms = [.. known.SelectMany(s => SecretForms.Of(s.Value).Select(form => (form, s.Name))).DistinctBy(f => f.form, StringComparer.Ordinal).OrderByDescending(f => f.form.Length)];
        _any = SearchValues.Create([.. _forms.Select(f => f.Form)], StringComparison.Ordinal);
    }

    public bool IsEmpty => _forms.Length == 0;

    /// <summary>When it was last asked for.</summary>
    public DateTimeOffset Used { get; set; }

    public bool Holds(string value) => _values.Contains(value);

    public string Scrub(string text)
    {
        if (IsEmpty || !text.AsSpan().ContainsAny(_any)) return text;
        foreach (var (form, name) in _forms) text = text.Replace(form, $"[credential {name}]", StringComparison.Ordinal);
        return text;
    }

    public JsonElement? Scrub(JsonElement? value) => value is { } there ? Scrub(there) : null;

    public JsonElement Scrub(JsonElement value)
    {
        if (IsEmpty || value.ValueKind == JsonValueKind.Undefined || !IsIn(value)) return value;
        return value.ValueKind == JsonValueKind.String ? JsonSerializer.SerializeToElement(Scrub(value.GetString()!)) : JsonSerializer.SerializeToElement(Scrubbed(value));
    }

    private bool IsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString().AsSpan().ContainsAny(_any),
        JsonValueKind.Array => value.EnumerateArray().Any(IsIn),
        JsonValueKind.Object => value.EnumerateObject().Any(member => member.Name.AsSpan().ContainsAny(_any) || IsIn(member.Value)),
        JsonValueKind.Number => value.GetRawText().AsSpan().ContainsAny(_any), // a value may be digits only
        _ => false,
    };

    private JsonNode? Scrubbed(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return Scrub(value.GetString()!);
            case JsonValueKind.Number when IsIn(value):
                return Scrub(value.GetRawText());
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(Scrubbed)]);
            case JsonValueKind.Object:
                var scrubbed = new JsonObject();
                foreach (var member in value.EnumerateObject()) scrubbed[Scrub(member.Name)] = Scrubbed(member.Value);
                return scrubbed;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                return JsonValue.Create(value);
        }
    }
}

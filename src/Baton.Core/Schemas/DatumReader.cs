using System.Globalization;
using System.Text.Json;
using Baton.Core.Policies;

namespace Baton.Core.Schemas;

/// <summary>Reads JSON into <see cref="Datum"/> within bounds, naming what cannot be held against a schema.</summary>
/// <param name="maxValues">How many values it may consist of.</param>
internal sealed class DatumReader(int maxValues)
{
    /// <summary>How deep JSON may be nested.</summary>
    public const int MaxDepth = 128;

    private const int MaxFaults = 20;

    private readonly List<(string Pointer, string Sentence)> _faults = [];
    private readonly Stack<string> _path = [];
    private int _values;

    /// <summary>What was wrong; nothing was read when there is any.</summary>
    public IReadOnlyList<(string Pointer, string Sentence)> Faults => _faults;

    private bool Enough => _values > maxValues || _faults.Count >= MaxFaults;

    public Datum? Read(JsonElement json)
    {
        var datum = ReadValue(json);
        return _faults.Count == 0 ? datum : null;
    }

    private Datum? ReadValue(JsonElement json)
    {
        if (++_values > maxValues) return Wrong(string.Create(CultureInfo.InvariantCulture, $"Is too large: a value may consist of {maxValues:N0} values at most."));
        switch (json.ValueKind)
        {
            case JsonValueKind.Null: return new Datum { Kind = DatumKind.Null };
            case JsonValueKind.True or JsonValueKind.False: return new Datum { Kind = DatumKind.Boolean, Truth = json.ValueKind == JsonValueKind.True };
            case JsonValueKind.Number: return Number(json);
            case JsonValueKind.String: return Text(json);
            case JsonValueKind.Array or JsonValueKind.Object when _path.Count >= MaxDepth: return Wrong($"Is nested too deep: {MaxDepth} levels are allowed.");
            case JsonValueKind.Array: return List(json);
            case JsonValueKind.Object: return Object(json);
            default: return Wrong("There is no value.");
        }
    }

    private Datum? Number(JsonElement json)
    {
        var raw = json.GetRawText();
        return JsonNumber.Read(raw) is { } number ? new Datum { Kind = DatumKind.Number, Text = raw, Number = number } : Wrong("Is a number too long or too large to be looked at.");
    }

    private Datum List(JsonElement json)
    {
        var parts = new List<Datum>(Math.Min(json.GetArrayLength(), maxValues));
        foreach (var element in json.EnumerateArray())
        {
            if (Enough) break;
            _path.Push(parts.Count.ToString(CultureInfo.InvariantCulture));
            if (ReadValue(element) is { } part) parts.Add(part);
            _path.Pop();
        }

        return Datum.Of(DatumKind.List, [.. parts], null);
    }

    private Datum Object(JsonElement json)
    {
        var (parts, names, known) = (new List<Datum>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var member in json.EnumerateObject())
        {
            if (Enough) break;
            if (NameOf(member) is not { } name) continue;
            _path.Push(name);
            if (!known.Add(name))
            {
                Wrong("Is there twice.");
            }
            else if (ReadValue(member.Value) is { } part)
            {
                parts.Add(part);
                names.Add(name);
            }

            _path.Pop();
        }

        return Datum.Of(DatumKind.Object, [.. parts], [.. names]);
    }

    // JSON may escape half of a surrogate pair, which is no text: System.Text.Json throws when asked for it.
    private Datum? Text(JsonElement json)
    {
        try
        {
            return new Datum { Kind = DatumKind.Text, Text = json.GetString()! };
        }
        catch (InvalidOperationException)
        {
            return Wrong("Is no Unicode text: it holds half of a surrogate pair.");
        }
    }

    private string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            Wrong("Has a member whose name is no Unicode text: it holds half of a surrogate pair.");
            return null;
        }
    }

    private Datum? Wrong(string sentence)
    {
        if (_faults.Count < MaxFaults) _faults.Add((_path.Reverse().Aggregate("", Fault.To), sentence));
        return null;
    }
}

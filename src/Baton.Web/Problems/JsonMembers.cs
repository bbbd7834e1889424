using System.Globalization;
using System.Text.Json;
using System.Xml;
using Baton.Core.Conditions;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Web.Problems;

/// <summary>The members of a JSON object that was sent, asked for by name; every fault is noted with its place.</summary>
internal sealed class JsonMembers(JsonElement json, List<Fault> faults, string pointer = "")
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The member, unless it is missing or null.</summary>
    public JsonElement? Value(string name)
    {
        _known.Add(name);
        return json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public void Wrong(string name, string detail) => faults.Add(new Fault(PointerTo(name), detail));

    /// <summary>A fault of the whole object.</summary>
    public void WrongHere(string detail) => faults.Add(new Fault(pointer, detail));

    /// <summary>A fault of one element of a list.</summary>
    public void WrongAt(string name, int index, string detail) => faults.Add(new Fault(string.Create(CultureInfo.InvariantCulture, $"{PointerTo(name)}/{index}"), detail));

    /// <summary>Faults found elsewhere.</summary>
    public void Wrong(IEnumerable<Fault> more) => faults.AddRange(more.Select(fault => fault with { Pointer = pointer + fault.Pointer }));

    public string? Text(string name, bool required = false, int max = 200)
    {
        if (Value(name) is not { } value)
        {
            if (required) Wrong(name, $"'{name}' is missing.");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Trim().Length > 0 && text.Length <= max) return text;
        Wrong(name, $"'{name}' must be a text of 1 to {max} characters.");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? Word(string name, string[] words, bool required = false)
    {
        if (Text(name, required) is not { } text) return null;
        if (words.Contains(text, StringComparer.Ordinal)) return text;
        Wrong(name, $"'{name}' must be one of {string.Join(", ", words)}.");
        return null;
    }

    public int? Whole(string name, int min, int max)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        Wrong(name, $"'{name}' must be a whole number from {min} to {max}.");
        return null;
    }

    public double? Number(string name, double min, double max)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max) return number;
        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a number from {min} to {max}."));
        return null;
    }

    /// <summary>A whole number that may be larger than those of <see cref="Whole"/>.</summary>
    public long? Count(string name, long min, long max)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max) return number;
        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a whole number from {min:N0} to {max:N0}."));
        return null;
    }

    /// <summary>An amount of money.</summary>
    public decimal? Money(string name, decimal min, decimal max)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount >= min && amount <= max) return amount;
        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' must be an amount from {min} to {max:N0}."));
        return null;
    }

    public bool? Flag(string name)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Wrong(name, $"'{name}' must be true or false.");
        return null;
    }

    /// <summary>An ISO 8601 duration within limits.</summary>
    public TimeSpan? Duration(string name, TimeSpan min, TimeSpan max)
    {
        if (Text(name, max: 40) is not { } text) return null;
        try
        {
            var span = XmlConvert.ToTimeSpan(text);
            if (span >= min && span <= max) return span;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // Named below, like one outside the limits.
        }

        Wrong(name, $"'{name}' must be an ISO 8601 duration from {XmlConvert.ToString(min)} to {XmlConvert.ToString(max)}, for example PT20S.");
        return null;
    }

    /// <summary>A whole web address, kept as it was written.</summary>
    public Uri? Address(string name, bool required = false)
    {
        if (Text(name, required, max: 2000) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Host.Length: > 0, UserInfo.Length: 0 }) return address;
        Wrong(name, $"'{name}' must be a whole web address without a password in it, for example https://agents.example.com/work.");
        return null;
    }

    /// <summary>A condition of the policy's language, as it is; faults inside are named with their places.</summary>
    public JsonElement? Condition(string name)
    {
        if (Value(name) is not { } value) return null;
        return ConditionReader.Read(value, PointerTo(name), faults) is null ? null : value.Clone();
    }

    /// <summary>A moment, as RFC 3339 writes it.</summary>
    public DateTimeOffset? Moment(string name, bool required = false)
    {
        if (Value(name) is not { } value)
        {
            if (required) Wrong(name, $"'{name}' is missing.");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && Rfc3339.Read(value.GetString()) is { } time) return time;
        Wrong(name, $"'{name}' must be a time such as 2026-11-21T09:00:00Z.");
        return null;
    }

    /// <summary>An object, as it is.</summary>
    public JsonElement? Object(string name)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return value.Clone();
        Wrong(name, $"'{name}' must be an object.");
        return null;
    }

    /// <summary>An object whose members are read on.</summary>
    public JsonMembers? Members(string name) => Object(name) is { } value ? new JsonMembers(value, faults, PointerTo(name)) : null;

    /// <summary>The elements of a list, each an object.</summary>
    public IReadOnlyList<JsonMembers> List(string name, int max)
    {
        if (Value(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= max && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Object))
            return [.. value.EnumerateArray().Select((e, i) => new JsonMembers(e, faults, $"{PointerTo(name)}/{i}"))];
        Wrong(name, $"'{name}' must be a list of at most {max} objects.");
        return [];
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string>? Texts(string name, int max)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= max && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String && e.GetString() is { Length: > 0 and <= 200 }))
            return [.. value.EnumerateArray().Select(e => e.GetString()!)];
        Wrong(name, $"'{name}' must be a list of at most {max} texts.");
        return null;
    }

    /// <summary>Faults every member that nobody asked for, so that a misspelt one is not silently without effect.</summary>
    public void NothingElse()
    {
        foreach (var member in json.EnumerateObject().Where(m => !_known.Contains(m.Name)))
            Wrong(member.Name, $"There is no '{member.Name}' here. Known: {string.Join(", ", _known)}.");
    }

    private string PointerTo(string name) => pointer + "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

using System.Globalization;
using System.Text.Json;
using System.Xml;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>One object of a policy document being read: asks for its members by name and notes every fault with its place.</summary>
internal sealed class RuleJson(JsonElement json, string pointer, List<Fault> faults)
{
    private readonly HashSet<string> _known = [];

    public JsonElement? Member(string name)
    {
        _known.Add(name);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
    }

    public void Wrong(string name, string detail) => faults.Add(new Fault(Fault.To(pointer, name), detail));

    public string? Text(string name, bool required = false, int max = 200)
    {
        if (Member(name) is not { } value)
        {
            if (required) Wrong(name, $"'{name}' is missing.");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= max) return text;
        Wrong(name, $"'{name}' must be a text of 1 to {max} characters.");
        return null;
    }

    public string Id()
    {
        var id = Text("id", required: true, max: 64);
        if (id is not null && !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) Wrong("id", "An id has letters, digits, '-', '_' and '.' only.");
        return id ?? "?";
    }

    public bool Flag(string name, bool otherwise)
    {
        if (Member(name) is not { } value) return otherwise;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Wrong(name, $"'{name}' must be true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    public int Whole(string name, int min, int max)
    {
        if (Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        Wrong(name, $"'{name}' must be a whole number from {min} to {max}.");
        return min;
    }

    public double? Number(string name, double min, double max)
    {
        if (Member(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max) return number;
        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a number from {min} to {max}."));
        return null;
    }

    /// <summary>A number from 0 to 1.</summary>
    public double Share(string name, double otherwise)
    {
        if (Member(name) is not { } value) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && share is >= 0 and <= 1) return share;
        Wrong(name, $"'{name}' must be a number from 0 to 1.");
        return otherwise;
    }

    public TimeSpan Duration(string name, string? otherwise = null)
    {
        if (Member(name) is null && otherwise is not null) return XmlConvert.ToTimeSpan(otherwise);
        if (Text(name, required: true, max: 40) is { } text)
        {
            if (ReadDuration(text) is { } span) return span;
            Wrong(name, $"'{name}' must be an ISO 8601 duration above zero and up to 400 days, for example PT48H or P7D.");
        }

        return TimeSpan.FromHours(1);
    }

    public TimeSpan Duration(string name, TimeSpan otherwise) => Duration(name, XmlConvert.ToString(otherwise));

    public CapWindow Per(string name)
    {
        switch (Text(name, required: true, max: 40))
        {
            case "day": return new(CapWindow.Units.Day, TimeSpan.FromDays(1));
            case "week": return new(CapWindow.Units.Week, TimeSpan.FromDays(7));
            case "month": return new(CapWindow.Units.Month, TimeSpan.FromDays(31));
            case { } text when ReadDuration(text) is { } span: return new(CapWindow.Units.Rolling, span);
            case not null: Wrong(name, $"'{name}' must be day, week, month, or an ISO 8601 duration above zero and up to 400 days."); break;
        }

        return default;
    }

    public TimeOnly Clock(string name)
    {
        if (Text(name, required: true, max: 8) is { } text)
        {
            if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
            Wrong(name, $"'{name}' must be a time of day such as 21:00.");
        }

        return default;
    }

    public Verdict Verdict(string name, Verdict otherwise)
    {
        if (Text(name, max: 20) is not { } text) return otherwise;
        if (VerdictWords.Parse(text) is { } verdict and not Arbitration.Verdict.Allow) return verdict;
        Wrong(name, $"'{name}' must be delay, suppress or escalate.");
        return otherwise;
    }

    public TEnum Choice<TEnum>(string name, TEnum otherwise)
        where TEnum : struct, Enum
    {
        if (Text(name, max: 40) is not { } text) return otherwise;
        foreach (var value in Enum.GetValues<TEnum>()) if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
        Wrong(name, $"'{name}' must be one of {string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
        return otherwise;
    }

    public Condition Condition(string name)
    {
        if (Member(name) is { } value) return ConditionReader.Read(value, $"{pointer}/{name}", faults) ?? Never;
        Wrong(name, $"'{name}', a condition, is missing.");
        return Never;
    }

    /// <summary>The objects of a list; none when it is missing or no such list.</summary>
    public IReadOnlyList<RuleJson> List(string name, int most)
    {
        if (Member(name) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > most || list.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.Object)) return [];
        return [.. list.EnumerateArray().Select((e, i) => new RuleJson(e, $"{pointer}/{name}/{i}", faults))];
    }

    public RuleJson? Object(string name)
    {
        if (Member(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return new RuleJson(value, $"{pointer}/{name}", faults);
        Wrong(name, $"'{name}' must be an object.");
        return null;
    }

    /// <summary>The names of all its members.</summary>
    public IReadOnlyList<string> Names() => json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject().Select(m => m.Name)] : [];

    /// <summary>Faults every member that nobody asked for, so that a misspelt one is not silently without effect.</summary>
    public void NothingElse()
    {
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (var member in json.EnumerateObject().Where(m => !_known.Contains(m.Name)))
        {
            Wrong(member.Name, $"There is no '{member.Name}' here. Known: {string.Join(", ", _known)}.");
        }
    }

    private static Any Never { get; } = new([]);

    private static TimeSpan? ReadDuration(string text)
    {
        try
        {
            var span = XmlConvert.ToTimeSpan(text);
            return span > TimeSpan.Zero && span <= TimeSpan.FromDays(400) ? span : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Core.Timeline;

namespace Baton.Core.Conditions;

/// <summary>How a field is compared. The names in JSON are these in camelCase.</summary>
public enum Operator
{
    /// <summary>Is the same.</summary>
    Eq,

    /// <summary>Is there and is not the same.</summary>
    Ne,

    /// <summary>Is greater or later.</summary>
    Gt,

    /// <summary>Is greater or later, or the same.</summary>
    Gte,

    /// <summary>Is less or earlier.</summary>
    Lt,

    /// <summary>Is less or earlier, or the same.</summary>
    Lte,

    /// <summary>Is one of a list.</summary>
    In,

    /// <summary>Is there and is none of a list.</summary>
    NotIn,

    /// <summary>Contains a text, or a list has the element.</summary>
    Contains,

    /// <summary>Contains one of some words or phrases, as whole words; or a list has one of the elements.</summary>
    ContainsAny,

    /// <summary>Begins with.</summary>
    StartsWith,

    /// <summary>Ends with.</summary>
    EndsWith,

    /// <summary>Matches a regular expression, in linear time.</summary>
    Matches,

    /// <summary>Is known (or, with false, is not).</summary>
    Exists,
}

/// <summary>A comparison of one field with a constant. Text is compared without regard to case.</summary>
public sealed record Comparison : Condition
{
    // The constant made ready once, so that comparing reads no JSON.
    private readonly FieldValue _constant;
    private readonly FieldValue[] _options = [];
    private readonly DateTimeOffset? _time;
    private readonly Regex? _pattern;

    /// <summary>A comparison; the reader has checked that the value fits the operator.</summary>
    public Comparison(Field field, Operator op, JsonElement value, Regex? pattern = null)
    {
        (Field, Operator, Value, _pattern) = (field, op, value, pattern);
        _constant = FieldValue.Of(value);
        _time = Rfc3339.Read(_constant.Text);
        if (value.ValueKind == JsonValueKind.Array) _options = [.. value.EnumerateArray().Select(FieldValue.Of)];
    }

    /// <summary>The field.</summary>
    public Field Field { get; }

    /// <summary>The operator.</summary>
    public Operator Operator { get; }

    /// <summary>The constant.</summary>
    public JsonElement Value { get; }

    /// <inheritdoc/>
    public override Miss? FirstMiss(Facts facts) => Holds(facts) ? null : new Miss(this, Field.Read(facts));

    /// <inheritdoc/>
    public override bool Holds(Facts facts) => HoldsOf(Field.Read(facts));

    /// <summary>Whether it is true when the field holds that.</summary>
    public bool HoldsOf(FieldValue found)
    {
        if (Operator == Operator.Exists) return found.Exists == (Value.ValueKind != JsonValueKind.False);
        if (!found.Exists) return false;
        return Operator switch
        {
            Operator.Eq => found.Is(_constant),
            Operator.Ne => !found.Is(_constant),
            Operator.Gt => Compare(found) > 0,
            Operator.Gte => Compare(found) >= 0,
            Operator.Lt => Compare(found) < 0,
            Operator.Lte => Compare(found) <= 0,
            Operator.In => IsOneOf(found),
            Operator.NotIn => !IsOneOf(found),
            Operator.Contains => Has(found),
            Operator.ContainsAny => HasAny(found),
            Operator.StartsWith => found.Text?.StartsWith(_constant.Text!, StringComparison.OrdinalIgnoreCase) == true,
            Operator.EndsWith => found.Text?.EndsWith(_constant.Text!, StringComparison.OrdinalIgnoreCase) == true,
            Operator.Matches => found.Text is { } subject && _pattern!.IsMatch(subject),
            _ => false,
        };
    }

    /// <summary>The same asked of another field.</summary>
    internal Comparison On(Field other) => new(other, Operator, Value, _pattern);

    // Null when the two cannot be compared, which makes every ordering false.
    private int? Compare(FieldValue found)
    {
        if (_constant.Number is { } number) return found.Number?.CompareTo(number);
        if (found.Text is not { } other || _constant.Text is not { } text) return null;
        if (_time is { } time && Rfc3339.Read(other) is { } when) return when.CompareTo(time);
        return string.Compare(other, text, StringComparison.OrdinalIgnoreCase);
    }

    private bool IsOneOf(FieldValue found)
    {
        foreach (var option in _options) if (found.Is(option)) return true;
        return false;
    }

    private bool Has(FieldValue found) => found.List is { } list ? ListHas(list, _constant)
        : _constant.Text is { } text && found.Text?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private bool HasAny(FieldValue found)
    {
        foreach (var option in _options)
        {
            if (found.List is { } list ? ListHas(list, option) : found.Text is { } words && HasWord(words, option.Text!)) return true;
        }

        return false;
    }

    private static bool ListHas(JsonElement list, FieldValue wanted)
    {
        foreach (var element in list.EnumerateArray()) if (FieldValue.Of(element).Is(wanted)) return true;
        return false;
    }

    internal static bool HasWord(string words, string wanted)
    {
        for (var at = 0; wanted.Length > 0 && (at = words.IndexOf(wanted, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + wanted.Length;
            if ((at == 0 || !char.IsLetterOrDigit(words[at - 1])) && (end == words.Length || !char.IsLetterOrDigit(words[end]))) return true;
        }

        return false;
    }
}

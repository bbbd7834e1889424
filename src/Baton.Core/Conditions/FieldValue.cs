using System.Globalization;
using System.Text.Json;

namespace Baton.Core.Conditions;

/// <summary>What a field holds at one moment, read without allocating where that can be.</summary>
public readonly struct FieldValue
{
    private enum Kind : byte { Missing, Text, Number, Flag, Json }

    private readonly Kind _kind;
    private readonly string? _text;
    private readonly double _number;
    private readonly JsonElement _json;

    private FieldValue(Kind kind, string? text = null, double number = 0, JsonElement json = default) =>
        (_kind, _text, _number, _json) = (kind, text, number, json);

    /// <summary>Nothing there.</summary>
    public static FieldValue Missing => default;

    /// <summary>Whether there is anything.</summary>
    public bool Exists => _kind != Kind.Missing;

    /// <summary>A text; null is missing.</summary>
    public static FieldValue Of(string? text) => text is null ? default : new(Kind.Text, text);

    /// <summary>A number.</summary>
    public static FieldValue Of(double number) => new(Kind.Number, number: number);

    /// <summary>True or false.</summary>
    public static FieldValue Of(bool flag) => new(Kind.Flag, number: flag ? 1 : 0);

    /// <summary>A time, compared as RFC 3339 text.</summary>
    public static FieldValue Of(DateTimeOffset time) => new(Kind.Text, time.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A JSON value; null and undefined are missing.</summary>
    public static FieldValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => default,
        JsonValueKind.String => new(Kind.Text, json.GetString()),
        JsonValueKind.Number when json.TryGetDouble(out var number) => new(Kind.Number, number: number),
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        _ => new(Kind.Json, json: json),
    };

    /// <summary>The text, when it is one.</summary>
    public string? Text => _kind == Kind.Text ? _text : null;

    /// <summary>The number, when it is one.</summary>
    public double? Number => _kind == Kind.Number ? _number : null;

    /// <summary>The elements, when it is a list.</summary>
    public JsonElement? List => _kind == Kind.Json && _json.ValueKind == JsonValueKind.Array ? _json : null;

    /// <summary>Whether it is true or false, when it is one of them.</summary>
    public bool? Flag => _kind == Kind.Flag ? _number > 0 : null;

    /// <summary>It as JSON; undefined when it is missing.</summary>
    public JsonElement ToJson() => _kind switch
    {
        Kind.Missing => default,
        Kind.Text => JsonSerializer.SerializeToElement(_text),
        Kind.Number => JsonSerializer.SerializeToElement(_number),
        Kind.Flag => JsonSerializer.SerializeToElement(_number > 0),
        _ => _json,
    };

    /// <summary>Whether it is the same as another; text without regard to case. What is missing is the same as nothing.</summary>
    public bool Is(FieldValue other) => _kind == other._kind && _kind switch
    {
        Kind.Text => string.Equals(_text, other._text, StringComparison.OrdinalIgnoreCase),
        Kind.Number or Kind.Flag => _number.Equals(other._number),
        Kind.Json => JsonElement.DeepEquals(_json, other._json),
        _ => false,
    };

    /// <summary>It in words, shortened, for sentences.</summary>
    public override string ToString() => _kind switch
    {
        Kind.Missing => "missing",
        Kind.Text => _text!.Length <= 60 ? _text : string.Concat(_text.AsSpan(0, 59), "…"),
        Kind.Number => _number.ToString(CultureInfo.InvariantCulture),
        Kind.Flag => _number > 0 ? "true" : "false",
        _ => _json.GetRawText() is { Length: > 60 } raw ? string.Concat(raw.AsSpan(0, 59), "…") : _json.GetRawText(),
    };
}

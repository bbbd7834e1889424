using System.Text;

namespace Baton.Core.Schemas;

/// <summary>How values are named in faults.</summary>
internal static class Speaking
{
    private const int LongText = 60;
    private const int ManyNames = 12;

    /// <summary>What was found: <c>the text "forty"</c>, <c>a list of 3 items</c>.</summary>
    public static string Found(this Datum value) => value.Kind switch
    {
        DatumKind.Null => "null",
        DatumKind.Boolean => value.Truth ? "true" : "false",
        DatumKind.Number => "the number " + value.Text.Shorten(),
        DatumKind.Text => "the text " + value.Json(),
        DatumKind.List => value.Parts.Length switch { 0 => "an empty list", 1 => "a list of one item", var n => $"a list of {n} items" },
        _ => value.Parts.Length == 0 ? "an empty object" : "an object with " + Names(value.Parts.Select(p => p.Name)),
    };

    /// <summary>A value as it stands in JSON, shortened.</summary>
    public static string Json(this Datum value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString().Shorten(LongText * 2);
    }

    /// <summary>Names in quotes, the first dozen.</summary>
    public static string Names(IEnumerable<string> names)
    {
        var all = names.Take(ManyNames + 1).Select(n => $"'{n.Shorten()}'").ToList();
        return all.Count > ManyNames ? string.Join(", ", all.Take(ManyNames)) + " and more" : string.Join(", ", all);
    }

    /// <summary>A text of bounded length, never cut through a character.</summary>
    public static string Shorten(this string text, int most = LongText)
    {
        if (text.Length <= most) return text;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");
    }

    /// <summary>One of several: <c>a, b or c</c>.</summary>
    public static string Or(this IReadOnlyList<string> words) => words.Count < 2 ? string.Concat(words) : string.Join(", ", words.Take(words.Count - 1)) + " or " + words[^1];

    private static void Write(Datum value, StringBuilder text)
    {
        if (text.Length > LongText * 2) return;
        switch (value.Kind)
        {
            case DatumKind.Null: text.Append("null"); break;
            case DatumKind.Boolean: text.Append(value.Truth ? "true" : "false"); break;
            case DatumKind.Number: text.Append(value.Text.Shorten()); break;
            case DatumKind.Text: text.Append('"').Append(value.Text.Shorten().Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")).Append('"'); break;
            default:
                var list = value.Kind == DatumKind.List;
                text.Append(list ? '[' : '{');
                foreach (var part in value.Parts.Take(LongText))
                {
                    if (part.Position > 0) text.Append(',');
                    if (!list) text.Append('"').Append(part.Name.Shorten()).Append("\":");
                    Write(part, text);
                }

                text.Append(list ? ']' : '}');
                break;
        }
    }
}

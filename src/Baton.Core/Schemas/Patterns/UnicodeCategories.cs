using System.Collections.Frozen;

namespace Baton.Core.Schemas.Patterns;

/// <summary>The general categories of Unicode by their names, as in <c>\p{Letter}</c>.</summary>
internal static class UnicodeCategories
{
    private static readonly FrozenDictionary<string, string> ShortNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Letter"] = "L", ["Uppercase_Letter"] = "Lu", ["Lowercase_Letter"] = "Ll", ["Titlecase_Letter"] = "Lt", ["Modifier_Letter"] = "Lm", ["Other_Letter"] = "Lo",
        ["Mark"] = "M", ["Combining_Mark"] = "M", ["Nonspacing_Mark"] = "Mn", ["Spacing_Mark"] = "Mc", ["Enclosing_Mark"] = "Me",
        ["Number"] = "N", ["Decimal_Number"] = "Nd", ["digit"] = "Nd", ["Letter_Number"] = "Nl", ["Other_Number"] = "No",
        ["Punctuation"] = "P", ["punct"] = "P", ["Connector_Punctuation"] = "Pc", ["Dash_Punctuation"] = "Pd", ["Open_Punctuation"] = "Ps", ["Close_Punctuation"] = "Pe",
        ["Initial_Punctuation"] = "Pi", ["Final_Punctuation"] = "Pf", ["Other_Punctuation"] = "Po",
        ["Symbol"] = "S", ["Math_Symbol"] = "Sm", ["Currency_Symbol"] = "Sc", ["Modifier_Symbol"] = "Sk", ["Other_Symbol"] = "So",
        ["Separator"] = "Z", ["Space_Separator"] = "Zs", ["Line_Separator"] = "Zl", ["Paragraph_Separator"] = "Zp",
        ["Other"] = "C", ["Control"] = "Cc", ["cntrl"] = "Cc", ["Format"] = "Cf", ["Private_Use"] = "Co", ["Unassigned"] = "Cn",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Known = ShortNames.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The characters in a category, or all others.</summary>
    public static CharacterSet Find(string name, bool outside)
    {
        var category = name.Split('=') switch
        {
            ["General_Category" or "gc", var value] => value,
            [var value] => value,
            _ => "",
        };
        category = ShortNames.GetValueOrDefault(category, category);
        return category switch
        {
            "Any" => outside ? new CharacterSet() : new CharacterSet().Add(0, 0x10FFFF),
            "ASCII" => outside ? new CharacterSet().Add(0x80, 0x10FFFF) : new CharacterSet().Add(0, 0x7F),
            _ when Known.Contains(category) => new CharacterSet().AddCategory(category, outside),
            _ => throw new FormatException($"\\p{{{name.Shorten()}}} is not known; the general categories are, such as \\p{{L}} and \\p{{Letter}}"),
        };
    }
}

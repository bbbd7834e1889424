using Baton.Core.Conditions;

namespace Baton.Core.Tests.Conditions.Reasoning;

/// <summary>Conditions written short: comparisons that must all hold, with <c>&amp;</c> between them and <c>!</c> before one that must not.</summary>
internal static class Short
{
    public static Condition Read(string condition) => Ask.Read(Json(condition));

    public static string Json(string condition)
    {
        var parts = condition.Split(" & ").Select(Part).ToList();
        return parts is [var only] ? only : $$"""{ "all": [ {{string.Join(", ", parts)}} ] }""";
    }

    private static string Part(string part)
    {
        if (part.StartsWith('!')) return $$"""{ "not": {{Part(part[1..])}} }""";
        var words = part.Split(' ', 3);
        return $$"""{ "field": "{{words[0]}}", "op": "{{words[1]}}", "value": {{words[2].Replace('\'', '"')}} }""";
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;

namespace Baton.Web.Policies.Editing;

/// <summary>Rules as they begin: with what is usual, and with gaps where only the person knows.</summary>
public static class NewRule
{
    private const int MostLetters = 64;

    /// <summary>A rule of a kind that nobody has filled in yet. It cannot be read before its gaps are filled.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="others">The ids of the rules of that kind that there are.</param>
    public static JsonObject Of(RuleKind kind, IEnumerable<string> others)
    {
        var rule = new JsonObject { ["id"] = FreeId(Word(kind), kind, others) };
        switch (kind)
        {
            case RuleKind.Cooldown:
                rule["blocks"] = Contacts();
                rule["for"] = "PT24H";
                break;
            case RuleKind.Hold:
                rule["blocks"] = Contacts();
                rule["then"] = "suppress";
                break;
            case RuleKind.Cap:
                rule["blocks"] = Contacts();
                rule["max"] = 3;
                rule["per"] = "week";
                break;
            case RuleKind.QuietHours:
                rule["blocks"] = Contacts();
                rule["from"] = "21:00";
                rule["to"] = "08:00";
                rule["timeZone"] = "customer";
                break;
            case RuleKind.Loop:
                rule["when"] = new JsonObject { ["field"] = "event.type", ["op"] = "exists" };
                rule["max"] = 6;
                rule["per"] = "PT10M";
                rule["then"] = "escalate";
                break;
            case RuleKind.Triage:
                rule["priority"] = "urgent";
                break;
            case RuleKind.Guardrail:
                rule["then"] = "escalate";
                break;
        }

        return rule;
    }

    /// <summary>An id made of a name that no other rule has: <c>Nights are quiet</c> is <c>nights-are-quiet</c>.</summary>
    public static string FreeId(string name, RuleKind kind, IEnumerable<string> others)
    {
        var taken = others.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var id = Slug(name) is { Length: > 0 } slug ? slug : Word(kind);
        if (!taken.Contains(id)) return id;
        for (var number = 2; ; number++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $"-{number}");
            var numbered = id[..Math.Min(id.Length, MostLetters - ending.Length)] + ending;
            if (!taken.Contains(numbered)) return numbered;
        }
    }

    private static string Word(RuleKind kind) => kind == RuleKind.QuietHours ? "quiet-hours" : kind.Name();

    private static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (letter is not ('\'' or '’') && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString(0, Math.Min(slug.Length, MostLetters)).Trim('-');
    }

    private static JsonObject Contacts() => new() { ["field"] = "action.kind", ["op"] = "startsWith", ["value"] = "contact." };
}

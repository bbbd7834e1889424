using System.Collections.Immutable;
using Baton.Core.Conditions;

namespace Baton.Core.Trying;

/// <summary>How the parts below one are joined.</summary>
public enum PartKind
{
    /// <summary>All must hold.</summary>
    All,

    /// <summary>One must hold.</summary>
    Any,

    /// <summary>A comparison: nothing is below it.</summary>
    One,
}

/// <summary>A part of a condition as it stood at one moment: whether it held, and what the field had.</summary>
/// <param name="Kind">Whether it is a comparison, or what joins those below it.</param>
/// <param name="Sentence">It in words.</param>
/// <param name="Holds">Whether it was true.</param>
/// <param name="Fails">Whether it is to blame that the whole condition was not true.</param>
/// <param name="Field">The field, of a comparison.</param>
/// <param name="Found">What that field held then; missing where there was nothing.</param>
/// <param name="Parts">What it consists of.</param>
public sealed record ConditionPart(PartKind Kind, string Sentence, bool Holds, bool Fails, string? Field, FieldValue Found, ImmutableArray<ConditionPart> Parts)
{
    /// <summary>
    /// Takes a condition apart as it is said: "not" stands with the comparison that it denies, so that every part wants to be true. The
    /// parts are asked by the condition's own code, on the facts of the decision.
    /// </summary>
    public static ConditionPart Of(Condition condition, Facts facts) => Of(Speech.Simplify(condition), facts, blamed: true);

    private static ConditionPart Of(Condition said, Facts facts, bool blamed)
    {
        var holds = said.Holds(facts);
        blamed &= !holds;
        var (kind, parts) = said switch
        {
            All all => (PartKind.All, all.Parts),
            Any any => (PartKind.Any, any.Parts),
            _ => (PartKind.One, []),
        };
        var field = (said is Not not ? not.Part : said) is Comparison comparison ? comparison.Field : null;
        return new ConditionPart(kind, Speech.Say(said), holds, blamed, field?.Path, field is null ? default : field.Read(facts), [.. parts.Select(part => Of(part, facts, blamed))]);
    }
}

/// <summary>A condition of a rule, taken apart.</summary>
/// <param name="Place">Its name in the document: <c>when</c>, <c>while</c> or <c>blocks</c>.</param>
/// <param name="Whole">The condition.</param>
public sealed record AskedCondition(string Place, ConditionPart Whole);

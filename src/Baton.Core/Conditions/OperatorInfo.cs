using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Core.Conditions;

/// <summary>What is given to an operator to compare with.</summary>
public enum OperandShape
{
    /// <summary>One value of the field's type.</summary>
    One,

    /// <summary>A list of values.</summary>
    Several,

    /// <summary>A regular expression.</summary>
    Pattern,

    /// <summary>Nothing, or whether it should be there.</summary>
    None,
}

/// <summary>An operator as it is offered for a field.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Word">What people call it, between the field and the value: <c>is at least</c>.</param>
/// <param name="Operand">What it compares with.</param>
public sealed record OperatorInfo(Operator Operator, string Word, OperandShape Operand)
{
    /// <summary>Its name in JSON.</summary>
    public string Name => JsonNamingPolicy.CamelCase.ConvertName(Operator.ToString());
}

/// <summary>Which operators fit what a field holds, each with a plain word.</summary>
public static class OperatorCatalogue
{
    private static readonly OperatorInfo Is = new(Operator.Eq, "is", OperandShape.One);
    private static readonly OperatorInfo IsNot = new(Operator.Ne, "is not", OperandShape.One);
    private static readonly OperatorInfo IsOneOf = new(Operator.In, "is one of", OperandShape.Several);
    private static readonly OperatorInfo IsNoneOf = new(Operator.NotIn, "is none of", OperandShape.Several);
    private static readonly OperatorInfo IsKnown = new(Operator.Exists, "is known", OperandShape.None);
    private static readonly OperatorInfo Has = new(Operator.Contains, "contains", OperandShape.One);
    private static readonly OperatorInfo HasWords = new(Operator.ContainsAny, "contains one of the words", OperandShape.Several);

    private static readonly ImmutableArray<OperatorInfo> OfTexts =
    [
        Is, IsNot, IsOneOf, IsNoneOf, new(Operator.StartsWith, "begins with", OperandShape.One), new(Operator.EndsWith, "ends with", OperandShape.One),
        Has, HasWords, new(Operator.Matches, "matches the pattern", OperandShape.Pattern), IsKnown,
    ];

    private static readonly ImmutableArray<OperatorInfo> OfNumbers = [Is, IsNot, .. Ordered("is over", "is at least", "is under", "is at most"), IsOneOf, IsNoneOf, IsKnown];
    private static readonly ImmutableArray<OperatorInfo> OfTimes = [.. Ordered("is after", "is at or after", "is before", "is at or before"), IsKnown];
    private static readonly ImmutableArray<OperatorInfo> OfFlags = [Is, IsNot, IsKnown];
    private static readonly ImmutableArray<OperatorInfo> OfLists = [Has, HasWords with { Word = "contains one of" }, IsKnown];
    private static readonly ImmutableArray<OperatorInfo> OfAll = [.. OfTexts[..^1], .. Ordered("is over", "is at least", "is under", "is at most"), IsKnown];

    /// <summary>The operators that fit, in the order in which they are offered.</summary>
    public static ImmutableArray<OperatorInfo> For(FieldType type) => type switch
    {
        FieldType.Text => OfTexts,
        FieldType.Number => OfNumbers,
        FieldType.Time => OfTimes,
        FieldType.Flag => OfFlags,
        FieldType.List => OfLists,
        _ => OfAll,
    };

    /// <summary>Whether an operator says something of a field of that type.</summary>
    public static bool Fits(this Operator op, FieldType type) => For(type).Any(o => o.Operator == op);

    private static ImmutableArray<OperatorInfo> Ordered(string over, string atLeast, string under, string atMost) =>
    [
        new(Operator.Gt, over, OperandShape.One), new(Operator.Gte, atLeast, OperandShape.One), new(Operator.Lt, under, OperandShape.One), new(Operator.Lte, atMost, OperandShape.One),
    ];
}

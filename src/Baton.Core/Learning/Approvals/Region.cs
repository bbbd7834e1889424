using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Baton.Core.Learning.Approvals;

/// <summary>What a field must be like: the same text, below a number, or at least that number.</summary>
/// <param name="Field">The field, as conditions name it.</param>
/// <param name="Op"><c>eq</c>, <c>lt</c> or <c>gte</c>.</param>
/// <param name="Text">The text, for <c>eq</c>.</param>
/// <param name="Number">The number, otherwise.</param>
public sealed record RegionTest(string Field, string Op, string? Text, double Number)
{
    /// <summary>Whether a case is so. One that has no such field is not.</summary>
    public bool Holds(ApprovalCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (!one.Facts.TryGetValue(Field, out var fact)) return false;
        return Op switch
        {
            "eq" => fact.Text is { } text && string.Equals(text, Text, StringComparison.Ordinal),
            "lt" => fact.Number < Number,
            _ => fact.Number >= Number,
        };
    }

    /// <summary>The condition as a policy has it.</summary>
    public JsonObject ToJson() => new() { ["field"] = Field, ["op"] = Op, ["value"] = Text is null ? JsonValue.Create(Number) : JsonValue.Create(Text) };

    /// <inheritdoc/>
    public override string ToString() => $"{Field} {Op} {Text ?? Number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";
}

/// <summary>A part of all cases of a rule: those for which every test holds; without tests, all of them.</summary>
/// <param name="Tests">The tests, in the order of their fields.</param>
public sealed record Region(ImmutableArray<RegionTest> Tests)
{
    /// <summary>Whether a case lies in it.</summary>
    public bool Has(ApprovalCase one)
    {
        foreach (var test in Tests) if (!test.Holds(one)) return false;
        return true;
    }

    /// <summary>Which fields it asks for, whatever the values: regions that differ only in a threshold are the same suggestion grown.</summary>
    public string Shape => string.Join('&', Tests.Select(test => test.Text is null ? $"{test.Field} {test.Op}" : test.ToString()));

    /// <summary>The condition as a policy has it; null without tests.</summary>
    public JsonObject? ToJson() => Tests switch
    {
        [] => null,
        [var only] => only.ToJson(),
        _ => new JsonObject { ["all"] = new JsonArray([.. Tests.Select(test => (JsonNode)test.ToJson())]) },
    };
}

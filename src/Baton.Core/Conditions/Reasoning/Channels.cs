using System.Text.Json;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>A contact's channel is the end of its kind; said of the kind, the two can be reasoned about together.</summary>
internal static class Channels
{
    private const string Beginning = "contact.";
    private static readonly Field Kind = Field.Find("action.kind", out _)!;
    private static readonly Condition IsThere = new All([new Comparison(Kind, Operator.StartsWith, Json(Beginning)), new Comparison(Kind, Operator.Ne, Json(Beginning))]);

    /// <summary>What a comparison of <c>action.channel</c> asks of <c>action.kind</c>; null for any other, and where it cannot be said so.</summary>
    public static Condition? OnKind(Comparison comparison)
    {
        if (comparison.Field.Path != "action.channel") return null;
        var value = comparison.Value;
        switch (comparison.Operator)
        {
            case Operator.Exists:
                return value.ValueKind == JsonValueKind.False ? new Not(IsThere) : IsThere;
            case Operator.Eq or Operator.StartsWith when value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text:
                return new Comparison(Kind, comparison.Operator, Json(Beginning + text));
            case Operator.Ne when value.ValueKind == JsonValueKind.String:
                return new All([IsThere, new Comparison(Kind, Operator.Ne, Json(Beginning + value.GetString()))]);
            case Operator.In when Whole(value) is { Length: > 0 } kinds:
                return new Comparison(Kind, Operator.In, JsonSerializer.SerializeToElement(kinds));
            case Operator.NotIn when Whole(value) is { } kinds:
                return kinds.Length == 0 ? IsThere : new All([IsThere, new Comparison(Kind, Operator.NotIn, JsonSerializer.SerializeToElement(kinds))]);
            default:
                return null;
        }
    }

    private static string[] Whole(JsonElement list) =>
        [.. list.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String && v.GetString()!.Length > 0).Select(v => Beginning + v.GetString())];

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text);
}

using System.Text;
using System.Text.Json;

namespace Baton.Core.Conditions;

/// <summary>Fields and values as a person would say them.</summary>
internal static class Words
{
    public static string Of(string path) => path switch
    {
        "event.type" => "the event",
        "event.text" => "the message",
        "event.agent" => "the event's agent",
        "agent.department" => "the agent's department",
        "agent.name" => "the agent",
        "action.kind" => "the action",
        "action.purpose" => "its purpose",
        "action.text" => "its text",
        "action.channel" => "its channel",
        "customer.openHandoffs" => "the customer's number of open handoffs",
        "customer.openCases" => "the customer's number of open cases",
        "customer.openTasks" => "the customer's number of open tasks",
        _ => Inside(path, "customer.attributes.", "the customer's") ?? Inside(path, "customer.consent.", "the customer's consent to")
            ?? Inside(path, "customer.", "the customer's") ?? Inside(path, "action.data.", "its") ?? Inside(path, "event.data.", "its") ?? path,
    };

    /// <summary>A name as written in JSON, in words: <c>orderTotal</c> is order total; what lies inside something is said to be its.</summary>
    public static string Name(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (letter == '.') words.Append("'s ");
            else if (char.IsUpper(letter) && words.Length > 0 && char.IsLower(words[^1])) words.Append(' ').Append(char.ToLowerInvariant(letter));
            else words.Append(letter);
        }

        return words.ToString();
    }

    /// <summary>Counts of what is open, when the question is only whether there is any; null for anything else.</summary>
    public static string? OfOpen(Comparison comparison, bool negated)
    {
        var what = comparison.Field.Path switch
        {
            "customer.openHandoffs" => "open handoff",
            "customer.openCases" => "open case",
            "customer.openTasks" => "open task",
            _ => null,
        };
        if (what is null || comparison.Value.ValueKind != JsonValueKind.Number) return null;
        bool? any = (comparison.Operator, comparison.Value.GetRawText()) switch
        {
            (Operator.Gt or Operator.Ne, "0") or (Operator.Gte, "1") => true,
            (Operator.Eq or Operator.Lte, "0") or (Operator.Lt, "1") => false,
            _ => null,
        };
        return any is null ? null : $"the customer has {(any.Value != negated ? "an" : "no")} {what}";
    }

    public static string OfValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"“{value.GetString()}”",
        JsonValueKind.Array => Listed([.. value.EnumerateArray().Select(OfValue)], "or"),
        _ => value.GetRawText(),
    };

    public static string Listed(IReadOnlyList<string> items, string word) => items.Count switch
    {
        0 => "nothing",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + $" {word} {items[^1]}",
    };

    private static string? Inside(string path, string beginning, string owner) =>
        path.StartsWith(beginning, StringComparison.Ordinal) ? $"{owner} {Name(path[beginning.Length..])}" : null;
}

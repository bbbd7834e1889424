using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Core.Timeline;

namespace Baton.Core.Conditions;

/// <summary>Fields and values as a person would say them.</summary>
internal static class Words
{
    public static string Of(string path) => path switch
    {
        "event.type" => "the event",
        "event.text" => "the message",
        "event.agent" => "the event's agent",
        "event.actor" => "who did it",
        "event.source" => "where it comes from",
        "event.time" => "the time of the event",
        "event.subject" => "whom the event names",
        "event.id" => "the event's id",
        "agent.kind" => "the agent's kind",
        "action.agent" => "the agent who asks",
        "customer.id" => "the customer's id",
        "customer.doNotContact" => "the customer's wish not to be contacted",
        "agent.department" => "the agent's department",
        "agent.name" => "the agent",
        "action.kind" => "the action",
        "action.purpose" => "its purpose",
        "action.text" => "its text",
        "action.channel" => "its channel",
        "handoff.cause" => "why it comes to a person",
        "handoff.queue" => "the handoff's queue",
        "handoff.title" => "what is asked",
        "handoff.priority" => "the handoff's priority",
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

    /// <summary>A name without quotation marks where it reads well without.</summary>
    public static string Plain(string name) => name.All(c => char.IsLetterOrDigit(c) || c is '-' or ' ') ? name : $"“{name}”";

    public static string OfValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when Rfc3339.Read(value.GetString()) is { } time => OfTime(time, value.GetString()!),
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

    private static string OfTime(DateTimeOffset time, string asWritten) =>
        time.ToString(asWritten.Length == "yyyy-MM-dd".Length ? "d MMM yyyy" : "d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string? Inside(string path, string beginning, string owner) =>
        path.StartsWith(beginning, StringComparison.Ordinal) ? $"{owner} {Name(path[beginning.Length..])}" : null;
}

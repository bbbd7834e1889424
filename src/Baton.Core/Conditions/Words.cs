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
        _ when path.StartsWith("customer.attributes.", StringComparison.Ordinal) => "the customer's " + path["customer.attributes.".Length..],
        _ when path.StartsWith("customer.", StringComparison.Ordinal) => "the customer's " + path["customer.".Length..],
        _ when path.StartsWith("action.data.", StringComparison.Ordinal) => "its " + path["action.data.".Length..],
        _ when path.StartsWith("event.data.", StringComparison.Ordinal) => "its " + path["event.data.".Length..],
        _ => path,
    };

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
}

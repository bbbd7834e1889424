using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Problems;

namespace Baton.Web.Events;

/// <summary>A row of the log as JSON: the CloudEvent as it was sent, and what Baton added to it.</summary>
internal static class StoredEvent
{
    /// <summary>The event with its outcome and decisions.</summary>
    public static JsonObject Whole(LogRow row)
    {
        var json = Of(row);
        json["outcome"] = OutcomeName(row.Outcome);
        json["sentence"] = row.Sentence;
        json["policy"] = row.Policy;
        json["decisions"] = JsonSerializer.SerializeToNode(DecisionItem.Of(row), ApiJson.WithoutNulls);
        return AddExtensions(json, row);
    }

    /// <summary>The event alone.</summary>
    public static JsonObject Bare(LogRow row) => AddExtensions(Of(row), row);

    public static string OutcomeName(LogOutcome outcome) => outcome switch
    {
        LogOutcome.Handled => "handled",
        LogOutcome.Waiting => "waiting",
        LogOutcome.Unrouted => "unrouted",
        LogOutcome.Quarantined => "quarantined",
        _ => "failed",
    };

    private static JsonObject Of(LogRow row) => new()
    {
        ["seq"] = row.Seq,
        ["specversion"] = "1.0",
        ["id"] = row.Id,
        ["source"] = row.Source,
        ["type"] = row.Type,
        ["subject"] = row.Subject,
        ["time"] = ApiJson.Text(row.Time.ToTime()),
        ["data"] = row.Data is { } data ? JsonNode.Parse(data) : null,
        ["customer"] = row.Customer,
        ["received"] = ApiJson.Text(row.Received.ToTime()),
        ["actor"] = row.Actor,
        ["cause"] = row.Cause,
        ["root"] = row.Root,
    };

    // An extension may be called like one of Baton's own members; it is kept apart then, so that neither hides the other.
    private static JsonObject AddExtensions(JsonObject json, LogRow row)
    {
        if (row.Attributes is null || JsonNode.Parse(row.Attributes) is not JsonObject attributes) return json;
        foreach (var (name, value) in attributes.Where(a => !LogEvents.IsOwn(a.Key)))
        {
            if (json.ContainsKey(name)) (json["extensions"] as JsonObject ?? (JsonObject)(json["extensions"] = new JsonObject())!)[name] = value?.DeepClone();
            else json[name] = value?.DeepClone();
        }

        return json;
    }
}

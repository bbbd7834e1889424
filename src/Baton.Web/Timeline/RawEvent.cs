using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Web.Timeline;

/// <summary>An event as it came in, and what was decided on it, as JSON for people.</summary>
public static class RawEvent
{
    // Shown as text, never as markup, so that letters need no escaping to be read.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event in CloudEvents form.</summary>
    public static string Event(LogRow row)
    {
        var json = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = row.Id,
            ["source"] = row.Source,
            ["type"] = row.Type,
            ["subject"] = row.Subject,
            ["time"] = TimelineUrl.Exact(DateTimeOffset.FromUnixTimeMilliseconds(row.Time)),
        };
        if (row.Subject is null) json.Remove("subject");
        foreach (var (name, value) in Parse(row.Attributes) as JsonObject ?? [])
        {
            if (!LogEvents.IsOwn(name)) json[name] = value?.DeepClone();
        }

        if (Parse(row.Data) is { } data) json["data"] = data;
        return json.ToJsonString(Readable);
    }

    /// <summary>The decision as the log keeps it; null when there is none.</summary>
    public static string? Decision(LogRow row) => Parse(row.Decisions)?.ToJsonString(Readable);

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}

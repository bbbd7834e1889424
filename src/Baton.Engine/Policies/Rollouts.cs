using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Engine.Policies;

/// <summary>Versions of the policy that are tried, as events and back.</summary>
internal static class Rollouts
{
    /// <summary>What is recorded of a version that is published, or tried.</summary>
    public static JsonElement Write(int version, string? note, string document, RolloutTerms? terms)
    {
        var data = new JsonObject { ["version"] = version, ["note"] = note, ["document"] = JsonNode.Parse(document) };
        if (terms is null) return JsonSerializer.SerializeToElement(data);
        data["share"] = terms.Share;
        if (RolloutJson.Write(terms.StopWhen) is { } limit) data["stopWhen"] = JsonNode.Parse(limit);
        return JsonSerializer.SerializeToElement(data);
    }

    /// <summary>A version that begins to be tried.</summary>
    public static Rollout Begun(Event e, Policy policy) =>
        new() { Policy = policy, Share = ShareOf(e), StopWhen = LimitOf(e.Data.Member("stopWhen")), Since = e.Seq, Begun = e.Received };

    /// <summary>The same with another share.</summary>
    public static Rollout Changed(Rollout rollout, Event e) => rollout with { Share = ShareOf(e), Since = e.Seq, Begun = e.Received };

    /// <summary>The rollout that an event is about, if that version is tried still.</summary>
    public static Rollout? Of(WorkspaceConfig config, Event e) => config.Rollout is { } rollout && rollout.Policy.Version == (int?)e.Data.Number("version") ? rollout : null;

    /// <summary>A limit as it was recorded.</summary>
    public static StopLimit? LimitOf(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } limit ? new StopLimit(limit.Number("times"), limit.Number("points"), (int?)limit.Number("decisions") ?? StopLimit.UsualDecisions) : null;

    private static int ShareOf(Event e) => (int)(e.Data.Number("share") ?? RolloutJson.LeastShare);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Core.Rollouts;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Policies;

/// <summary>Which of the versions of a policy decide, kept as a setting: the newest is not always the one that does.</summary>
/// <param name="Published">The version that decides, for those who do not try another.</param>
/// <param name="Tried">The version that is tried.</param>
/// <param name="Share">Percent of customers who try it.</param>
/// <param name="Since">The place in the log from which they do.</param>
/// <param name="Begun">When that was, unix ms.</param>
internal sealed record Standing(int Published, int? Tried = null, int Share = 0, long Since = 0, long Begun = 0)
{
    /// <summary>Under this name it is kept.</summary>
    public const string Setting = "policy.standing";

    private StopLimit? StopWhen { get; init; }

    public static Standing Of(WorkspaceConfig config) => config.Rollout is { } rollout
        ? new Standing(config.Policy.Version, rollout.Policy.Version, rollout.Share, rollout.Since, rollout.Begun.ToUnix()) { StopWhen = rollout.StopWhen }
        : new Standing(config.Policy.Version);

    public static Standing Read(string value)
    {
        var json = JsonElement.Parse(value);
        var published = json.GetProperty("published").GetInt32();
        return json.TryGetProperty("tried", out var tried)
            ? new Standing(published, tried.GetInt32(), json.GetProperty("share").GetInt32(), json.GetProperty("since").GetInt64(), json.GetProperty("begun").GetInt64()) { StopWhen = json.TryGetProperty("stopWhen", out var limit) ? Rollouts.LimitOf(limit) : null }
            : new Standing(published);
    }

    public Rollout RolloutOf(Policy tried) => new() { Policy = tried, Share = Share, StopWhen = StopWhen, Since = Since, Begun = Begun.ToTime() };

    public SettingRow Row(string workspace)
    {
        var json = new JsonObject { ["published"] = Published };
        if (Tried is { } tried)
        {
            (json["tried"], json["share"], json["since"], json["begun"]) = (tried, Share, Since, Begun);
            if (RolloutJson.Write(StopWhen) is { } limit) json["stopWhen"] = JsonNode.Parse(limit);
        }

        return new SettingRow { Workspace = workspace, Name = Setting, Value = json.ToJsonString() };
    }
}

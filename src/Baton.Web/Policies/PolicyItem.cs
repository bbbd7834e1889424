using System.Text.Json.Nodes;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;
using Baton.Web.Policies.Rollouts;

namespace Baton.Web.Policies;

/// <summary>A published version in a list.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Author">Who published it.</param>
/// <param name="Note">Why, in the author's words.</param>
/// <param name="Published">When.</param>
/// <param name="Current">Whether it decides now.</param>
internal sealed record PolicyItem(int Version, string Author, string? Note, DateTimeOffset Published, bool Current)
{
    public static PolicyItem Of(PolicyRow row, int current) => new(row.Version, row.Author, row.Note, row.Published.ToTime(), row.Version == current);
}

/// <summary>A note on what is published.</summary>
/// <param name="Note">Why.</param>
/// <param name="Rollout">To let it decide for a share of the customers only: <c>share</c> in percent, and <c>stopWhen</c>.</param>
internal sealed record PublishRequest(string? Note, RolloutRequest? Rollout);

/// <summary>A version that was published.</summary>
/// <param name="Version">Its number.</param>
internal sealed record PublishedAnswer(int Version);

/// <summary>A policy document as it is sent and answered.</summary>
internal static class PolicyDocument
{
    /// <summary>The document with its version first, so that what was read can be changed and sent back as a draft.</summary>
    public static JsonObject Of(string document, int? version)
    {
        var json = new JsonObject();
        if (version is not null) json["version"] = version;
        foreach (var (name, value) in JsonNode.Parse(document)!.AsObject().Where(m => m.Key != "version")) json[name] = value?.DeepClone();
        return json;
    }
}

using System.Text.Json.Nodes;
using Baton.Core.Policies;
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

/// <summary>A draft that waits for a second person's yes.</summary>
/// <param name="Status">Always <c>waiting</c>.</param>
/// <param name="By">Who asked for it to be published; somebody else must say yes.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why.</param>
internal sealed record WaitingAnswer(string Status, string By, DateTimeOffset At, string? Note);

/// <summary>Whether a second person must say yes before a draft is published.</summary>
/// <param name="Required">True when one must.</param>
internal sealed record SecondPersonItem(bool Required);

/// <summary>One difference between what is published and the draft.</summary>
/// <param name="Kind"><c>added</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Subject">What it is about: a rule as <c>kind:id</c>, or <c>departments</c>, <c>precedence</c>, <c>consent</c>, <c>handoffs</c>, <c>routing order</c>.</param>
/// <param name="Before">What is said now; null when it is new.</param>
/// <param name="After">What the draft says; null when it takes it out.</param>
internal sealed record ChangeItem(string Kind, string Subject, string? Before, string? After)
{
    public static ChangeItem Of(PolicyChange change) => new(change.Kind.ToString().ToLowerInvariant(), change.Subject, change.Before, change.After);
}

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

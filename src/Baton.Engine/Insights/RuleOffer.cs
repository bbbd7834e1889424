using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Baton.Core.Deciding;
using Baton.Core.Policies;

namespace Baton.Engine.Insights;

/// <summary>A rule that would settle a conflict beforehand, to be added to the draft.</summary>
/// <param name="Sentence">It as one plain sentence.</param>
/// <param name="Why">What it would change, in one sentence.</param>
/// <param name="Cooldown">It as it stands in a document.</param>
public sealed record RuleOffer(string Sentence, string Why, JsonObject Cooldown)
{
    private static readonly TimeSpan AfterAnother = TimeSpan.FromHours(24);

    /// <summary>The rule to offer for a conflict that comes up often; null where another rule would not help.</summary>
    /// <param name="conflict">Who gave way to what, and by which rule.</param>
    /// <param name="config">The policy and the agents.</param>
    public static RuleOffer? For(ConflictCount conflict, WorkspaceConfig config)
    {
        if (config.Agent(conflict.Agent)?.Department is not { Length: > 0 } department) return null;
        var id = conflict.Rule[(conflict.Rule.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return conflict.Rule[..^(id.Length + 1)] switch
        {
            "cooldown" when AfterOf(config.Policy, id) is { } after && config.Policy.Cooldowns.First(c => c.Id == id) is { Then: Core.Arbitration.Verdict.Delay } rule =>
                Made($"{id}-{department}", after, department, rule.For, "suppress", config.Policy, $"{department} would be told no at once instead of waiting in line."),
            "cap" when config.Policy.Caps.FirstOrDefault(c => c.Id == id) is { } cap =>
                Made($"{id}-{department}-apart", Contacted(), department, cap.Per.Length / cap.Max, "delay", config.Policy, $"{department}'s contacts would be spread over the time instead of running into the cap."),
            "precedence" => Made($"after-contact-{department}", Contacted(), department, AfterAnother, "delay", config.Policy, $"{department} would wait a day after anybody's contact instead of competing for the same quarter of an hour."),
            _ => null,
        };
    }

    /// <summary>A document with the rule in it.</summary>
    public JsonElement AddTo(string document)
    {
        var json = JsonNode.Parse(document)!.AsObject();
        if (json["cooldowns"] is not JsonArray cooldowns) json["cooldowns"] = cooldowns = [];
        cooldowns.Add(Cooldown.DeepClone());
        return JsonSerializer.SerializeToElement(json);
    }

    /// <summary>Whether a document has a rule of its name already.</summary>
    public bool IsIn(string document) => AfterOf(PolicyReader.Read(document, version: 0), Cooldown["id"]!.GetValue<string>()) is not null;

    private static RuleOffer? Made(string id, JsonNode after, string department, TimeSpan time, string then, Policy policy, string why)
    {
        var name = string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        var rule = new JsonObject
        {
            ["id"] = name[..Math.Min(name.Length, 64)],
            ["after"] = after,
            ["blocks"] = new JsonObject { ["all"] = new JsonArray(Compare("agent.department", "eq", department), Compare("action.kind", "startsWith", "contact.")) },
            ["for"] = XmlConvert.ToString(time),
            ["then"] = then,
        };
        var alone = PolicyReader.Read(new JsonObject { ["cooldowns"] = new JsonArray(rule.DeepClone()) }.ToJsonString(), version: 0);
        return AfterOf(policy, alone.Cooldowns[0].Id) is null ? new RuleOffer(alone.Cooldowns[0].Sentence, why, rule) : null;
    }

    private static JsonObject Contacted() => Compare("event.type", "eq", "contact.sent");

    private static JsonObject Compare(string field, string op, string value) => new() { ["field"] = field, ["op"] = op, ["value"] = value };

    private static JsonNode? AfterOf(Policy policy, string id) =>
        (JsonNode.Parse(policy.Document)!["cooldowns"] as JsonArray)?.FirstOrDefault(rule => rule?["id"]?.GetValue<string>() == id)?["after"]?.DeepClone();
}

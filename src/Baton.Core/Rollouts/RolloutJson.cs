using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Policies;

namespace Baton.Core.Rollouts;

/// <summary>Reads and writes how something is tried.</summary>
public static class RolloutJson
{
    /// <summary>The least share of a version, in percent: nobody, so that it is in shadow.</summary>
    public const int LeastShare = 0;

    /// <summary>The least share of a rule in canary: for nobody it has a mode of its own.</summary>
    public const int LeastOfRule = 1;

    /// <summary>The largest share; who wants all of them promotes.</summary>
    public const int MostShare = 99;

    /// <summary>Reads <c>{ "share": 10, "stopWhen": { "times": 2 } }</c>; null when it has faults, which are added.</summary>
    /// <param name="json">The object.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static RolloutTerms? Read(JsonElement json, string pointer, List<Fault> faults)
    {
        var before = faults.Count;
        var members = new RuleJson(json, pointer, faults);
        var terms = Read(members, LeastShare);
        members.NothingElse();
        return faults.Count == before ? terms : null;
    }

    /// <summary>As members of another object, as they stand in a rule.</summary>
    internal static RolloutTerms Read(RuleJson json, int least = LeastOfRule) => new(json.Whole("share", least, MostShare), Limit(json.Object("stopWhen")));

    /// <summary>The limit as JSON; null when there is none.</summary>
    public static string? Write(StopLimit? limit) => limit is null ? null : Payload.Of(json =>
    {
        if (limit.Times is { } times) json.WriteNumber("times", times);
        if (limit.Points is { } points) json.WriteNumber("points", points);
        json.WriteNumber("decisions", limit.Decisions);
    }).GetRawText();

    /// <summary>A policy document with one of its rules back in shadow.</summary>
    public static string BackToShadow(string document, Rule rule)
    {
        var json = JsonNode.Parse(document)!;
        var member = json[ListOf(rule.Kind)]!.AsArray().First(r => r!["id"]!.GetValue<string>() == rule.Id)!.AsObject();
        member["mode"] = "shadow";
        member.Remove("share");
        member.Remove("stopWhen");
        return json.ToJsonString();
    }

    private static string ListOf(RuleKind kind) => kind switch
    {
        RuleKind.Routing => "routing",
        RuleKind.Cooldown => "cooldowns",
        RuleKind.Hold => "holds",
        RuleKind.Cap => "caps",
        RuleKind.QuietHours => "quietHours",
        RuleKind.Approval => "approvals",
        RuleKind.Guardrail => "guardrails",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No list holds such rules."),
    };

    private static StopLimit? Limit(RuleJson? json)
    {
        if (json is null) return null;
        var limit = new StopLimit(json.Number("times", 1, 100), json.Number("points", 0, 99), json.Member("decisions") is null ? StopLimit.UsualDecisions : json.Whole("decisions", 20, 1_000_000));
        json.NothingElse();
        if (limit is { Times: null, Points: null }) json.Wrong("times", "Say 'times' or 'points': how much more often it may suppress or escalate.");
        return limit;
    }
}

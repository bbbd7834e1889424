using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Rollouts;

namespace Baton.Core.Tests.Invariants;

internal sealed record CooldownPlan(string Id, string After, string? Department, int Hours, string Then, bool Shadow);

internal sealed record CapPlan(string Id, string Kind, int Max, string Per, string Then, bool Shadow);

internal sealed record HoldPlan(string Id, string While, string? Purpose, string Then, bool Shadow);

internal sealed record QuietPlan(string Id, int From, int To, string Then);

/// <summary>A policy made by chance, kept both as plain data for the naive judge and as the document that the core reads.</summary>
internal sealed record Rules(IReadOnlyList<CooldownPlan> Cooldowns, IReadOnlyList<CapPlan> Caps, IReadOnlyList<HoldPlan> Holds, IReadOnlyList<QuietPlan> Quiet, string DoNotContact, bool Approvals, bool Competes, bool Routes)
{
    public static Rules Of(int seed)
    {
        var chance = new Random(seed);
        T Pick<T>(params T[] from) => from[chance.Next(from.Length)];
        List<T> Some<T>(int most, Func<int, T> make) => [.. Enumerable.Range(0, chance.Next(most + 1)).Select(make)];
        return new Rules(
            Some(3, i => new CooldownPlan($"cool{i}", Pick("case.", "contact.sent", "message.received"), Pick(null, "sales", "marketing"), Pick(1, 12, 48, 200), Pick("delay", "delay", "suppress", "escalate"), chance.Next(5) == 0)),
            Some(3, i => new CapPlan($"cap{i}", Pick("contact.", "contact.email", "refund"), Pick(1, 1, 2, 3), Pick("PT24H", "P7D", "day", "week", "month"), Pick("delay", "delay", "suppress", "escalate"), chance.Next(5) == 0)),
            Some(2, i => new HoldPlan($"hold{i}", Pick("customer.openCases", "customer.openHandoffs", "customer.vip"), Pick(null, "promotion"), Pick("suppress", "escalate"), chance.Next(5) == 0)),
            Some(1, i => new QuietPlan($"quiet{i}", Pick(21, 0, 12), Pick(8, 6, 14), Pick("delay", "suppress", "escalate"))),
            Pick("suppress", "suppress", "escalate"),
            chance.Next(2) == 0,
            chance.Next(2) == 0,
            chance.Next(2) == 0);
    }

    /// <summary>Every rule that judges, as kind and id.</summary>
    public IEnumerable<(RuleKind Kind, string Id)> Judging =>
    [
        .. Holds.Select(r => (RuleKind.Hold, r.Id)), .. Quiet.Select(r => (RuleKind.QuietHours, r.Id)), .. Cooldowns.Select(r => (RuleKind.Cooldown, r.Id)), .. Caps.Select(r => (RuleKind.Cap, r.Id)),
        .. Approvals ? [(RuleKind.Approval, "big-refund"), (RuleKind.Guardrail, "no-secrets")] : Array.Empty<(RuleKind, string)>(),
    ];

    public string Document => new JsonObject
    {
        ["departments"] = new JsonArray("support", "sales", "marketing"),
        ["cooldowns"] = Listed(Cooldowns, r => new JsonObject
        {
            ["id"] = r.Id, ["after"] = Compare("event.type", "startsWith", r.After), ["blocks"] = r.Department is { } d ? All(Contact, Compare("agent.department", "eq", d)) : Contact,
            ["for"] = $"PT{r.Hours}H", ["then"] = r.Then,
        }.Staged("cooldown", r.Shadow)),
        ["caps"] = Listed(Caps, r => new JsonObject { ["id"] = r.Id, ["blocks"] = Compare("action.kind", "startsWith", r.Kind), ["max"] = r.Max, ["per"] = r.Per, ["then"] = r.Then }.Staged("cap", r.Shadow)),
        ["holds"] = Listed(Holds, r => new JsonObject
        {
            ["id"] = r.Id, ["while"] = r.While == "customer.vip" ? Compare(r.While, "eq", true) : Compare(r.While, "gt", 0),
            ["blocks"] = r.Purpose is { } p ? All(Contact, Compare("action.purpose", "eq", p)) : Contact, ["then"] = r.Then,
        }.Staged("hold", r.Shadow)),
        ["quietHours"] = Listed(Quiet, r => new JsonObject { ["id"] = r.Id, ["blocks"] = Contact, ["from"] = $"{r.From:00}:00", ["to"] = $"{r.To:00}:00", ["then"] = r.Then }),
        ["approvals"] = Approvals ? new JsonArray(new JsonObject { ["id"] = "big-refund", ["when"] = All(Compare("action.kind", "eq", "refund"), Compare("action.data.amount", "gt", 100)), ["queue"] = "finance" }) : new JsonArray(),
        ["guardrails"] = Approvals ? new JsonArray(new JsonObject { ["id"] = "no-secrets", ["when"] = Compare("action.text", "matches", "secret"), ["then"] = "escalate" }) : new JsonArray(),
        ["precedence"] = Competes ? new JsonObject { ["window"] = "PT15M", ["loser"] = "delay" } : null,
        ["routing"] = Routes ? new JsonArray(Route("first", Compare("event.type", "eq", "message.received"), "care"), Route("then", Compare("event.type", "eq", "baton.task.finished"), "echo")) : new JsonArray(),
        ["consent"] = new JsonObject { ["doNotContact"] = DoNotContact },
    }.Where(m => m.Value is not null).Aggregate(new JsonObject(), (all, m) => { all[m.Key] = m.Value!.DeepClone(); return all; }).ToJsonString(new JsonSerializerOptions());

    private static JsonObject Contact => Compare("action.kind", "startsWith", "contact.");

    private static JsonObject Compare(string field, string op, JsonNode value) => new() { ["field"] = field, ["op"] = op, ["value"] = value };

    private static JsonObject All(params JsonNode[] parts) => new() { ["all"] = new JsonArray(parts) };

    private static JsonObject Route(string id, JsonNode when, string agent) => new() { ["id"] = id, ["when"] = when, ["to"] = new JsonObject { ["agent"] = agent } };

    private static JsonArray Listed<T>(IEnumerable<T> rules, Func<T, JsonNode> write) => new([.. rules.Select(write)]);
}

internal static class Stages
{
    /// <summary>Some rules are in canary, with the customer of the stories on the side on which that is the same as being enforced, or in shadow.</summary>
    public static JsonObject Staged(this JsonObject rule, string kind, bool shadow)
    {
        var id = rule["id"]!.GetValue<string>();
        var first = Enumerable.Range(1, 99).FirstOrDefault(share => Cohort.Has($"{kind}:{id}", "c1", share));
        if (id.EndsWith('1') && first > 1) (rule["mode"], rule["share"]) = ("canary", shadow ? first - 1 : first);
        else rule["mode"] = shadow ? "shadow" : "enforced";
        return rule;
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Rollouts;

namespace Baton.Core.Policies;

/// <summary>Reads a policy document, naming every fault with its place. A document with faults is no policy.</summary>
public static class PolicyReader
{
    private const int MaxRules = 2000;

    /// <summary>The document with which a workspace begins.</summary>
    public const string Beginning = """{"departments":["support","success","sales","marketing"],"routing":[],"cooldowns":[],"holds":[],"caps":[],"quietHours":[],"approvals":[],"guardrails":[],"consent":{"doNotContact":"suppress"}}""";

    /// <summary>Reads a document whose form was checked before, for example a stored version.</summary>
    /// <exception cref="FormatException">It has faults.</exception>
    public static Policy Read(string document, int version)
    {
        using var json = JsonDocument.Parse(document);
        var faults = new List<Fault>();
        return Read(json.RootElement, version, faults) ?? throw new FormatException($"Policy version {version} cannot be read: {faults[0].Pointer} {faults[0].Detail}");
    }

    /// <summary>Reads a document; null when it has faults, which are added to <paramref name="faults"/>.</summary>
    public static Policy? Read(JsonElement json, int version, List<Fault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("", "A policy is a JSON object."));
            return null;
        }

        var root = new RuleJson(json, "", faults);
        root.Member("$schema");
        root.Member("version");
        var cooldowns = Rules(root, "cooldowns", faults, Cooldown);
        var caps = Rules(root, "caps", faults, Cap);
        var policy = new Policy
        {
            Version = version,
            Document = json.GetRawText(),
            Departments = Departments(root),
            Routing = Rules(root, "routing", faults, Routing),
            Cooldowns = cooldowns,
            Holds = Rules(root, "holds", faults, Hold),
            Caps = caps,
            QuietHours = Rules(root, "quietHours", faults, QuietHours),
            Approvals = Rules(root, "approvals", faults, Approval),
            Guardrails = Rules(root, "guardrails", faults, Guardrail),
            Loops = Rules(root, "loops", faults, LoopReader.Read),
            Triage = Rules(root, "triage", faults, TriageReader.Read),
            Precedence = Precedence(root),
            DoNotContact = Consent(root),
            DueTimes = Handoffs(root),
            CooldownSignature = Signature(cooldowns),
            CooldownsReadData = cooldowns.Any(c => c.After.Reads("event.data.") || c.After.Reads("event.text")),
            LongestCooldown = cooldowns.Where(c => c.Enabled).Select(c => c.For).DefaultIfEmpty().Max(),
        };
        root.NothingElse();
        return faults.Count == 0 ? policy with
        {
            Canaries = [.. policy.Rules.Where(rule => rule is { Enabled: true, Mode: RuleMode.Canary })],
            PoolAgents = [.. policy.Routing.Where(rule => rule.Enabled).SelectMany(rule => rule.Pool?.Members ?? []).Select(member => member.Agent).Distinct(StringComparer.Ordinal)],
        } : null;
    }

    private static ImmutableArray<TRule> Rules<TRule>(RuleJson root, string name, List<Fault> faults, Func<RuleJson, TRule> read)
        where TRule : Rule
    {
        if (root.Member(name) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxRules)
        {
            root.Wrong(name, $"'{name}' must be a list of at most {MaxRules} rules.");
            return [];
        }

        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var rules = ImmutableArray.CreateBuilder<TRule>();
        foreach (var (index, element) in list.EnumerateArray().Index())
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new Fault($"/{name}/{index}", "A rule is an object."));
                continue;
            }

            var json = new RuleJson(element, $"/{name}/{index}", faults);
            var rule = read(json) with { Id = json.Id(), Name = json.Text("name"), Enabled = json.Flag("enabled", true) };
            rule = Staged(json, rule);
            json.Text("description", max: 2000);
            json.NothingElse();
            if (!ids.Add(rule.Id)) json.Wrong("id", $"Another rule of this kind is called '{rule.Id}' already.");
            rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    private static TRule Staged<TRule>(RuleJson json, TRule rule)
        where TRule : Rule
    {
        var mode = json.Choice("mode", RuleMode.Enforced);
        if (rule is LoopRule && mode != RuleMode.Enforced) json.Wrong("mode", "A limit on how often work is given decides or is switched off; it cannot be tried first.");
        if (rule is TriageRule && mode != RuleMode.Enforced) json.Wrong("mode", "A rule on how urgent handoffs are decides or is switched off; it cannot be tried first.");
        if (mode == RuleMode.Canary) return RolloutJson.Read(json) is var terms ? rule with { Mode = mode, Share = terms.Share, StopWhen = terms.StopWhen } : rule;
        foreach (var name in (ReadOnlySpan<string>)["share", "stopWhen"]) if (json.Member(name) is not null) json.Wrong(name, $"'{name}' is for a rule that is tried with some customers: \"mode\": \"canary\".");
        return rule with { Mode = mode };
    }

    private static RoutingRule Routing(RuleJson json)
    {
        var to = json.Object("to");
        var (agent, queue, pool) = (to?.Text("agent", max: 64), to?.Text("queue", max: 64), PoolReader.Read(to));
        var targets = to is null ? null : ClassifyReader.Targets(to);
        to?.NothingElse();
        if (new[] { agent is null, queue is null, targets is null, to?.Member("pool") is null }.Count(isMissing => !isMissing) != 1) json.Wrong("to", "'to' names one agent, one queue or one pool, or with 'classify' where each label goes.");
        var when = json.Condition("when");
        return new RoutingRule
        {
            Id = "",
            When = when,
            NamesOwnEvents = when.NamesType(Events.EventTypes.Reserved),
            Classify = ClassifyReader.Read(json, targets),
            Agent = agent,
            Queue = queue,
            Pool = pool,
            Priority = json.Choice("priority", Priority.Normal),
        };
    }

    private static CooldownRule Cooldown(RuleJson json)
    {
        var after = json.Condition("after");
        return new() { Id = "", After = after, NamesOwnEvents = after.NamesType(Events.EventTypes.Reserved), Blocks = json.Condition("blocks"), For = json.Duration("for"), Then = json.Verdict("then", Verdict.Delay) };
    }

    private static HoldRule Hold(RuleJson json)
    {
        var then = json.Verdict("then", Verdict.Suppress);
        if (then == Verdict.Delay)
        {
            json.Wrong("then", "A hold has no end that could be known, so it cannot delay. Use suppress or escalate.");
        }

        return new() { Id = "", While = json.Condition("while"), Blocks = json.Condition("blocks"), Then = then };
    }

    private static CapRule Cap(RuleJson json) =>
        new() { Id = "", Blocks = json.Condition("blocks"), Max = json.Whole("max", 1, 500), Per = json.Per("per"), Then = json.Verdict("then", Verdict.Delay) };

    private static QuietHoursRule QuietHours(RuleJson json)
    {
        var zone = json.Text("timeZone", max: 64) ?? "customer";
        if (zone != "customer" && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) json.Wrong("timeZone", $"'{zone}' is no time zone. Use an IANA name such as Europe/Berlin, or customer.");
        var (from, to) = (json.Clock("from"), json.Clock("to"));
        if (from == to) json.Wrong("to", "'from' and 'to' are the same time, so there would be no quiet at all.");
        return new() { Id = "", Blocks = json.Condition("blocks"), From = from, To = to, TimeZone = zone, Then = json.Verdict("then", Verdict.Delay) };
    }

    private static ApprovalRule Approval(RuleJson json) =>
        new() { Id = "", When = json.Condition("when"), Queue = json.Text("queue", max: 64) ?? "general" };

    private static GuardrailRule Guardrail(RuleJson json)
    {
        var then = json.Verdict("then", Verdict.Escalate);
        if (then == Verdict.Delay) json.Wrong("then", "A guardrail has no end, so it cannot delay. Use suppress or escalate.");
        return new() { Id = "", When = json.Condition("when"), Then = then, Queue = json.Text("queue", max: 64) };
    }

    private static PrecedenceRule? Precedence(RuleJson root)
    {
        if (root.Object("precedence") is not { } json) return null;
        var rule = new PrecedenceRule(json.Duration("window", "PT15M"), json.Verdict("loser", Verdict.Delay));
        json.NothingElse();
        return rule;
    }

    // Short, because every customer's state carries it. With the lengths, because history was read no further back than the longest.
    private static string Signature(ImmutableArray<CooldownRule> cooldowns)
    {
        var enabled = string.Join('|', cooldowns.Where(c => c.Enabled).Select(c => $"{c.Id}={c.After.Sentence};{c.For.Ticks}"));
        return enabled.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(enabled)).AsSpan(0, 8));
    }

    private static Verdict Consent(RuleJson root)
    {
        if (root.Object("consent") is not { } json) return Verdict.Suppress;
        var verdict = json.Verdict("doNotContact", Verdict.Suppress);
        if (verdict == Verdict.Delay) json.Wrong("doNotContact", "That a customer wants no contact has no end that could be known, so it cannot delay. Use suppress or escalate.");
        json.NothingElse();
        return verdict;
    }

    private static DueTimes Handoffs(RuleJson root)
    {
        if (root.Object("handoffs") is not { } json) return DueTimes.Usual;
        var usual = DueTimes.Usual;
        var times = json.Object("dueWithin");
        json.NothingElse();
        if (times is null) return usual;
        var due = new DueTimes(times.Duration("urgent", usual.Urgent), times.Duration("high", usual.High), times.Duration("normal", usual.Normal), times.Duration("low", usual.Low));
        times.NothingElse();
        return due;
    }

    private static ImmutableArray<string> Departments(RuleJson root)
    {
        if (root.Member("departments") is not { } list) return [];
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= 100 && list.EnumerateArray().All(d => d.ValueKind == JsonValueKind.String && d.GetString() is { Length: > 0 and <= 64 }))
        {
            ImmutableArray<string> names = [.. list.EnumerateArray().Select(d => d.GetString()!)];
            if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length) return names;
            root.Wrong("departments", "A department stands here twice.");
            return [];
        }

        root.Wrong("departments", "'departments' must be a list of at most 100 names.");
        return [];
    }
}

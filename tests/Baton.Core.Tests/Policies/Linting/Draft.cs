using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Core.Tests.Conditions;
using Baton.Core.Tests.Conditions.Reasoning;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Policies.Linting;

/// <summary>A policy being written, rule by rule, with conditions written short, and the small company that it is for.</summary>
internal sealed class Draft
{
    private readonly JsonObject _document = new() { ["departments"] = new JsonArray("support", "sales", "marketing") };

    public static World Company { get; } = new()
    {
        Now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
        Agents = [Known("triage", "support"), Known("care", "support", "spanish"), Known("outreach", "sales"), Known("promo", "marketing"), new KnownAgent(new AgentDefinition { Name = "sleepy", Department = "support", Paused = true }, [])],
        Staff = ImmutableDictionary<string, int>.Empty.Add("finance", 2).Add("general", 1).Add("night", 0),
        Observed = Seen(),
    };

    public string Document => _document.ToJsonString();

    public Draft Rule(string list, string id, params (string Member, JsonNode Value)[] members)
    {
        var rule = new JsonObject { ["id"] = id };
        foreach (var (member, value) in members) rule[member] = value;
        if (_document[list] is not JsonArray rules) _document[list] = rules = [];
        rules.Add(rule);
        return this;
    }

    public Draft Member(string name, string json)
    {
        _document[name] = JsonNode.Parse(json);
        return this;
    }

    public Draft Route(string id, string when, string agent = "care") => Rule("routing", id, ("when", Of(when)), ("to", new JsonObject { ["agent"] = agent }));

    public Draft RouteToQueue(string id, string when, string queue) => Rule("routing", id, ("when", Of(when)), ("to", new JsonObject { ["queue"] = queue }));

    public Draft RouteToPool(string id, string when, string other, params string[] agents) => Rule("routing", id, ("when", Of(when)), ("to", new JsonObject
    {
        ["pool"] = new JsonObject { ["agents"] = new JsonArray([.. agents.Select(agent => new JsonObject { ["agent"] = agent })]), ["else"] = new JsonObject { ["queue"] = other } },
    }));

    public Draft Cooldown(string id, string after, string blocks, string time, string then = "delay") => Rule("cooldowns", id, ("after", Of(after)), ("blocks", Of(blocks)), ("for", time), ("then", then));

    public Draft Hold(string id, string during, string blocks, string then = "suppress") => Rule("holds", id, ("while", Of(during)), ("blocks", Of(blocks)), ("then", then));

    public Draft Cap(string id, string blocks, int max, string per, string then = "delay") => Rule("caps", id, ("blocks", Of(blocks)), ("max", max), ("per", per), ("then", then));

    public Draft Quiet(string id, string blocks, string from, string to) => Rule("quietHours", id, ("blocks", Of(blocks)), ("from", from), ("to", to));

    public Draft Approval(string id, string when, string queue = "finance") => Rule("approvals", id, ("when", Of(when)), ("queue", queue));

    public Draft Guardrail(string id, string when, string then = "suppress") => Rule("guardrails", id, ("when", Of(when)), ("then", then));

    /// <summary>What the rule that was written last has beside.</summary>
    public Draft With(string list, string member, JsonNode value)
    {
        ((JsonArray)_document[list]!)[^1]![member] = value;
        return this;
    }

    public IReadOnlyList<LintFinding> Lint(World? world = null) => Linter.Lint(JsonElement.Parse(Document), world ?? Company);

    public Policy Read() => PolicyReader.Read(Document, 1);

    private static JsonNode Of(string condition) => JsonNode.Parse(condition.StartsWith('{') ? condition : Short.Json(condition))!;

    private static KnownAgent Known(string name, string department, params string[] skills) => new(Story.Agent(name, department), [.. skills]);

    private static ObservedFields Seen()
    {
        var story = new Story();
        story.Tell("customer.updated", new { attributes = new { plan = "pro" } });
        story.Tell("consent.changed", new { purpose = "promotion", granted = true });
        var order = Ask.Message("hello") with { Type = "order.placed", Data = Story.Json(new { total = 12.5, tags = new[] { "new" }, text = "hello", due = "2026-01-01T00:00:00Z", output = new { label = "billing" } }) };
        return ObservedFields.None.See(order).See(Ask.Message("hello")).See(story.State).See(new Core.Arbitration.Proposal { Id = "a", Agent = "care", Kind = "contact.email", Purpose = "promotion", Data = Story.Json(new { amount = 4 }) });
    }
}

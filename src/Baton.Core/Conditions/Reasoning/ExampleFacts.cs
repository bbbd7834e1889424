using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>Builds real facts in which the fields hold given values. Fields that nobody asks about hold something usual.</summary>
internal sealed class ExampleFacts
{
    private const int MostOpen = 1000;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    private readonly Dictionary<string, (FieldInfo Field, FieldValue Value)> _fields;

    private ExampleFacts(IEnumerable<(FieldInfo Field, FieldValue Value)> values) => _fields = values.ToDictionary(v => v.Field.Key, StringComparer.Ordinal);

    /// <summary>The facts; null when values stand in each other's way. Whoever asks must still try them: some fields depend on others.</summary>
    public static Facts? Make(Situation situation, IReadOnlyList<(FieldInfo Field, FieldValue Value)> values)
    {
        var made = new ExampleFacts(values);
        if (made.Customer() is not { } customer) return null;
        var (eventData, actionData) = (made.Inside("event.data."), made.Inside("action.data."));
        if (eventData is null || actionData is null) return null;
        var agent = situation.Agent ? made.Agent() : null;
        return new Facts(Now, customer, situation.Event ? made.Event(eventData, agent) : null, situation.Action ? made.Action(actionData, agent) : null, agent);
    }

    private string? Text(string key) => _fields.TryGetValue(key, out var field) ? field.Value.Text : null;

    private static JsonElement Json(JsonObject data) => data.Count == 0 ? Empty : JsonSerializer.SerializeToElement(data);

    private int Count(string key) => _fields.TryGetValue(key, out var field) ? (int)Math.Min(field.Value.Number ?? 0, int.MaxValue) : 0;

    private bool IsAsked(string key) => _fields.ContainsKey(key);

    private AgentDefinition Agent() => new()
    {
        Name = Text("agent.name") ?? Text("action.agent") ?? Text("event.agent") ?? "somebody",
        Department = Text("agent.department") ?? "some-department",
        Kind = AgentKinds.Parse(Text("agent.kind")) ?? AgentKind.Pull,
    };

    private Event Event(JsonObject data, AgentDefinition? agent)
    {
        var (kind, doer) = (Text("event.actor"), Text("event.agent"));
        var actor = kind switch
        {
            "Agent" => Actor.Agent(doer ?? agent?.Name ?? "somebody"),
            "Person" => Actor.Person("somebody@example.com"),
            "Baton" => Actor.Baton,
            null when doer is not null => Actor.Agent(doer),
            null when agent is not null && !IsAsked("event.agent") && !IsAsked("event.data.agent") => Actor.Agent(agent.Name),
            _ => Actor.Channel("example"),
        };
        if (doer is not null && actor.Kind != ActorKind.Agent) data.TryAdd("agent", doer);
        if (Text("event.text") is { } text && !data.TryAdd("text", text)) data["body"] ??= text;
        var time = Timeline.Rfc3339.Read(Text("event.time")) ?? Now;
        return new Event
        {
            Source = Text("event.source") ?? "example",
            Id = Text("event.id") ?? "example",
            Type = Text("event.type") ?? "message.received",
            Subject = Text("event.subject"),
            Time = time,
            Received = time,
            Actor = actor,
            Data = Json(data),
        };
    }

    private Proposal Action(JsonObject data, AgentDefinition? agent) => new()
    {
        Id = "example",
        Agent = Text("action.agent") ?? agent?.Name ?? "somebody",
        Kind = Text("action.kind") ?? (Text("action.channel") is { } channel ? "contact." + channel : IsAsked("action.channel") ? "refund" : "contact.email"),
        Purpose = Text("action.purpose"),
        Text = Text("action.text"),
        Data = Json(data),
    };

    private CustomerState? Customer()
    {
        if (Inside("customer.attributes.") is not { } attributes) return null;
        var (cases, handoffs, tasks) = (Count("customer.openCases"), Count("customer.openHandoffs"), Count("customer.openTasks"));
        if (cases > MostOpen || handoffs > MostOpen || tasks > MostOpen) return null;
        var consent = _fields.Where(f => f.Key.StartsWith("customer.consent.", StringComparison.Ordinal) && f.Value.Value.Exists).ToDictionary(f => f.Key["customer.consent.".Length..], f => f.Value.Value.Flag == true, StringComparer.OrdinalIgnoreCase);
        if (_fields.TryGetValue("customer.doNotContact", out var wish) && wish.Value.Flag == true) consent.TryAdd(ConsentRules.DoNotContact, true);
        return new CustomerState
        {
            Id = Text("customer.id") ?? "example",
            Attributes = attributes.ToImmutableSortedDictionary(a => a.Key, a => new AttributeValue(JsonSerializer.SerializeToElement(a.Value), "baton", Now), StringComparer.OrdinalIgnoreCase),
            Consent = consent.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase),
            OpenCases = [.. Enumerable.Range(1, cases).Select(i => new Case($"{i}", "support", null, null, Now))],
            Handoffs = [.. Enumerable.Range(1, handoffs).Select(i => new OpenHandoff { Id = $"h{i}", Cause = HandoffCause.Routed, Queue = "general", Title = "Example", Reason = "An example.", Opened = Now, Due = Now })],
            Tasks = [.. Enumerable.Range(1, tasks).Select(i => new OpenTask($"t{i}", "somebody", 0, 0, 0, 1, Priority.Normal, Now))],
        };
    }

    // The members below one beginning, as one object; null when one value would have to be two things.
    private JsonObject? Inside(string beginning)
    {
        var root = new JsonObject();
        foreach (var (key, (_, value)) in _fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            if (!value.Exists || !key.StartsWith(beginning, StringComparison.Ordinal)) continue;
            var (names, at) = (key[beginning.Length..].Split('.'), root);
            foreach (var name in names[..^1])
            {
                if (!at.ContainsKey(name)) at[name] = new JsonObject();
                if (at[name] is not JsonObject inner) return null;
                at = inner;
            }

            if (!at.TryAdd(names[^1], JsonSerializer.SerializeToNode(value.ToJson()))) return null;
        }

        return root;
    }
}

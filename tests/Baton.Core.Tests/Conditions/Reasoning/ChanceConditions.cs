using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Tests.Conditions.Reasoning;

/// <summary>Conditions and facts made by chance, of few fields and values, so that they meet often.</summary>
internal sealed class ChanceConditions(int seed, ConditionPlace place)
{
    private static readonly string[] Texts = ["", "a", "ab", "AB", "abc", "b", "b a", "refund", "a refund now", "2026-01-01", "2026-01-02T00:00:00Z", "case.opened", "case.", "Agent"];
    private static readonly double[] Numbers = [0, 1, 2, 1.5, -3, 100];
    private static readonly string[] Patterns = ["^a", "b$", "a|b", "^$", "\\d", "refund", ".*", "^(?-i)AB"];
    private static readonly string[] Operators = [.. ConditionReader.OperatorNames];

    private readonly Random _chance = new(seed);

    private string[] Fields => place switch
    {
        ConditionPlace.Routing or ConditionPlace.CooldownStart => ["event.type", "event.text", "event.data.x", "event.data.x.y", "event.data.text", "event.actor", "event.agent", "event.time", "customer.plan", "customer.attributes.PLAN", "customer.openCases", "agent.department", "customer.consent.sms", "customer.doNotContact", "action.kind"],
        _ => ["action.kind", "action.channel", "action.purpose", "action.text", "action.data.x", "customer.plan", "customer.openHandoffs", "agent.department", "agent.name", "agent.kind", "customer.doNotContact", "event.type"],
    };

    public Condition Condition(int deep = 3) => Ask.Read(Json(deep).ToJsonString(new JsonSerializerOptions()));

    /// <summary>A condition as JSON, so many levels deep at most.</summary>
    public JsonObject Json(int deep) => (deep == 0 ? 0 : _chance.Next(6)) switch
    {
        0 or 1 => Compare(),
        2 => new JsonObject { ["not"] = Json(deep - 1) },
        3 => new JsonObject { ["any"] = Several(deep) },
        _ => new JsonObject { ["all"] = Several(deep) },
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[_chance.Next(from.Count)];

    private JsonArray Several(int deep) => new([.. Enumerable.Range(0, 1 + _chance.Next(3)).Select(_ => Json(deep - 1))]);

    private JsonObject Compare()
    {
        var op = Pick(Operators);
        JsonNode? value = op switch
        {
            "exists" => _chance.Next(2) == 0,
            "in" or "notIn" => new JsonArray([.. Enumerable.Range(0, 1 + _chance.Next(3)).Select(_ => Value())]),
            "containsAny" => new JsonArray([.. Enumerable.Range(0, 1 + _chance.Next(2)).Select(_ => (JsonNode)JsonValue.Create(Pick(Texts[1..])))]),
            "startsWith" or "endsWith" => Pick(Texts),
            "matches" => Pick(Patterns),
            "gt" or "gte" or "lt" or "lte" => _chance.Next(2) == 0 ? Pick(Texts) : Pick(Numbers),
            _ => Value(),
        };
        return new JsonObject { ["field"] = Pick(Fields), ["op"] = op, ["value"] = value };
    }

    private JsonNode Value() => _chance.Next(9) switch
    {
        < 5 => JsonValue.Create(Pick(Texts)),
        5 or 6 => JsonValue.Create(Pick(Numbers)),
        7 => JsonValue.Create(_chance.Next(2) == 0),
        _ => new JsonArray(JsonValue.Create(Pick(Texts)), JsonValue.Create(1)),
    };

    /// <summary>Facts in which every field may hold one of the values that conditions ask about.</summary>
    public Facts Facts()
    {
        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var path in Fields.Where(f => _chance.Next(3) > 0))
        {
            var info = FieldCatalogue.Find(path)!;
            fields[info.Key] = info switch
            {
                { Choices.IsEmpty: false } => FieldValue.Of(Pick(info.Choices)),
                { Type: FieldType.Time } => FieldValue.Of(new DateTimeOffset(2026, 1, 1 + _chance.Next(3), 0, 0, 0, TimeSpan.Zero)),
                { Type: FieldType.Number } => FieldValue.Of(_chance.Next(4)),
                { Type: FieldType.Flag } => FieldValue.Of(_chance.Next(2) == 0),
                { Type: FieldType.Text } => FieldValue.Of(path == "action.kind" && _chance.Next(2) == 0 ? "contact." + Pick(Texts) : Pick(Texts)),
                _ => FieldValue.Of(JsonSerializer.SerializeToElement(Value())),
            };
        }

        var situation = Pick(Situation.In(place));
        return ExampleFacts.Make(situation, [.. fields.Select(f => (FieldCatalogue.Find(f.Key)!, f.Value))]) ?? Facts();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;

namespace Baton.Engine.Agents.Calling.Llm.Answers;

/// <summary>
/// The form of a model's answer: one object with <c>status</c>, <c>confidence</c>, <c>detail</c>, <c>output</c> and <c>actions</c>, the same with and without a schema of
/// the agent's own, which is that of <c>output</c>. Without one the output is <c>{ "text": … }</c>.
/// </summary>
/// <param name="Schema">JSON Schema of the whole object.</param>
/// <param name="IsStrict">Whether a server can hold a model to it word for word.</param>
/// <param name="IsEnforced">Whether it is sent as the protocol's structured output; otherwise the model is told.</param>
internal sealed record AnswerForm(JsonElement Schema, bool IsStrict, bool IsEnforced)
{
    private const string Own = "agent_output";

    private static readonly JsonElement JustText = JsonElement.Parse("""{"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false}""");

    private static readonly string Actions = """
        {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "kind": { "type": "string" },
              "purpose": { "type": ["string", "null"], "description": "What for: support, promotion, …" },
              "text": { "type": ["string", "null"], "description": "What would be said to the customer." },
              "data": { "type": ["string", "null"], "description": "Details: a JSON object, written as a text." }
            },
            "required": ["kind", "purpose", "text", "data"],
            "additionalProperties": false
          }
        }
        """;

    public static AnswerForm Of(AgentDefinition agent, LlmProtocol protocol)
    {
        var output = agent.Output ?? JustText;
        var isStrict = StrictSchemas.Allows(output, protocol);
        return new AnswerForm(Whole(output), isStrict, protocol == LlmProtocol.OpenAi || isStrict);
    }

    private static JsonElement Whole(JsonElement output)
    {
        var definitions = new JsonObject();
        if (JsonNode.Parse(output.GetRawText()) is JsonObject own)
        {
            own.Remove("$schema");
            own.Remove("$id");
            if (own["$defs"] is JsonObject shared)
            {
                own.Remove("$defs");
                foreach (var (name, schema) in shared.ToList())
                {
                    shared.Remove(name);
                    definitions[name] = schema;
                }
            }

            definitions[Own] = own;
        }
        else
        {
            definitions[Own] = new JsonObject(); // true: anything
        }

        Repoint(definitions);
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["status"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetValues<ResultStatus>().Select(s => JsonValue.Create(s.Name()))]) },
                ["confidence"] = new JsonObject { ["type"] = new JsonArray("number", "null"), ["description"] = "0 to 1" },
                ["detail"] = new JsonObject { ["type"] = new JsonArray("string", "null") },
                ["output"] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/$defs/" + Own }, new JsonObject { ["type"] = "null" }) },
                ["actions"] = JsonNode.Parse(Actions),
            },
            ["required"] = new JsonArray("status", "confidence", "detail", "output", "actions"),
            ["additionalProperties"] = false,
            ["$defs"] = definitions,
        });
    }

    // The agent's schema stands one level deeper than it was written for.
    private static void Repoint(JsonNode? node)
    {
        if (node is JsonArray list) foreach (var item in list) Repoint(item);
        if (node is not JsonObject members) return;
        if (members["$ref"] is JsonValue value && value.TryGetValue<string>(out var to) && to.StartsWith('#') && !to.StartsWith("#/$defs/", StringComparison.Ordinal)) members["$ref"] = $"#/$defs/{Own}{to[1..]}";
        foreach (var (_, member) in members) Repoint(member);
    }
}

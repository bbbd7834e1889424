using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.Llm.Answers;

/// <summary>Whether a schema is within the part of the standard that a protocol's structured output can hold a model to.</summary>
internal static class StrictSchemas
{
    private static readonly HashSet<string> Everywhere = ["$schema", "$id", "$ref", "$defs", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf"];
    private static readonly HashSet<string> OpenAi = ["pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems"];

    /// <summary>Every object closed and all of its properties required, and nothing that the protocol leaves out.</summary>
    public static bool Allows(JsonElement schema, LlmProtocol protocol)
    {
        if (schema.ValueKind != JsonValueKind.Object) return false;
        foreach (var member in schema.EnumerateObject())
        {
            if (!Everywhere.Contains(member.Name) && !(protocol == LlmProtocol.OpenAi && OpenAi.Contains(member.Name))) return false;
            var isFine = member.Name switch
            {
                "properties" or "$defs" => member.Value.ValueKind == JsonValueKind.Object && member.Value.EnumerateObject().All(inner => Allows(inner.Value, protocol)),
                "items" => Allows(member.Value, protocol),
                "anyOf" => member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(inner => Allows(inner, protocol)),
                // Only what stands in this schema; Anthropic takes no schema that holds itself.
                "$ref" => TextOf(member.Value) is { } to && to.StartsWith('#') && (protocol == LlmProtocol.OpenAi || to != "#"),
                _ => true,
            };
            if (!isFine) return false;
        }

        return IsTyped(schema) && (!IsObject(schema) || IsClosed(schema));
    }

    private static bool IsTyped(JsonElement schema) => schema.EnumerateObject().Any(m => m.Name is "type" or "enum" or "const" or "anyOf" or "$ref");

    private static bool IsObject(JsonElement schema) => schema.Member("properties") is not null || schema.Member("type") switch
    {
        { ValueKind: JsonValueKind.Array } many => many.EnumerateArray().Any(t => TextOf(t) == "object"),
        { } one => TextOf(one) == "object",
        null => false,
    };

    private static bool IsClosed(JsonElement schema)
    {
        if (schema.Flag("additionalProperties") != false) return false;
        var required = schema.Member("required") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(TextOf).ToHashSet() : [];
        return schema.Member("properties") is not { ValueKind: JsonValueKind.Object } properties || properties.EnumerateObject().All(p => required.Contains(p.Name));
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

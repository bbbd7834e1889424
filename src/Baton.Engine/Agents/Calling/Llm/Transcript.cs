using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>Exactly what was sent, for the task's page: the system text, every message, tool call and tool's answer. It holds no key, and is bounded.</summary>
internal static class Transcript
{
    /// <summary>The most bytes of it.</summary>
    public const int Most = 64 * 1024;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Of(LlmSettings settings, Uri address, ModelRequest request)
    {
        // Long texts are cut shorter and shorter until all of it fits; then the middle of a long talk is left out.
        for (var most = Most; most >= 256; most /= 2) if (Fitting(Write(settings, address, request, request.Turns, most)) is { } whole) return whole;
        var turns = (IReadOnlyList<ModelTurn>)[.. request.Turns.Take(1), .. request.Turns.TakeLast(6)];
        return Fitting(Write(settings, address, request, turns, 256, request.Turns.Count - turns.Count)) ?? JsonSerializer.SerializeToElement(new JsonObject { ["model"] = settings.Model, ["leftOut"] = request.Turns.Count });
    }

    private static JsonElement? Fitting(JsonObject whole)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(whole, Readable);
        return bytes.Length <= Most ? JsonElement.Parse(bytes) : null;
    }

    private static JsonObject Write(LlmSettings settings, Uri address, ModelRequest request, IReadOnlyList<ModelTurn> turns, int most, int leftOut = 0)
    {
        var sent = new JsonObject
        {
            ["protocol"] = settings.Protocol == LlmProtocol.Anthropic ? "anthropic" : "openai",
            ["address"] = address.ToString(),
            ["model"] = request.Model,
            ["maxOutputTokens"] = request.MaxOutputTokens,
            ["system"] = Cut(request.System, most),
            ["messages"] = new JsonArray([.. turns.SelectMany(turn => Messages(turn, most))]),
            ["tools"] = new JsonArray([.. request.Tools.Select(tool => JsonValue.Create(tool.Name))]),
        };
        if (request.Temperature is { } temperature) sent["temperature"] = temperature;
        if (request.Form.IsEnforced) sent["answer"] = request.Form.Schema.GetRawText().Length <= most ? JsonNode.Parse(request.Form.Schema.GetRawText()) : Cut(request.Form.Schema.GetRawText(), most);
        if (leftOut > 0) sent["leftOut"] = leftOut;
        return sent;
    }

    private static IEnumerable<JsonNode> Messages(ModelTurn turn, int most)
    {
        switch (turn)
        {
            case ModelTurn.Told told:
                yield return new JsonObject { ["role"] = "user", ["text"] = Cut(told.Text, most) };
                break;
            case ModelTurn.Said { Reply: var said }:
                var message = new JsonObject { ["role"] = "assistant" };
                if (said.Text.Length > 0) message["text"] = Cut(said.Text, most);
                message["uses"] = new JsonArray([.. said.Uses.Select(use => new JsonObject { ["tool"] = use.Tool, ["arguments"] = Cut(use.Arguments, most) })]);
                yield return message;
                break;
            case ModelTurn.Answered answered:
                foreach (var one in answered.Returns) yield return new JsonObject { ["role"] = "tool", ["tool"] = one.Use.Tool, ["text"] = Cut(one.Text, most), ["fault"] = one.IsFault };
                break;
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]} … [cut: {text.Length:N0} characters in all]";
}

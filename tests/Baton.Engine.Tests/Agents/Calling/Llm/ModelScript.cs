using System.Text.Json;

namespace Baton.Engine.Tests.Agents.Calling.Llm;

/// <summary>What a <see cref="ModelServer"/> does with one request. The protocol is that of the request.</summary>
internal sealed record ModelScript
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "text/event-stream";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What the model writes.</summary>
    public string Text { get; init; } = "";

    /// <summary>What it thinks before; Anthropic's models sign it and want it back word for word.</summary>
    public string? Thinking { get; init; }

    /// <summary>The tools that it wants to use, all in one round, with their arguments.</summary>
    public IReadOnlyList<(string Tool, string Arguments)> Uses { get; init; } = [];

    /// <summary>What it says when it refuses.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why it stopped, in the protocol's own word; null for what fits.</summary>
    public string? Stop { get; init; }

    public string Model { get; init; } = "small-2026";

    public int InputTokens { get; init; } = 120;

    public int OutputTokens { get; init; } = 30;

    /// <summary>After so many pieces the connection is reset.</summary>
    public int? BreaksAfter { get; init; }

    /// <summary>After so many pieces nothing more comes, and the connection stays.</summary>
    public int? HangsAfter { get; init; }

    /// <summary>It writes and never ends.</summary>
    public bool IsEndless { get; init; }

    /// <summary>The body as it is, instead of what a model writes.</summary>
    public string? Body { get; init; }

    /// <summary>Nothing is answered before this has ended.</summary>
    public Task Before { get; init; } = Task.CompletedTask;

    /// <summary>The model answers with a text.</summary>
    public static ModelScript Says(string text) => new() { Text = text };

    /// <summary>The model answers as Baton asks it to.</summary>
    public static ModelScript Answers(string output = """{"text":"It is on its way."}""", string status = "success", double? confidence = 0.9, string actions = "[]") =>
        Says($$"""{"status":"{{status}}","confidence":{{JsonSerializer.Serialize(confidence)}},"detail":null,"output":{{output}},"actions":{{actions}}}""");

    /// <summary>The model wants to use tools.</summary>
    public static ModelScript UsesTools(params (string Tool, string Arguments)[] uses) => new() { Uses = uses };

    /// <summary>The server refuses the request.</summary>
    public static ModelScript Refused(int status, string body = """{"error":{"message":"No."}}""", params (string Name, string Value)[] headers) =>
        new() { Status = status, ContentType = "application/json", Body = body, Headers = headers };

    /// <summary>The pieces in which the body goes out.</summary>
    public IEnumerable<string> PiecesFor(SeenRequest request) =>
        Body is { } body ? [body] : request.IsAnthropic ? AnthropicWire.Events(this) : OpenAiWire.Events(this);

    /// <summary>The text in small pieces, as models write it.</summary>
    public IEnumerable<string> Tokens()
    {
        for (var i = 0; i < Text.Length; i += 7) yield return Text[i..Math.Min(i + 7, Text.Length)];
        while (IsEndless) yield return "and on ";
    }
}

/// <summary>OpenAI's chat completion chunks.</summary>
internal static class OpenAiWire
{
    public static IEnumerable<string> Events(ModelScript script)
    {
        yield return Chunk(script, """{"role":"assistant","content":""}""");
        foreach (var token in script.Tokens()) yield return Chunk(script, $$"""{"content":{{JsonSerializer.Serialize(token)}}}""");
        if (script.Refusal is { } refusal) yield return Chunk(script, $$"""{"refusal":{{JsonSerializer.Serialize(refusal)}}}""");
        foreach (var (i, (tool, arguments)) in script.Uses.Index())
        {
            yield return Chunk(script, $$$"""{"tool_calls":[{"index":{{{i}}},"id":"call_{{{i}}}","type":"function","function":{"name":"{{{tool}}}","arguments":""}}]}""");
            foreach (var half in (string[])[arguments[..(arguments.Length / 2)], arguments[(arguments.Length / 2)..]])
                yield return Chunk(script, $$$"""{"tool_calls":[{"index":{{{i}}},"function":{"arguments":{{{JsonSerializer.Serialize(half)}}}}}]}""");
        }

        yield return Chunk(script, "{}", script.Stop ?? (script.Uses.Count > 0 ? "tool_calls" : "stop"));
        yield return $$$"""data: {"id":"c-1","object":"chat.completion.chunk","created":1780000000,"model":"{{{script.Model}}}","choices":[],"usage":{"prompt_tokens":{{{script.InputTokens}}},"completion_tokens":{{{script.OutputTokens}}},"total_tokens":{{{script.InputTokens + script.OutputTokens}}}}}""" + "\n\n";
        yield return "data: [DONE]\n\n";
    }

    private static string Chunk(ModelScript script, string delta, string? finish = null) =>
        $$"""data: {"id":"c-1","object":"chat.completion.chunk","created":1780000000,"model":"{{script.Model}}","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{JsonSerializer.Serialize(finish)}}}]}""" + "\n\n";
}

/// <summary>Anthropic's message stream.</summary>
internal static class AnthropicWire
{
    public static IEnumerable<string> Events(ModelScript script)
    {
        var block = 0;
        yield return Event("message_start", $$$""" "message":{"id":"msg_1","type":"message","role":"assistant","model":"{{{script.Model}}}","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":{{{script.InputTokens}}},"output_tokens":1}} """);
        yield return Event("ping", null);
        if (script.Thinking is { } thinking)
        {
            yield return Event("content_block_start", $$""" "index":{{block}},"content_block":{"type":"thinking","thinking":"","signature":""} """);
            foreach (var half in (string[])[thinking[..(thinking.Length / 2)], thinking[(thinking.Length / 2)..]])
                yield return Event("content_block_delta", $$""" "index":{{block}},"delta":{"type":"thinking_delta","thinking":{{JsonSerializer.Serialize(half)}}} """);
            yield return Event("content_block_delta", $$""" "index":{{block}},"delta":{"type":"signature_delta","signature":"c2lnbmVk"} """);
            yield return Event("content_block_stop", $""" "index":{block++} """);
        }

        if (script.Text.Length > 0 || script.IsEndless)
        {
            yield return Event("content_block_start", $$""" "index":{{block}},"content_block":{"type":"text","text":""} """);
            foreach (var token in script.Tokens()) yield return Event("content_block_delta", $$""" "index":{{block}},"delta":{"type":"text_delta","text":{{JsonSerializer.Serialize(token)}}} """);
            yield return Event("content_block_stop", $""" "index":{block++} """);
        }

        foreach (var (tool, arguments) in script.Uses)
        {
            yield return Event("content_block_start", $$$""" "index":{{{block}}},"content_block":{"type":"tool_use","id":"toolu_{{{block}}}","name":"{{{tool}}}","input":{}} """);
            foreach (var half in (string[])[arguments[..(arguments.Length / 2)], arguments[(arguments.Length / 2)..]])
                yield return Event("content_block_delta", $$""" "index":{{block}},"delta":{"type":"input_json_delta","partial_json":{{JsonSerializer.Serialize(half)}}} """);
            yield return Event("content_block_stop", $""" "index":{block++} """);
        }

        var stop = script.Stop ?? (script.Refusal is not null ? "refusal" : script.Uses.Count > 0 ? "tool_use" : "end_turn");
        var details = script.Refusal is { } refusal ? $$""","stop_details":{"type":"refusal","category":null,"explanation":{{JsonSerializer.Serialize(refusal)}}}""" : "";
        yield return Event("message_delta", $$$""" "delta":{"stop_reason":"{{{stop}}}","stop_sequence":null{{{details}}}},"usage":{"output_tokens":{{{script.OutputTokens}}}} """);
        yield return Event("message_stop", null);
    }

    private static string Event(string type, string? members) => $$"""
        event: {{type}}
        data: {"type":"{{type}}"{{(members is null ? "" : "," + members)}}}


        """.ReplaceLineEndings("\n");
}

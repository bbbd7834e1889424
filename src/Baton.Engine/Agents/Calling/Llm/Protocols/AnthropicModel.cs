using System.Text.Json;
using System.Text.Json.Nodes;
using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Anthropic.Services;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.Llm.Protocols;

/// <summary>Messages, by Anthropic's own library.</summary>
internal sealed class AnthropicModel : IModel
{
    /// <summary>Where the protocol's own company is.</summary>
    public static readonly Uri Home = new("https://api.anthropic.com");

    private static readonly string[] Inputs = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"];

    private readonly IMessageService _messages;

    /// <summary>The client puts in the key; without one the library would look for it in the environment. Whoever made the client ends it.</summary>
    public AnthropicModel(HttpClient http, Uri address) =>
        _messages = new AnthropicClient(new ClientOptions { HttpClient = http, BaseUrl = address.ToString().TrimEnd('/'), ApiKey = "-", MaxRetries = 0, Timeout = TimeSpan.FromDays(1) }).Messages;

    public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancel)
    {
        var (gathered, blocks, reply) = (new Gathering(request.MaxOutputTokens), new AnthropicBlocks(), new ModelReply());
        try
        {
            await foreach (var said in _messages.CreateStreaming(Params(request), cancel))
            {
                reply = Read(said, gathered, reply);
                blocks.Take(said.Json);
            }
        }
        catch (AnthropicSseException e)
        {
            throw new ModelException($"The model's server gave up in the middle of its answer: {e.ApiMessage ?? e.Message}", e) { Kind = e.ErrorCode ?? "server_error" };
        }

        var whole = gathered.Whole();
        return reply with { Text = whole.Text, Uses = whole.Uses, Own = blocks.Whole() };
    }

    private static ModelReply Read(RawMessageStreamEvent said, Gathering gathered, ModelReply reply)
    {
        if (said.TryPickStart(out var start))
            return reply with { Model = start.Message.Model.Raw(), InputTokens = InputOf(start.Message.Usage.RawData), OutputTokens = start.Message.Usage.OutputTokens };
        if (said.TryPickContentBlockStart(out var block) && block.ContentBlock.TryPickToolUse(out var use)) gathered.Use(block.Index, use.ID, use.Name, arguments: null);
        else if (said.TryPickContentBlockDelta(out var delta)) Take(delta, gathered);
        else if (said.TryPickDelta(out var end))
        {
            var word = end.Delta.StopReason?.Raw();
            reply = reply with { OutputTokens = end.Usage.OutputTokens, EndWord = word ?? reply.EndWord, End = word is null ? reply.End : EndOf(word), Refusal = end.Delta.StopDetails?.Explanation ?? reply.Refusal };
            if (end.Usage.InputTokens is > 0) reply = reply with { InputTokens = InputOf(end.Usage.RawData) };
        }

        return reply;
    }

    private static void Take(RawContentBlockDeltaEvent delta, Gathering gathered)
    {
        if (delta.Delta.TryPickText(out var text)) gathered.Text(text.Text);
        else if (delta.Delta.TryPickInputJson(out var input)) gathered.Use(delta.Index, id: null, tool: null, input.PartialJson);
        else if (delta.Delta.TryPickThinking(out var thinking)) gathered.Thought(thinking.Thinking);
    }

    // What was read from the server's cache or written to it was read too.
    private static long InputOf(IReadOnlyDictionary<string, JsonElement> usage) =>
        Inputs.Sum(name => usage.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var tokens) ? tokens : 0);

    private static MessageCreateParams Params(ModelRequest request)
    {
        // Members that are not said must be absent, and not null.
        var body = new JsonObject
        {
            ["model"] = request.Model,
            ["max_tokens"] = request.MaxOutputTokens,
            ["system"] = request.System,
            ["messages"] = new JsonArray([.. request.Turns.Select(Message)]),
        };
        if (request.Temperature is { } temperature) body["temperature"] = temperature;
        if (request.Form.IsEnforced) body["output_config"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = Node(request.Form.Schema) } };
        if (request.Tools.Count > 0) body["tools"] = new JsonArray([.. request.Tools.Select(tool => new JsonObject { ["name"] = tool.Name, ["description"] = tool.Description, ["input_schema"] = Node(tool.Arguments) })]);
        var members = JsonSerializer.SerializeToElement(body).EnumerateObject().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        return MessageCreateParams.FromRawUnchecked(new Dictionary<string, JsonElement>(StringComparer.Ordinal), new Dictionary<string, JsonElement>(StringComparer.Ordinal), members);
    }

    private static JsonNode Message(ModelTurn turn) => turn switch
    {
        ModelTurn.Told told => new JsonObject { ["role"] = "user", ["content"] = told.Text },
        ModelTurn.Said said => new JsonObject { ["role"] = "assistant", ["content"] = said.Reply.Own is { } own ? Node(own) : said.Reply.Text },
        ModelTurn.Answered answered => new JsonObject
        {
            ["role"] = "user",
            ["content"] = new JsonArray([.. answered.Returns.Select(one => new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = one.Use.Id, ["content"] = one.Text, ["is_error"] = one.IsFault })]),
        },
        _ => throw new InvalidOperationException(turn.ToString()),
    };

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    private static ModelEnd EndOf(string word) => word switch
    {
        "end_turn" or "stop_sequence" => ModelEnd.Done,
        "tool_use" => ModelEnd.ToolUses,
        "max_tokens" => ModelEnd.Length,
        "model_context_window_exceeded" => ModelEnd.TooLong,
        "refusal" => ModelEnd.Refused,
        "pause_turn" => ModelEnd.Paused,
        _ => throw new ModelException($"The model stopped for a reason that is not known here: {word}.") { Kind = "protocol" },
    };
}

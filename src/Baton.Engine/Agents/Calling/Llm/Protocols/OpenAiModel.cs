using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using Baton.Core.Events;
using OpenAI;
using OpenAI.Chat;

namespace Baton.Engine.Agents.Calling.Llm.Protocols;

/// <summary>Chat completions, by OpenAI's own library.</summary>
internal sealed class OpenAiModel : IModel
{
    /// <summary>Where the protocol's own company is.</summary>
    public static readonly Uri Home = new("https://api.openai.com/v1");

    private readonly ChatClient _client;
    private readonly bool _isModern;

    /// <summary>The client puts in the key.</summary>
    public OpenAiModel(HttpClient http, Uri address, string model)
    {
        _isModern = address.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase);
        _client = new ChatClient(model, new ApiKeyCredential("-"), new OpenAIClientOptions
        {
            Endpoint = address,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        });
    }

    public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancel)
    {
        var gathered = new Gathering(request.MaxOutputTokens);
        var reply = new ModelReply();
        await foreach (var update in _client.CompleteChatStreamingAsync(Messages(request), Options(request), cancel))
        {
            if (ErrorIn(update) is { } error) throw new ModelException($"The model's server gave up in the middle of its answer: {error}") { Kind = "server_error" };
            foreach (var part in update.ContentUpdate) gathered.Text(part.Text);
            gathered.Refusal(update.RefusalUpdate);
            foreach (var use in update.ToolCallUpdates) gathered.Use(use.Index, use.ToolCallId, use.FunctionName, use.FunctionArgumentsUpdate is { } piece ? piece.ToString() : null);
            if (update.FinishReason is { } reason) reply = reply with { End = EndOf(reason), EndWord = WordOf(reason) };
            if (update.Usage is { } usage) reply = reply with { InputTokens = usage.InputTokenCount, OutputTokens = usage.OutputTokenCount };
            if (!string.IsNullOrEmpty(update.Model)) reply = reply with { Model = update.Model };
        }

        var whole = gathered.Whole();
        return reply with
        {
            Text = whole.Text,
            Refusal = whole.Refusal,
            Uses = whole.Uses,
            // Not every server says tool_calls when it wants tools.
            End = whole.Refusal is not null ? ModelEnd.Refused : reply.End == ModelEnd.Done && whole.Uses.Length > 0 ? ModelEnd.ToolUses : reply.End,
        };
    }

    // Servers that fail after they began to answer say so in place of a piece, which the library passes over.
    private static string? ErrorIn(StreamingChatCompletionUpdate update)
    {
#pragma warning disable SCME0001 // the library's own way to read a member that it has no property for
        if (!update.Patch.Contains("$.error"u8)) return null;
        var error = JsonElement.Parse(update.Patch.GetJson("$.error"u8));
#pragma warning restore SCME0001
        return error.Text("message") ?? (error.ValueKind == JsonValueKind.String ? error.GetString() : error.GetRawText());
    }

    private static IEnumerable<ChatMessage> Messages(ModelRequest request)
    {
        yield return new SystemChatMessage(request.System);
        foreach (var turn in request.Turns)
        {
            switch (turn)
            {
                case ModelTurn.Told told:
                    yield return new UserChatMessage(told.Text);
                    break;
                case ModelTurn.Said { Reply: var said }:
                    var message = new AssistantChatMessage(said.Uses.Select(use => ChatToolCall.CreateFunctionToolCall(use.Id, use.Tool, BinaryData.FromString(use.Arguments))));
                    if (said.Text.Length > 0) message.Content.Add(ChatMessageContentPart.CreateTextPart(said.Text));
                    yield return message;
                    break;
                case ModelTurn.Answered answered:
                    foreach (var one in answered.Returns) yield return new ToolChatMessage(one.Use.Id, one.Text);
                    break;
            }
        }
    }

    private ChatCompletionOptions Options(ModelRequest request)
    {
        var options = new ChatCompletionOptions
        {
            Temperature = (float?)request.Temperature,
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("answer", BinaryData.FromString(request.Form.Schema.GetRawText()), jsonSchemaIsStrict: request.Form.IsStrict),
        };
        // The company itself has renamed the member and refuses the old one from newer models; other servers mostly know the old one only.
        if (_isModern) options.MaxOutputTokenCount = request.MaxOutputTokens;
#pragma warning disable SCME0001 // the library's own way to send a member that it has no property for
        else options.Patch.Set("$.max_tokens"u8, request.MaxOutputTokens);
#pragma warning restore SCME0001
        foreach (var tool in request.Tools) options.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.Arguments.GetRawText())));
        return options;
    }

    private static ModelEnd EndOf(ChatFinishReason reason) => reason switch
    {
        ChatFinishReason.Stop => ModelEnd.Done,
        ChatFinishReason.ToolCalls or ChatFinishReason.FunctionCall => ModelEnd.ToolUses,
        ChatFinishReason.Length => ModelEnd.Length,
        ChatFinishReason.ContentFilter => ModelEnd.Refused,
        _ => throw new ModelException(string.Create(CultureInfo.InvariantCulture, $"The model stopped for a reason that is not known here: {reason}.")) { Kind = "protocol" },
    };

    private static string WordOf(ChatFinishReason reason) => reason switch
    {
        ChatFinishReason.ToolCalls => "tool_calls",
        ChatFinishReason.FunctionCall => "function_call",
        ChatFinishReason.Length => "length",
        ChatFinishReason.ContentFilter => "content_filter",
        _ => "stop",
    };
}

using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Engine.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Baton.Engine.Tests.Agents.Calling.A2a;

/// <summary>An A2A agent on loopback, of 1.0 or 0.3, that goes through the states that the test names: one at each question.</summary>
internal sealed class SmallA2aServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<JsonElement, JsonNode?>> _answers = new();
    private Loopback? _loopback;

    /// <summary>The card; by default what the version's own looks like.</summary>
    public JsonNode? Card { get; set; }

    /// <summary>The key without which the card is not shown.</summary>
    public string? Key { get; set; }

    /// <summary>Ends when somebody cancelled a task.</summary>
    public TaskCompletionSource<string> Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody asked for a task.</summary>
    public TaskCompletionSource Followed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Address => _loopback!.Address;

    public Uri CardAddress => new(Address, "/.well-known/agent-card.json");

    /// <summary>What was asked, without looks at the card.</summary>
    public IReadOnlyList<Received> Asked => [.. _loopback!.Requests.Where(r => r.Method == "POST")];

    public int CardsRead => _loopback!.Requests.Count(r => r.Method == "GET");

    public static async Task<SmallA2aServer> StartAsync(bool isFirst = false)
    {
        var server = new SmallA2aServer();
        server._loopback = await Loopback.StartAsync(server.AnswerAsync);
        server.Card = isFirst
            ? JsonNode.Parse($$"""{"protocolVersion":"0.3.0","name":"small","url":"{{server.Address}}rpc","preferredTransport":"JSONRPC","version":"1"}""")
            : JsonNode.Parse($$"""{"name":"small","version":"1","supportedInterfaces":[{"url":"{{server.Address}}grpc","protocolBinding":"GRPC","protocolVersion":"1.0"},{"url":"/rpc","protocolBinding":"JSONRPC","protocolVersion":"1.0","tenant":"acme"}]}""");
        return server;
    }

    /// <summary>Answers the next question with this result.</summary>
    public SmallA2aServer Then(string result) => Then(_ => JsonNode.Parse(result));

    /// <summary>Answers the next question with an error.</summary>
    public SmallA2aServer ThenRefuse(int code, string message) => Then(_ => new JsonObject { ["#error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    /// <summary>Answers the next question with a status and a body that is no JSON-RPC.</summary>
    public SmallA2aServer ThenSay(int status, string body) => Then(_ => new JsonObject { ["#status"] = status, ["#body"] = body });

    private SmallA2aServer Then(Func<JsonElement, JsonNode?> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ValueTask DisposeAsync() => _loopback!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Received got)
    {
        if (got.Method == "GET")
        {
            var isShown = Key is null || got.Headers.GetValueOrDefault("Authorization") == "Bearer " + Key;
            await Loopback.AnswerAsync(context, isShown ? 200 : 401, isShown ? Card?.ToJsonString() ?? "" : "");
            return;
        }

        var method = got.Json.GetProperty("method").GetString();
        if (method is "CancelTask" or "tasks/cancel") Cancelled.TrySetResult(got.Json.GetProperty("params").GetProperty("id").GetString()!);
        if (method is "GetTask" or "tasks/get") Followed.TrySetResult();
        // The last state stays.
        var result = (_answers.Count > 1 ? _answers.TryDequeue(out var next) ? next : null : _answers.TryPeek(out next) ? next : null)?.Invoke(got.Json);
        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = JsonNode.Parse(got.Json.GetProperty("id").GetRawText()) };
        if (result?["#status"]?.GetValue<int>() is { } status)
        {
            await Loopback.AnswerAsync(context, status, result["#body"]!.GetValue<string>());
            return;
        }

        if (result?["#error"] is { } error) answer["error"] = error.DeepClone();
        else answer["result"] = result;
        await Loopback.AnswerAsync(context, 200, answer.ToJsonString());
    }
}

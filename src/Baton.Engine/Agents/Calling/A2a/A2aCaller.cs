using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;

namespace Baton.Engine.Agents.Calling.A2a;

/// <summary>
/// Calls agents that speak A2A: reads the card, sends the task as a message, and asks for the agent's own task until that ended. What was begun there is cancelled when time is up here.
/// </summary>
/// <param name="outbound">The way out.</param>
/// <param name="credentials">The vault.</param>
/// <param name="clock">The app's clock, for how long a card is known.</param>
/// <param name="firstPause">The pause before the agent's task is asked for the first time; it doubles with each.</param>
internal sealed class A2aCaller(IOutbound outbound, ICredentials credentials, TimeProvider clock, TimeSpan? firstPause = null) : IAgentCaller
{
    private const int MostFaults = 3;
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(5), LongestPause = TimeSpan.FromSeconds(15), Farewell = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Workspace, Uri Card), (A2aInterface At, DateTimeOffset Read)> _cards = new();

    public AgentKind Kind => AgentKind.A2a;

    public async Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel)
    {
        if (call.Agent.A2a is not { } a2a) return AgentAnswer.Failure("It has no agent card. Name its address.") with { IsFinal = true };
        var client = new A2aClient(outbound, credentials, call.Work.Workspace, a2a.Credential, clock);
        var key = (call.Work.Workspace, A2aCard.AddressOf(a2a.Card));
        JsonElement? sent = null;
        try
        {
            var at = await FindAsync(client, key, cancel);
            var words = A2aWords.Of(at);
            var parameters = words.SendParams(at, call.Key, ContextOf(call), TextOf(call), call.Briefing.Value, call.IsTrial);
            sent = Payload.Of(json =>
            {
                json.WriteString("address", at.Address.ToString());
                json.WriteString("method", words.Send);
                json.WritePropertyName("params");
                parameters.WriteTo(json);
            });
            var reply = Read(await client.AskAsync(at, words.Send, parameters, call.Key, cancel));
            if (reply is { Task: { } task, State: A2aState.Working }) reply = await FollowAsync(client, at, words, task, call.Key, cancel);
            return Answer(reply) with { Sent = sent };
        }
        catch (A2aException fault)
        {
            _cards.TryRemove(key, out _); // perhaps it moved
            return fault.Answer with { Sent = sent };
        }
    }

    private async Task<A2aInterface> FindAsync(A2aClient client, (string Workspace, Uri Card) key, CancellationToken cancel)
    {
        if (_cards.TryGetValue(key, out var known) && clock.GetUtcNow() - known.Read < Known) return known.At;
        var card = await client.CardAsync(key.Card, cancel);
        var at = A2aCard.Choose(card, key.Card, out var fault) ?? throw new A2aException(AgentAnswer.Failure($"Its card at {key.Card} cannot be used. {fault}") with { IsFinal = true });
        _cards[key] = (at, clock.GetUtcNow());
        return at;
    }

    private async Task<A2aReply> FollowAsync(A2aClient client, A2aInterface at, A2aWords words, string task, string key, CancellationToken cancel)
    {
        var (pause, faults) = (firstPause ?? TimeSpan.FromMilliseconds(500), 0);
        try
        {
            for (var asked = 1; ; asked++)
            {
                await Task.Delay(pause, cancel);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                try
                {
                    var reply = Read(await client.AskAsync(at, words.Get, A2aWords.TaskParams(at, task), string.Create(CultureInfo.InvariantCulture, $"{key}.{asked}"), cancel));
                    if (reply.State != A2aState.Working) return reply;
                    faults = 0;
                }
                catch (A2aException fault) when (fault.IsPassing && ++faults < MostFaults)
                {
                    // The agent goes on with its task; only the question went wrong.
                    if (fault.Answer.RetryAfter is { } wait && wait > pause) pause = wait < LongestPause ? wait : LongestPause;
                }
            }
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(client, at, words, task, key);
            throw;
        }
    }

    // Nobody waits for it any more; that the agent hears of it is a courtesy.
    private static async Task CancelAsync(A2aClient client, A2aInterface at, A2aWords words, string task, string key)
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            await client.AskAsync(at, words.Cancel, A2aWords.TaskParams(at, task), key + ".cancel", limit.Token);
        }
        catch (Exception e) when (e is A2aException or OperationCanceledException or ObjectDisposedException)
        {
            // It goes on for nothing.
        }
    }

    private static AgentAnswer Answer(A2aReply reply) => reply.State switch
    {
        A2aState.Completed => new AgentAnswer { Output = SpokenOutput.Of(reply.Text, reply.Data) },
        A2aState.Asks => new AgentAnswer { Status = ResultStatus.NeedsMoreInfo, Detail = reply.Text.Length > 0 ? Short(reply.Text) : "It asks for more and does not say what", Output = reply.Data.Count > 0 ? SpokenOutput.Of(reply.Text, reply.Data) : null },
        A2aState.Rejected => AgentAnswer.Failure($"It rejected the task{Why(reply)}.") with { IsFinal = true },
        A2aState.Canceled => AgentAnswer.Failure($"Its task was cancelled there{Why(reply)}."),
        _ => AgentAnswer.Failure($"It failed{Why(reply)}."),
    };

    private static string Why(A2aReply reply) => reply.Text.Length > 0 ? ": " + Short(reply.Text).TrimEnd('.') : "";

    private static string Short(string text) => text.Length <= 2000 ? text : text[..2000] + "…";

    private static A2aReply Read(JsonElement result) => A2aReply.Read(result) ?? throw new A2aException(AgentAnswer.Failure("Its answer is neither a task nor a message."));

    private static string? TextOf(AgentCall call) => call.Briefing.Value.Member("event")?.Text("text");

    // What belongs to one chain of work is one conversation for the agent; it learns nothing else by it.
    private static string ContextOf(AgentCall call) =>
        "baton-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{call.Work.Workspace}/{call.Work.Trigger.Customer}/{call.Work.Trigger.Root}"))))[..32];
}

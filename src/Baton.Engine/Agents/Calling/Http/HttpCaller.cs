using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using ICredentials = Baton.Engine.Credentials.ICredentials;

namespace Baton.Engine.Agents.Calling.Http;

/// <summary>
/// Calls agents that are a web address: posts the task as JSON, signed, and takes the answer at once (200) or later (202), by the callback that goes along.
/// </summary>
internal sealed class HttpCaller(IOutbound outbound, ICredentials credentials, Callbacks callbacks, ActionRunner runner, TimeProvider clock) : IAgentCaller
{
    private const string Hidden = "•••";

    public AgentKind Kind => AgentKind.Http;

    public async Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel)
    {
        if (call.Agent.Http is not { } http) return AgentAnswer.Failure("It has no address. Define one.") with { IsFinal = true };
        var now = clock.GetUtcNow();
        var until = now + call.Agent.Timeout;
        var callback = call.IsTrial ? null : await callbacks.OpenAsync(call.Work.Workspace, call.Work.TaskId, until);
        var body = JsonSerializer.SerializeToUtf8Bytes(BodyOf(call, until, callback?.ToString()));
        var sent = Payload.Of(json =>
        {
            json.WriteString("address", http.Address.ToString());
            json.WritePropertyName("body");
            BodyOf(call, until, callback is null ? null : new Uri(callback, Hidden).ToString()).WriteTo(json);
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, http.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            if (Sign(request, http, call, now, body) is { } fault) return AgentAnswer.Failure(fault) with { IsFinal = true, Sent = sent };
            return await SendAsync(request, call, callback is not null, cancel) with { Sent = sent };
        }
        catch (Exception refused) when (refused is CredentialException or OutboundRefusedException)
        {
            return AgentAnswer.Failure(refused.Message) with { IsFinal = true, Sent = sent };
        }
    }

    private string? Sign(HttpRequestMessage request, HttpSettings http, AgentCall call, DateTimeOffset now, byte[] body)
    {
        request.Headers.Add(StandardWebhook.Id, call.Key);
        request.Headers.Add(StandardWebhook.Timestamp, now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Idempotency-Key", call.Key);
        if (http.Credential is { } credential) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Reveal(call.Work.Workspace, credential, http.Address));
        if (http.Secret is not { } secret) return null;
        try
        {
            request.Headers.Add(StandardWebhook.Signature, StandardWebhook.Sign(string.Join(' ', credentials.RevealAll(call.Work.Workspace, secret, http.Address)), call.Key, now, body));
            return null;
        }
        catch (FormatException fault)
        {
            return $"The credential {secret} cannot sign. {fault.Message}";
        }
    }

    private async Task<AgentAnswer> SendAsync(HttpRequestMessage request, AgentCall call, bool hasCallback, CancellationToken cancel)
    {
        try
        {
            using var response = await outbound.ClientOf(call.Work.Workspace).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var bytes = await LimitedBody.ReadAsync(response.Content, LimitedBody.Most, cancel);
            return response.StatusCode switch
            {
                HttpStatusCode.OK when bytes is null => AgentAnswer.Failure($"Its answer is larger than {LimitedBody.Most >> 20} MiB.") with { IsFinal = true },
                HttpStatusCode.OK => ResultReader.Read(bytes, call.Agent, call.Work.Trigger.Customer is not null, kind => runner.Does(call.Work.Workspace, kind)),
                HttpStatusCode.Accepted when hasCallback => new AgentAnswer { AnswersLater = true },
                HttpStatusCode.Accepted => AgentAnswer.Failure($"It answered 202, which means later, but {(call.IsTrial ? "nobody waits for the answer of a try" : "Baton has no address to be called back at: set Baton:PublicAddress")}.") with { IsFinal = true },
                _ => HttpRefusal.Of(response, bytes, clock.GetUtcNow()),
            };
        }
        catch (HttpRequestException fault)
        {
            return AgentAnswer.Failure($"{request.RequestUri!.Authority} could not be reached: {fault.Message}");
        }
        catch (IOException fault)
        {
            return AgentAnswer.Failure($"{request.RequestUri!.Authority} broke off its answer: {fault.Message}");
        }
    }

    private static JsonElement BodyOf(AgentCall call, DateTimeOffset until, string? callback) => Payload.Of(json =>
    {
        json.WriteString("task", call.Work.TaskId);
        json.WriteString("agent", call.Agent.Name);
        json.WriteNumber("attempt", call.Attempt);
        json.WriteString("deadline", until);
        if (callback is not null) json.WriteString("callback", callback);
        if (call.IsTrial) json.WriteBoolean("trial", true);
        if (call.Fault is { } fault) json.WriteString("fault", fault);
        json.WritePropertyName("input");
        call.Briefing.Value.WriteTo(json);
    });
}

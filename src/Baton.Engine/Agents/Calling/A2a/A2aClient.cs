using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Agents.Calling.Http;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using ICredentials = Baton.Engine.Credentials.ICredentials;

namespace Baton.Engine.Agents.Calling.A2a;

/// <summary>What an agent could not be asked, as the answer that its task gets.</summary>
internal sealed class A2aException(AgentAnswer answer) : Exception(answer.Detail)
{
    public AgentAnswer Answer => answer;

    /// <summary>Whether the same question may be answered a moment later.</summary>
    public bool IsPassing => !answer.IsFinal;
}

/// <summary>Reads cards and asks by JSON-RPC 2.0 over HTTP, for one call of one agent.</summary>
internal sealed class A2aClient(IOutbound outbound, ICredentials credentials, string workspace, string? credential, TimeProvider clock)
{
    // Asking again in the same way would be answered in the same way: no such method, wrong parameters, not supported.
    private static readonly int[] Final = [-32600, -32601, -32602, -32004, -32005, -32007, -32009];

    /// <summary>Reads a card; the credential is sent only when the card is not shown without it.</summary>
    public async Task<JsonElement> CardAsync(Uri address, CancellationToken cancel)
    {
        var (status, answer, body) = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), hasCredential: false, cancel);
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && credential is not null) (status, answer, body) = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), hasCredential: true, cancel);
        if (status != HttpStatusCode.OK) throw new A2aException(answer! with { Detail = $"Its card at {address} cannot be read. {answer.Detail}" });
        return Parse(body) is { ValueKind: JsonValueKind.Object } card ? card : throw Fault($"What lies at {address} is no agent card.", isFinal: true);
    }

    /// <summary>Asks a method.</summary>
    public async Task<JsonElement> AskAsync(A2aInterface at, string method, JsonElement parameters, string id, CancellationToken cancel)
    {
        var asked = JsonSerializer.SerializeToUtf8Bytes(Payload.Of(json =>
        {
            json.WriteString("jsonrpc", "2.0");
            json.WriteString("id", id);
            json.WriteString("method", method);
            json.WritePropertyName("params");
            parameters.WriteTo(json);
        }));
        var (status, answer, body) = await SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, at.Address) { Content = new ByteArrayContent(asked) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                request.Headers.Accept.ParseAdd("application/json");
                request.Headers.Add("A2A-Version", at.IsFirst ? "0.3" : "1.0");
                request.Headers.Add("Idempotency-Key", id);
                return request;
            },
            credential is not null,
            cancel);
        var json = Parse(body);
        if (json is { } said && said.Member("error") is { ValueKind: JsonValueKind.Object } error) throw Refused(error, answer);
        if (status != HttpStatusCode.OK) throw new A2aException(answer!);
        return json is { ValueKind: JsonValueKind.Object } result && result.Text("id") == id && result.Member("result") is { } found ? found : throw Fault($"Its answer to {method} is no answer of JSON-RPC 2.0.", isFinal: false);
    }

    private async Task<(HttpStatusCode Status, AgentAnswer? Refusal, byte[] Body)> SendAsync(Func<HttpRequestMessage> make, bool hasCredential, CancellationToken cancel)
    {
        using var request = make();
        try
        {
            if (hasCredential) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Reveal(workspace, credential!, request.RequestUri!));
            using var response = await outbound.ClientOf(workspace).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var body = await LimitedBody.ReadAsync(response.Content, LimitedBody.Most, cancel) ?? throw Fault($"Its answer is larger than {LimitedBody.Most >> 20} MiB.", isFinal: true);
            return (response.StatusCode, response.StatusCode == HttpStatusCode.OK ? null : HttpRefusal.Of(response, body, clock.GetUtcNow()), body);
        }
        catch (Exception refused) when (refused is CredentialException or OutboundRefusedException)
        {
            throw Fault(refused.Message, isFinal: true);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw Fault($"{request.RequestUri!.Authority} could not be reached: {fault.Message}", isFinal: false);
        }
    }

    private static A2aException Refused(JsonElement error, AgentAnswer? refusal)
    {
        var code = error.Number("code") ?? 0;
        return new A2aException(AgentAnswer.Failure($"It refuses: {error.Text("message")?.TrimEnd('.') ?? "it does not say why"} ({code:0}).") with { IsFinal = Array.IndexOf(Final, (int)code) >= 0, RetryAfter = refusal?.RetryAfter });
    }

    private static A2aException Fault(string detail, bool isFinal) => new(AgentAnswer.Failure(detail) with { IsFinal = isFinal });

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

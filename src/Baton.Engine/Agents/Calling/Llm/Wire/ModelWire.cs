using System.Net.Http.Headers;
using System.Net.Mime;
using Baton.Core.Agents;

namespace Baton.Engine.Agents.Calling.Llm.Wire;

/// <summary>What stands around one call of a model's server.</summary>
/// <param name="Protocol">Whose protocol it speaks.</param>
/// <param name="Model">The model that is asked, for what is said of faults.</param>
/// <param name="Credential">The name of the credential; null when none is sent.</param>
/// <param name="Key">Its value.</param>
/// <param name="Limits">How long and how much is read.</param>
internal sealed record WireOrder(LlmProtocol Protocol, string Model, string? Credential, string? Key, WireLimits Limits)
{
    /// <summary>Sent so that a server which knows the work already does not do it twice; set anew for each round.</summary>
    public string IdempotencyKey { get; set; } = "";
}

/// <summary>How long a silence within an answer may last, and how many bytes an answer may have.</summary>
internal sealed record WireLimits(TimeSpan Silence, long Bytes);

/// <summary>
/// Stands between the protocols' libraries and the network, so that what goes over the wire is the same for both: the key is put in here and is known to no library, refusals of
/// the server become sentences with the time that it asks for, and an answer is a stream of events that ends, within limits, or a fault.
/// </summary>
internal sealed class ModelWire(HttpClient outbound, WireOrder order, TimeProvider clock) : HttpMessageHandler
{
    private static readonly string[] Keys = ["Authorization", "X-Api-Key"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A request may be sent by one client only, so it is written anew.
        var own = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers.Where(h => !Keys.Contains(h.Key, StringComparer.OrdinalIgnoreCase))) own.Headers.TryAddWithoutValidation(name, values);
        own.Headers.TryAddWithoutValidation("Idempotency-Key", order.IdempotencyKey);
        SetKey(own.Headers);
        HttpResponseMessage response;
        try
        {
            response = await outbound.SendAsync(own, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new ModelException($"The model's server {request.RequestUri?.Authority} cannot be reached: {e.Message}", e) { Kind = "connection" };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ModelException(e.Message, e) { IsFinal = true, Kind = "refused" }; // by ourselves: calls there are not allowed
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response) throw await Refusals.ReadAsync(response, order, clock, cancellationToken);
        }

        if (response.Content.Headers.ContentType?.MediaType is var type && !MediaTypeNames.Text.EventStream.Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            using (response) throw new ModelException($"The model's server answered {type ?? "something without a type"} instead of a stream of events. Is the address right?") { Kind = "protocol" };
        }

        response.Content = await WireStream.AroundAsync(response.Content, order.Limits, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    private void SetKey(HttpRequestHeaders headers)
    {
        if (order.Key is not { } key) return;
        if (key.Length == 0 || key.Any(c => c is <= ' ' or > '~')) throw new ModelException($"The credential {order.Credential} has characters that no key has: a blank, a new line or the like. Store it again.") { IsFinal = true, Kind = "credential" };
        if (order.Protocol == LlmProtocol.Anthropic) headers.TryAddWithoutValidation("x-api-key", key);
        else headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }
}

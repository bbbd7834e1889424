using System.Text;
using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.Llm.Wire;

/// <summary>What a model's server says when it does not answer, in a sentence for people.</summary>
internal static class Refusals
{
    private const int MostRead = 16 * 1024;

    public static async Task<ModelException> ReadAsync(HttpResponseMessage response, WireOrder order, TimeProvider clock, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        var said = status is 401 or 403 ? null : SaidIn(await BodyAsync(response, cancel)); // those repeat parts of the key
        return new ModelException(Sentence(status, said is null || order.Key is not { Length: > 0 } key ? said : said.Replace(key, "…", StringComparison.Ordinal), order))
        {
            Kind = status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            IsFinal = status is < 500 and not (408 or 409 or 425 or 429),
            RetryAfter = RetryTimes.Of(response, clock),
        };
    }

    private static string Sentence(int status, string? said, WireOrder order)
    {
        var sentence = status switch
        {
            401 or 403 when order.Credential is { } name => $"The model's server does not accept the credential {name} ({status}). Store a valid key under that name, or name another in the agent's definition.",
            401 or 403 => $"The model's server wants a key ({status}), and the agent's definition names no credential.",
            404 => $"The model's server knows no model {order.Model} at this address (404).",
            429 => "The model's server has had too many requests (429).",
            503 or 529 => $"The model's server is overloaded ({status}).",
            >= 500 => $"The model's server failed ({status}).",
            _ => $"The model's server refused the request ({status}).",
        };
        return said is null ? sentence : $"{sentence} It said: {said}";
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            var buffer = new byte[MostRead];
            return Encoding.UTF8.GetString(buffer, 0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, patience.Token));
        }
        catch (Exception e) when (e is IOException or HttpRequestException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return ""; // the status says enough
        }
    }

    // Both protocols: { "error": { "message": … } }. A page of HTML or the like says nothing to people.
    private static string? SaidIn(string body)
    {
        try
        {
            var json = JsonElement.Parse(body);
            var said = json.Member("error") is { ValueKind: JsonValueKind.Object } error ? error.Text("message") : json.Text("error") ?? json.Text("message");
            if (string.IsNullOrWhiteSpace(said)) return null;
            said = said.ReplaceLineEndings(" ").Trim();
            return said.Length <= 300 ? said : said[..300] + " …";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

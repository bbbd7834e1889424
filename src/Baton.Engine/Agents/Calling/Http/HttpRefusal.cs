using System.Net;
using System.Text;
using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.Http;

/// <summary>What an HTTP status other than success means for a task: in words, whether trying again is of use, and from when.</summary>
internal static class HttpRefusal
{
    private const int MostWords = 300;

    /// <summary>The failure that the answer is.</summary>
    public static AgentAnswer Of(HttpResponseMessage response, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            var elsewhere = response.Headers.Location is { } location ? $" and points to {location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}" : "";
            return AgentAnswer.Failure($"It answered {status}{elsewhere}. Baton follows no redirects: give the agent the address itself.") with { IsFinal = true };
        }

        return AgentAnswer.Failure($"It answered {status}{Words(body)}.") with { RetryAfter = After(response, now), IsFinal = IsFinal(response.StatusCode) };
    }

    // Of the refusals for what was sent, only these may end otherwise next time.
    private static bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500 && (int)status is not (408 or 409 or 425 or 429);

    private static TimeSpan? After(HttpResponseMessage response, DateTimeOffset now)
    {
        var after = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return after > TimeSpan.Zero ? after : null;
    }

    private static string Words(ReadOnlySpan<byte> body)
    {
        var text = Said(Encoding.UTF8.GetString(body)).ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return text.Length == 0 ? "" : ": " + (text.Length <= MostWords ? text : text[..MostWords] + "…");
    }

    // As problem details and most APIs say it; a page for browsers says nothing to people here.
    private static string Said(string body)
    {
        if (body.AsSpan().TrimStart().StartsWith("<")) return "";
        try
        {
            var json = JsonElement.Parse(body);
            return json.Text("detail") ?? json.Text("message") ?? json.Text("error") ?? json.Member("error")?.Text("message") ?? json.Text("title") ?? "";
        }
        catch (JsonException)
        {
            return body;
        }
    }
}

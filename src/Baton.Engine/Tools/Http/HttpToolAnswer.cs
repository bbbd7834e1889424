using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Engine.Tools.Http;

/// <summary>Reads what a web address answered: JSON as it is, other text as text, and a status that says no as a fault.</summary>
internal static class HttpToolAnswer
{
    /// <summary>The longest answer, in bytes. An agent that is given more reads none of it with care.</summary>
    public const int Longest = 256 * 1024;

    private const int LongestExcerpt = 500;

    public static async Task<ToolAnswer> ReadAsync(string tool, HttpResponseMessage response, CancellationToken cancel)
    {
        var (text, isWhole) = await TextAsync(response, cancel);
        if (!response.IsSuccessStatusCode) return new ToolAnswer($"{tool} answered {(int)response.StatusCode} {response.ReasonPhrase}{Wait(response)}{Excerpt(text)}");
        if (!isWhole) return new ToolAnswer(string.Create(CultureInfo.InvariantCulture, $"{tool} answered more than {Longest / 1024} KB. Ask for less."));
        return new ToolAnswer(null, ResultOf(response, text));
    }

    private static JsonElement ResultOf(HttpResponseMessage response, string text)
    {
        if (text.Length == 0) return Payload.Of(json => json.WriteNumber("status", (int)response.StatusCode));
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (type.EndsWith("json", StringComparison.OrdinalIgnoreCase) || type.Length == 0)
        {
            try
            {
                return JsonElement.Parse(text);
            }
            catch (JsonException)
            {
                // It says that it is JSON and is not: the agent sees what it is.
            }
        }

        return Payload.Of(json => json.WriteString("text", text)).GetProperty("text");
    }

    private static async Task<(string Text, bool IsWhole)> TextAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Longest + 1);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancel);
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(0, Longest + 1), Longest + 1, throwOnEndOfStream: false, cancel);
            return (EncodingOf(response).GetString(buffer, 0, Math.Min(read, Longest)), read <= Longest);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static Encoding EncodingOf(HttpResponseMessage response)
    {
        try
        {
            return response.Content.Headers.ContentType?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private static string Wait(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta is { } wait ? string.Create(CultureInfo.InvariantCulture, $", try again in {wait.TotalSeconds:0} s") : "";

    private static string Excerpt(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "." : words.Length <= LongestExcerpt ? ": " + words : $": {words[..LongestExcerpt]}…";
    }
}

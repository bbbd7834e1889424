using System.Net.Mime;
using System.Text.Json;
using System.Text.Unicode;
using Baton.Core.Policies;
using Microsoft.Net.Http.Headers;

namespace Baton.Web.Problems;

/// <summary>Reads a request's body as JSON, within limits. What it lets through can be read without surprises: valid UTF-8, no member twice, not too deep.</summary>
internal static class JsonBody
{
    /// <summary>The largest body of anything but a batch of events, in bytes.</summary>
    public const int Limit = 1 << 20;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Reads a body that must be a JSON object.</summary>
    /// <exception cref="ProblemException">400, 413, 415 or 422.</exception>
    public static async Task<JsonElement> ReadObjectAsync(HttpRequest request, string type = MediaTypeNames.Application.Json)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) || sent.MediaType != type && sent.MediaType != MediaTypeNames.Application.Json || !IsUtf8(sent))
            throw new Problem(StatusCodes.Status415UnsupportedMediaType, $"The content type '{request.ContentType}' is not read here; send {type}.").Thrown();
        var json = Parse(await ReadAsync(request, Limit));
        return json.ValueKind == JsonValueKind.Object ? json : throw Problem.Wrong("", "The body must be a JSON object.").Thrown();
    }

    /// <summary>Reads a body that may be left out.</summary>
    public static async Task<JsonElement?> ReadObjectIfAnyAsync(HttpRequest request) =>
        request.ContentLength == 0 || request.ContentLength is null && string.IsNullOrEmpty(request.ContentType) ? null : await ReadObjectAsync(request);

    /// <summary>Reads the bytes of a body, up to a limit.</summary>
    /// <exception cref="ProblemException">413.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit) throw TooLarge(limit);
        if (request.Headers.ContentEncoding.Count > 0) throw new Problem(StatusCodes.Status415UnsupportedMediaType, $"The content encoding '{request.Headers.ContentEncoding}' is not read here; send the body as it is.").Thrown();
        using var bytes = new MemoryStream((int)(request.ContentLength ?? 4096));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (bytes.Length + read > limit) throw TooLarge(limit);
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>Parses UTF-8.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (bytes.IsEmpty) throw Problem.Malformed("The body is empty; JSON is expected.").Thrown();
        if (!Utf8.IsValid(bytes.Span)) throw Problem.Malformed("The body is not valid UTF-8.").Thrown();
        try
        {
            CheckEscapes(bytes.Span);
            return JsonDocument.Parse(bytes, Strict).RootElement;
        }
        catch (JsonException fault)
        {
            throw new Problem(StatusCodes.Status400BadRequest, "The body is not valid JSON: " + fault.Message) { Errors = [new Fault("", fault.Message)] }.Thrown();
        }
    }

    public static bool IsUtf8(MediaTypeHeaderValue type) => !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    public static ProblemException TooLarge(int limit) => new Problem(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {limit / (1 << 20)} MiB.").Thrown();

    // Half a surrogate pair is allowed by the grammar, but is no text: whoever reads it later would stumble.
    private static void CheckEscapes(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped) continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw Problem.Malformed($"The text at byte {reader.TokenStartIndex} holds half a surrogate pair.").Thrown();
            }
        }
    }
}

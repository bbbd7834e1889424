using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Baton.Core.Policies;
using Baton.Engine.Pipeline;
using Baton.Web.Problems;
using Microsoft.Net.Http.Headers;

namespace Baton.Web.Events;

/// <summary>CloudEvents in binary mode: the body is the data, every attribute is a <c>ce-</c> header.</summary>
internal static class BinaryEvents
{
    private const string Prefix = "ce-";

    public static bool IsOne(HttpRequest request) => request.Headers.Keys.Any(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));

    public static async Task<Input> ReadAsync(HttpRequest request, MediaTypeHeaderValue? type)
    {
        var faults = new List<Fault>();
        var e = new CloudEvent("", faults);
        foreach (var (header, values) in request.Headers.Where(h => h.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            var name = header[Prefix.Length..].ToLowerInvariant();
            if (name is "data" or "datacontenttype" or CloudEvent.Base64Member) e.Wrong(name, "In binary mode the data is the body, and its type is the header Content-Type.");
            else if (values.Count != 1) e.Wrong(name, $"The header {header} was sent {values.Count} times.");
            else e.Set(name, Decode(values[0] ?? ""));
        }

        if (request.ContentType is { Length: > 0 } contentType) e.Set("datacontenttype", contentType);
        ReadData(e, await JsonBody.ReadAsync(request, JsonBody.Limit), type);
        return e.ToInput() is { } input && faults.Count == 0 ? input : throw Problem.Wrong(faults).Thrown();
    }

    private static void ReadData(CloudEvent e, byte[] body, MediaTypeHeaderValue? type)
    {
        if (body.Length == 0) return;
        if (type is not null && IsJson(type)) e.Data = JsonBody.Parse(body);
        else if (TextOf(body, type) is { } text) e.Data = JsonSerializer.SerializeToElement(text);
        else e.Base64 = Convert.ToBase64String(body);
    }

    private static bool IsJson(MediaTypeHeaderValue type) => type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    // Text is what calls itself so; its charset is honoured where it is known.
    private static string? TextOf(byte[] body, MediaTypeHeaderValue? type)
    {
        var isText = type is not null && (type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) || type.SubType.EndsWith("xml", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("xml", StringComparison.OrdinalIgnoreCase));
        if (!isText) return null;
        var encoding = type!.Encoding ?? Encoding.UTF8;
        return encoding.CodePage != Encoding.UTF8.CodePage || Utf8.IsValid(body) ? encoding.GetString(body) : null;
    }

    // CloudEvents HTTP binding, section 3.1.3.2: quotes first, then percent-encoding.
    private static string Decode(string value)
    {
        value = value.Trim();
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"') value = Unquoted(value[1..^1]);
        return value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;
    }

    private static string Unquoted(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value;
        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++) plain.Append(value[i] == '\\' && i + 1 < value.Length ? value[++i] : value[i]);
        return plain.ToString();
    }
}

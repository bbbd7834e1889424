using System.Text;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Credentials;

namespace Baton.Engine.Agents;

/// <summary>What was sent to an agent, as it is kept: without values of credentials, and no longer than people can use.</summary>
internal static class SentParts
{
    /// <summary>The most bytes that are kept of what was sent.</summary>
    public const int MostBytes = 64 * 1024;

    public static JsonElement? Of(Secrets secrets, string workspace, JsonElement? sent)
    {
        if (sent is not { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } whole) return null;
        whole = secrets.Scrub(workspace, whole);
        var text = whole.GetRawText();
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= MostBytes) return whole;
        // Escaped once more a character may take six bytes.
        var begins = text[..Math.Min(text.Length, MostBytes / 6)];
        return Payload.Of(json =>
        {
            json.WriteNumber("bytes", bytes);
            json.WriteString("begins", char.IsHighSurrogate(begins[^1]) ? begins[..^1] : begins);
        });
    }
}

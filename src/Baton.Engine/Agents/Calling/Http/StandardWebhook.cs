using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Engine.Agents.Calling.Http;

/// <summary>Signs what is sent as Standard Webhooks 1.0 says: HMAC-SHA256 over <c>id.timestamp.body</c>, in base64, behind <c>v1,</c>.</summary>
public static class StandardWebhook
{
    /// <summary>The header with the message's id, which is the same whenever the message is sent again.</summary>
    public const string Id = "webhook-id";

    /// <summary>The header with the time of sending, in seconds since 1970.</summary>
    public const string Timestamp = "webhook-timestamp";

    /// <summary>The header with the signatures, separated by spaces.</summary>
    public const string Signature = "webhook-signature";

    private const string Prefix = "whsec_";

    /// <summary>The header's value: one signature by each secret, so that a secret can be rotated while both ends know the old and the new one.</summary>
    /// <param name="secrets">One secret, or several separated by spaces: <c>whsec_</c> and the key in base64. The prefix may be missing.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="sent">When it is sent.</param>
    /// <param name="body">Exactly what is sent.</param>
    /// <exception cref="FormatException">A secret is none.</exception>
    public static string Sign(string secrets, string id, DateTimeOffset sent, ReadOnlySpan<byte> body)
    {
        var keys = secrets.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (keys.Length == 0) throw new FormatException("There is no secret to sign with.");
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{sent.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(key), signed))));
    }

    private static byte[] KeyOf(string secret)
    {
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, key, out var length) && length > 0
            ? key[..length]
            : throw new FormatException($"It is no signing secret: those are {Prefix} and a key in base64.");
    }
}

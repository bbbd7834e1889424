using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Core.Events;

namespace Baton.Core.Tools;

/// <summary>
/// Keeps secrets out of what is recorded: members whose names say that they hold one, card numbers anywhere, and texts that the caller knows to be secret.
/// </summary>
public static partial class Masking
{
    /// <summary>Stands where a secret was.</summary>
    public const string Mask = "•••";

    private const int MostDepth = 64;

    private static readonly string[] Words = ["password", "passwd", "passphrase", "secret", "apikey", "authorization", "credential", "privatekey", "accesskey", "cvv", "cvc", "securitycode", "cardnumber"];

    /// <summary>The value without its secrets.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="known">Masks texts known to be secret; null when none are.</param>
    public static JsonElement Of(JsonElement value, Func<string, string>? known = null)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return value;
        return Payload.Of(json =>
        {
            json.WritePropertyName("value");
            Write(json, value, known, depth: 0);
        }).GetProperty("value");
    }

    /// <summary>The text without its secrets.</summary>
    public static string Of(string text, Func<string, string>? known = null)
    {
        var masked = CardNumber().Replace(text, m => IsCard(m.ValueSpan) ? Mask : m.Value);
        return known is null ? masked : known(masked);
    }

    /// <summary>Whether a member of that name holds a secret: <c>apiKey</c>, <c>access_token</c>, <c>cvc</c>, …</summary>
    public static bool IsSecret(string member)
    {
        var letters = string.Concat(member.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
        return letters.EndsWith("token", StringComparison.Ordinal) || letters is "pin" or "auth" || Array.Exists(Words, word => letters.Contains(word, StringComparison.Ordinal));
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, Func<string, string>? known, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when depth >= MostDepth:
                json.WriteStringValue("…");
                break;
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(Of(member.Name, known));
                    if (IsSecret(member.Name) && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False)) json.WriteStringValue(Mask);
                    else Write(json, member.Value, known, depth + 1);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray()) Write(json, element, known, depth + 1);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(Of(value.GetString()!, known));
                break;
            case JsonValueKind.Number when IsCard(value.GetRawText()):
                json.WriteStringValue(Mask);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    // 13 to 19 digits whose check digit is right (Luhn): an order number is one in ten times, which costs a few dots.
    private static bool IsCard(ReadOnlySpan<char> text)
    {
        var (sum, digits) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] is ' ' or '-') continue;
            if (!char.IsAsciiDigit(text[i])) return false;
            var digit = text[i] - '0';
            if (digits++ % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return digits is >= 13 and <= 19 && sum % 10 == 0;
    }

    [GeneratedRegex(@"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CardNumber();
}

using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Engine.Credentials;

/// <summary>How a value may be written: as it is, escaped for an address, for JSON or for a page, as hexadecimal digits, and as base64 wherever in a longer text it began.</summary>
internal static class SecretForms
{
    private const string SigningMark = "whsec_";
    private const int Shortest = GivenCredential.Shortest;

    public static IEnumerable<string> Of(string value)
    {
        var bare = value.StartsWith(SigningMark, StringComparison.Ordinal) && value.Length >= SigningMark.Length + Shortest ? value[SigningMark.Length..] : value;
        foreach (var text in new[] { value, bare }.Distinct(StringComparer.Ordinal))
        {
            foreach (var form in Escaped(text).Concat(Coded(Encoding.UTF8.GetBytes(text)))) yield return form;
        }
    }

    private static IEnumerable<string> Escaped(string text)
    {
        yield return text;
        yield return Uri.EscapeDataString(text);
        yield return WebUtility.UrlEncode(text);
        yield return WebUtility.HtmlEncode(text);
        yield return JsonEncodedText.Encode(text).ToString();
        yield return JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
    }

    private static IEnumerable<string> Coded(byte[] bytes)
    {
        yield return Convert.ToHexStringLower(bytes);
        yield return Convert.ToHexString(bytes);
        for (var before = 0; before < 3; before++)
        {
            // Characters that also hold bits of what stands before or behind are left out.
            var coded = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
            var (first, bits) = ((before * 8 + 5) / 6, (before + bytes.Length) * 8);
            var form = coded[first..(bits / 6)];
            if (form.Length < Shortest) continue;
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }
}

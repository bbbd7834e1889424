using System.Text;

namespace Baton.Web.Tests.Faults;

/// <summary>Makes of a valid document one that is a little wrong, or very.</summary>
internal static class Mutations
{
    private static readonly string[] Oddities =
    [
        "null", "true", "-0", "1e999", "1e-999", "99999999999999999999999999", "-1", "0.1", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\u202e\"", "\"' OR 1=1 --\"", "\"(a+)+$\"", "\"P1Y\"", "\"PT-5M\"", "\"25:61\"",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "[]", "{}", "[[]]", "{\"a\":{}}", "\"" + new string('a', 5_000) + "\"", new string('[', 80) + new string(']', 80), "{\"all\":[]}", "{\"not\":{\"not\":{}}}", "\"\\ufffe\"", "{\"x\":1,\"x\":2}",
    ];

    /// <summary>One to three changes.</summary>
    public static byte[] Of(string document, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        for (var changes = random.Next(1, 4); changes > 0; changes--) bytes = random.Next(3) == 0 ? Bytes(bytes, random) : Value(bytes, random);
        return bytes;
    }

    // A value of the document is replaced by one that nobody expects there.
    private static byte[] Value(byte[] bytes, Random random)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var colons = Enumerable.Range(0, text.Length).Where(i => text[i] is ':' or '[' or ',').ToList();
        if (colons.Count == 0) return bytes;
        var from = colons[random.Next(colons.Count)] + 1;
        var to = from;
        var depth = 0;
        for (var quoted = false; to < text.Length && (quoted || depth > 0 || text[to] is not (',' or '}' or ']')); to++)
        {
            if (text[to] == '"' && text[to - 1] != '\\') quoted = !quoted;
            else if (!quoted && text[to] is '{' or '[') depth++;
            else if (!quoted && text[to] is '}' or ']') depth--;
        }

        return Encoding.UTF8.GetBytes(text[..from] + Oddities[random.Next(Oddities.Length)] + text[to..]);
    }

    private static byte[] Bytes(byte[] bytes, Random random)
    {
        if (bytes.Length == 0) return [0];
        var (at, length) = (random.Next(bytes.Length), random.Next(1, 9));
        var end = Math.Min(bytes.Length, at + length);
        var junk = new byte[length];
        random.NextBytes(junk);
        return random.Next(5) switch
        {
            0 => [.. bytes[..at], .. bytes[end..]],
            1 => [.. bytes[..at], .. junk, .. bytes[at..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => bytes[..at],
            _ => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
        };
    }
}

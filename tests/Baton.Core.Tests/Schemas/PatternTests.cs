using static Baton.Core.Tests.Schemas.Given;

namespace Baton.Core.Tests.Schemas;

/// <summary>Patterns mean what ECMA-262 says, not what .NET does.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData(@"^\\d$", "7", true)]
    [InlineData(@"^\\d$", "٣", false)] // a digit to .NET
    [InlineData(@"^\\w$", "é", false)]
    [InlineData(@"^\\W$", "é", true)]
    [InlineData(@"^\\D\\S$", "😀😀", true)]
    [InlineData(@"^\\s$", "\\ufeff", true)]
    [InlineData(@"^\\s$", "\\u0085", false)]
    [InlineData("^a$", "a\\n", false)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^..$", "😀", false)]
    [InlineData("^.$", "\\u2028", false)]
    [InlineData("^[^a]$", "😀", true)]
    [InlineData("^[😀-😂]+$", "😁😂", true)]
    [InlineData("^[😀-😂]+$", "😃", false)]
    [InlineData("^[^😀-😂]$", "😃", true)]
    [InlineData("^[^😀-😂]$", "😁", false)]
    [InlineData("^😀+$", "😀😀", true)]
    [InlineData(@"^\\u{1F600}\\uD83D\\uDE00$", "😀😀", true)]
    [InlineData(@"^[\\u{10000}-\\u{10FFFF}]$", "😀", true)]
    [InlineData(@"^\\p{Letter}\\p{Lu}\\P{L}$", "éÉ1", true)]
    [InlineData(@"^\\p{L}$", "1", false)]
    [InlineData(@"^[\\p{L}\\d_-]+$", "ab-1", true)]
    [InlineData(@"^[^\\d]$", "x", true)]
    [InlineData("^[]$", "x", false)]
    [InlineData("^[^]$", "\\n", true)]
    [InlineData("^(?<year>[0-9]{4})-(?:0|1)[0-9]$", "2026-11", true)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData("^{x}$", "{x}", true)]
    [InlineData(@"^\\/\\-\\cJ\\x41\\0$", "/-\\nA\\u0000", true)]
    [InlineData(@"^[a\\-z]$", "b", false)]
    [InlineData(@"\\bcat\\b", "a cat!", true)]
    public void A_pattern_matches_as_in_ECMA_262(string pattern, string text, bool matches) => Assert.Equal(matches, Faults($$"""{ "pattern": "{{pattern}}" }""", $"\"{text}\"").Count == 0);

    [Theory]
    [InlineData(@"\\a")]
    [InlineData(@"\\Z")]
    [InlineData(@"\\u{110000}")]
    [InlineData(@"\\uD83D")]
    [InlineData(@"\\p{IsGreek}")]
    [InlineData("[a")]
    [InlineData("[z-a]")]
    [InlineData("(?i)a")]
    [InlineData("(?>a)")]
    [InlineData("a**")]
    [InlineData("x{9999}")]
    [InlineData(@"\\")]
    public void What_is_no_pattern_of_ECMA_262_is_refused(string pattern) => Assert.Contains("The pattern", Assert.Single(Refused($$"""{ "pattern": "{{pattern}}" }""")).Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("date-time", "2026-11-21T23:59:60Z", "2026-11-21 10:00:00Z")]
    [InlineData("date", "2024-02-29", "2026-02-29")]
    [InlineData("time", "10:00:00.5+02:00", "10:00")]
    [InlineData("duration", "P1DT2H", "P1DT")]
    [InlineData("email", "ana.o'neil@example.com", "ana@")]
    [InlineData("hostname", "api.example.com", "-a.example.com")]
    [InlineData("ipv4", "127.0.0.1", "127.0.0.256")]
    [InlineData("ipv6", "::1", "12345::")]
    [InlineData("uri", "https://example.com/a?b#c", "/a/b")]
    [InlineData("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08aa9811eab4aa73b441d16380")]
    [InlineData("json-pointer", "/a~1b/0", "/a~2")]
    [InlineData("regex", "^a+$", "^(")]
    public void A_format_counts_only_when_the_schema_asks_for_it(string format, string right, string wrong)
    {
        var asked = $$"""{ "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/format-assertion": true }, "format": "{{format}}" }""";

        Assert.Empty(Faults($$"""{ "format": "{{format}}" }""", $"\"{wrong}\""));
        Assert.Empty(Faults(asked, $"\"{right}\""));
        Assert.Equal($" [format] Must be written as {format}, but is the text \"{wrong}\".", OnlyFault(asked, $"\"{wrong}\""));
    }
}

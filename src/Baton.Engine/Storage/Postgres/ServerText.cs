using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Engine.Storage.Postgres;

/// <summary>Says in PostgreSQL's words what is written in the statements of both databases.</summary>
internal static partial class ServerText
{
    private static readonly ConcurrentDictionary<string, string> Statements = new(ReferenceEqualityComparer.Instance);
    private static readonly ConcurrentDictionary<string, string> Gathered = new(ReferenceEqualityComparer.Instance);

    /// <summary>The statement with its parameters as <c>$1</c>, <c>$2</c> …, and without the hints that only SQLite needs.</summary>
    public static string Statement(string sql) => Statements.GetOrAdd(sql, static sql => Numbered(Hints().Replace(sql, "")));

    /// <summary>The insert of one row as an insert of many, each parameter an array of the values of one column.</summary>
    public static string Rows(string insert) => Gathered.GetOrAdd(insert, static sql =>
        Statement(Values().Replace(sql, static values => $"SELECT * FROM unnest({values.Groups["row"].Value})")));

    /// <summary>A text that PostgreSQL can keep: it has no zero character, and no half of a surrogate pair.</summary>
    public static string Kept(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal)) return text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
    }

    /// <summary>The same for a text that may be missing.</summary>
    public static string? KeptOrNull(string? text) => text is null ? null : Kept(text);

    private static string Numbered(string sql)
    {
        var text = new StringBuilder(sql.Length + 32);
        var (quoted, last) = (false, 0);
        for (var i = 0; i < sql.Length; i++)
        {
            if (sql[i] == '\'') quoted = !quoted;
            if (quoted || sql[i] != '?')
            {
                text.Append(sql[i]);
                continue;
            }

            // As SQLite counts them: one without a number follows the highest so far.
            var end = i + 1;
            while (end < sql.Length && char.IsAsciiDigit(sql[end])) end++;
            var number = end > i + 1 ? int.Parse(sql.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture) : last + 1;
            last = Math.Max(last, number);
            text.Append(CultureInfo.InvariantCulture, $"${number}");
            i = end - 1;
        }

        return text.ToString();
    }

    [GeneratedRegex(@" (NOT INDEXED|INDEXED BY \w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hints();

    [GeneratedRegex(@"VALUES \((?<row>(\?(, )?)+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Values();
}

using System.Globalization;

namespace Baton.Benchmarks;

/// <summary><c>--name value</c> pairs of the command line.</summary>
internal sealed class Arguments(string[] words)
{
    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name)
    {
        var at = Array.IndexOf(words, "--" + name);
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : null;
    }

    /// <summary>The empty database that <c>--database postgres --connection …</c> names; null for SQLite.</summary>
    public string? Postgres => Text("database") is "postgres" ? Text("connection") ?? throw new ArgumentException("--database postgres needs --connection, which names an empty database.") : null;

    public bool Has(string name) => words.Contains("--" + name, StringComparer.Ordinal);
}

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

    public bool Has(string name) => words.Contains("--" + name, StringComparer.Ordinal);
}

using System.Text.RegularExpressions;

namespace Baton.Engine.Credentials;

/// <summary>A credential as a person or program gives it.</summary>
/// <param name="Name">Its name: lower-case letters, digits and hyphens, at most 64.</param>
/// <param name="Value">Its value, 8 to 8,000 characters: what is shorter could not be told from ordinary text, and so not be kept out of it.</param>
/// <param name="Hosts">Where it may be sent, 1 to 20 hosts.</param>
/// <param name="Overlap">For how long the value before stays in force beside it.</param>
public sealed partial record GivenCredential(string Name, string Value, IReadOnlyList<string> Hosts, TimeSpan Overlap = default)
{
    /// <summary>The least characters of a value.</summary>
    public const int Shortest = 8;

    /// <summary>The most characters of a value.</summary>
    public const int Longest = 8_000;

    /// <summary>The most hosts.</summary>
    public const int MostHosts = 20;

    /// <summary>Whether it can be a credential's name.</summary>
    public static bool IsName(string name) => Name64().IsMatch(name);

    /// <summary>What is wrong with a value; null when nothing is. Nothing of it is repeated.</summary>
    public static string? FaultOf(string value) =>
        value.Length is < Shortest or > Longest ? $"A value has {Shortest} to {Longest:N0} characters."
        : value.Any(c => c is < ' ' or '\u007f') || value.Trim() != value ? "A value has no line breaks and no spaces at its ends: perhaps more was copied than the value."
        : null;

    /// <summary>Never in a log by mistake.</summary>
    public override string ToString() => $"credential {Name}";

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name64();
}

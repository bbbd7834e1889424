namespace Baton.Web.Agents.Defining;

/// <summary>What agents and skills may be called.</summary>
internal static class AgentNames
{
    public const int Longest = 64;

    public static bool IsGood(string name) => name.Length is > 0 and <= Longest && name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary>Whether a name, if it has a star, has it at its end.</summary>
    public static bool IsPattern(string name) => name.IndexOf('*', StringComparison.Ordinal) is var star && (star < 0 || star == name.Length - 1);

    public static string Fault(string name, string what = "an agent") => name.Length == 0 ? $"A name is needed: lower-case letters, digits and hyphens, at most {Longest}." : $"'{name}' is no name of {what}: lower-case letters, digits and hyphens, at most {Longest}.";
}

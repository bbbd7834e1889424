namespace Baton.Core.Policies;

/// <summary>One thing wrong with what was given, as in <c>errors</c> of a problem document.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901).</param>
/// <param name="Detail">What is wrong and what to do, for people.</param>
public sealed record Fault(string Pointer, string Detail)
{
    /// <summary>The pointer to a member of what <paramref name="pointer"/> points to, its name escaped.</summary>
    public static string To(string pointer, string member) => $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}

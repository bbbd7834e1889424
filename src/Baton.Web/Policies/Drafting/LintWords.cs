using Baton.Core.Policies.Linting;

namespace Baton.Web.Policies.Drafting;

/// <summary>What lint found, in a few words.</summary>
internal static class LintWords
{
    /// <summary>As in <c>one error, 2 warnings</c>; empty without findings.</summary>
    public static string Sum(IEnumerable<LintFinding> findings) => string.Join(", ", findings
        .GroupBy(finding => finding.Kind.Severity)
        .OrderByDescending(severity => severity.Key)
        .Select(severity => severity.Count() == 1 ? $"one {Word(severity.Key)}" : $"{severity.Count()} {Word(severity.Key)}s"));

    /// <summary>How a finding was come by.</summary>
    public static string Grounds(LintGrounds grounds) => grounds switch
    {
        LintGrounds.Document => "It stands in the text.",
        LintGrounds.Reasoning => "Proved of all that can happen.",
        LintGrounds.Recorded => "True of what was recorded.",
        _ => "Looked up.",
    };

    /// <summary>A severity as a word.</summary>
    public static string Word(LintSeverity severity) => severity.ToString().ToLowerInvariant();
}

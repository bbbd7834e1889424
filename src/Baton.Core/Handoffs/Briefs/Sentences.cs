using System.Text.RegularExpressions;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>A text in sentences.</summary>
internal static partial class Sentences
{
    private const int Most = 60;

    public static IReadOnlyList<string> In(string plain) =>
        [.. End().Split(plain).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0).Take(Most)];

    // After a mark of the end and a space, but not after "Mr." and its like, and before a number of a list.
    [GeneratedRegex(@"(?<=[.!?…]["")]?)(?<!\b(?:mr|mrs|ms|dr|no|st|e\.g|i\.e|approx|vs)\.)\s+|\s+(?=\d{1,2}[.)]\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex End();
}

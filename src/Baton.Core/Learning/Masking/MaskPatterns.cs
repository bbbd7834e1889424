using System.Text.RegularExpressions;

namespace Baton.Core.Learning.Masking;

/// <summary>What personal data looks like.</summary>
internal static partial class MaskPatterns
{
    private const int Most = 1000;

    /// <summary>Where somebody says a name: in a greeting, at the end of a letter, when introducing themselves.</summary>
    public static IReadOnlyList<Regex> Introductions { get; } = [Greeting(), SignOff(), Introduction()];

    [GeneratedRegex(@"[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+", RegexOptions.None, Most)]
    public static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", RegexOptions.None, Most)]
    public static partial Regex Iban();

    [GeneratedRegex(@"(?<![\d.])\d(?:[ \-]?\d){12,18}(?![\d.]\d)", RegexOptions.None, Most)]
    public static partial Regex Card();

    [GeneratedRegex(@"(?<![\p{L}\d.#_$€£])(?:\+|00)?\(?\d[\d ()/\-]{5,18}\d(?![\d]|[.,]\d|\p{L})", RegexOptions.None, Most)]
    public static partial Regex Phone();

    [GeneratedRegex(@"^\s*(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/\-]\d{1,2}[/\-]\d{2,4})", RegexOptions.None, Most)]
    public static partial Regex Date();

    [GeneratedRegex(@"#[A-Z]?\d{4,}\b|\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6}\b", RegexOptions.None, Most)]
    public static partial Regex Order();

    [GeneratedRegex(@"\b\d{1,5} (?:\p{Lu}[\p{L}'.]* ){1,3}(?:Street|Avenue|Drive|Road|Lane|Boulevard|Court|Place|Way|Terrace|Parkway|Circle|St\.|Ave\.|Rd\.|Blvd\.)(?:,? (?:Suite|Apt\.?|Apartment|Unit|#) ?\w+)?", RegexOptions.None, Most)]
    public static partial Regex Street();

    [GeneratedRegex(@"(?<=^|\n|[.!?] )\s*(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening)),? (?:(?:Mr|Mrs|Ms|Dr)\.? )?(?<name>\p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+)?)", RegexOptions.None, Most)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"(?i:best|kind regards|regards|sincerely|yours|cheers|thanks|thank you|best wishes)[,!]?\s*(?:\n|\s[-–—]\s?)\s*(?<name>\p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+)?)\s*$", RegexOptions.None, Most)]
    private static partial Regex SignOff();

    [GeneratedRegex(@"(?i:my (?:full )?name is|name's|this is|i am called|call me) (?<name>\p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+){0,2})", RegexOptions.None, Most)]
    private static partial Regex Introduction();
}

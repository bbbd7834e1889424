using System.Text.RegularExpressions;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>What a fact is.</summary>
public enum GivenKind
{
    /// <summary>A number or name by which something is found: an order, a booking, a user.</summary>
    Reference,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A day.</summary>
    Date,

    /// <summary>An amount of money.</summary>
    Amount,

    /// <summary>A web address.</summary>
    Link,

    /// <summary>A name of a thing, a place or a person.</summary>
    Name,
}

/// <summary>Something that the customer said already.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">As the customer wrote it.</param>
/// <param name="Seq">Where it was said last.</param>
public sealed partial record GivenFact(GivenKind Kind, string Value, long Seq)
{
    private const int Longest = 80;

    /// <summary>The facts in what the customer said: each once, references first, then the latest said first.</summary>
    /// <param name="said">The conversation.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<GivenFact> In(IReadOnlyList<Said> said, int most = 20) =>
    [
        .. said.Where(s => s.ByCustomer).Reverse().SelectMany(Of).Where(fact => fact.Value.Length <= Longest)
            .DistinctBy(fact => fact.Value, StringComparer.OrdinalIgnoreCase)
            .OrderBy(fact => fact.Kind).ThenByDescending(fact => fact.Seq).Take(most),
    ];

    private static IEnumerable<GivenFact> Of(Said said)
    {
        // Numbers of cards are nothing to repeat in a summary.
        var text = Card().Replace(said.Text, match => new string('\n', match.Length));
        // What was read as one thing is not read as another: a date holds numbers, an address a name.
        foreach (var (kind, pattern) in Patterns)
        {
            foreach (Match match in pattern.Matches(text))
            {
                var value = match.Groups["value"].Value.Trim().TrimEnd('.', ',', ';', ':', '!', '?', ')');
                if (value.Length > 1 && IsFit(kind, value)) yield return new GivenFact(kind, value, said.Seq);
            }

            text = pattern.Replace(text, match => new string('\n', match.Length));
        }
    }

    private static bool IsFit(GivenKind kind, string value) => kind switch
    {
        GivenKind.Phone => value.Count(char.IsAsciiDigit) is >= 8 and <= 15,
        _ => true,
    };

    private static readonly (GivenKind Kind, Regex Pattern)[] Patterns =
    [
        (GivenKind.Link, Link()), (GivenKind.Email, Email()), (GivenKind.Date, Date()), (GivenKind.Amount, Amount()), (GivenKind.Reference, Reference()), (GivenKind.Phone, Phone()), (GivenKind.Name, Name()),
    ];

    [GeneratedRegex(@"(?<!\+)\b\d(?:[ -]?\d){12,18}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Card();

    [GeneratedRegex(@"(?<value>https?://[^\s<>""']{3,400})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<value>[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,80}\.[a-z]{2,12})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b(?<value>\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t(ember)?)?|oct(ober)?|nov(ember)?|dec(ember)?)\.? \d{1,2}(st|nd|rd|th)?(,? \d{4})?|\d{1,2}(st|nd|rd|th|\.)? (of )?(january|february|march|april|may|june|july|august|september|october|november|december)( \d{4})?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"(?<value>[$€£]\s?\d[\d.,]{0,12}|\b\d[\d.,]{0,12}\s?(EUR|USD|GBP|CHF|euros?|dollars?|pounds?|€|\$|£))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Amount();

    // A word of letters and digits, as bookings and users have; or a number after the word that says what it is of.
    [GeneratedRegex(@"(?<value>#\w{2,20}|\b[a-z]{2,20}_[a-z]{2,20}_\d{2,8}\b)|\b(order|booking|reservation|invoice|ticket|case|flight|tracking|customer|user|account|contract|card|item)( (id|number|no|code|nr))?\.?:? (is )?(?<value>[A-Za-z]{0,6}-?\d[A-Za-z0-9-]{1,18})\b|\b(?<value>(?-i:(?=[A-Z0-9-]{5,18}\b)(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{4,17}))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?<value>\+?\(?\d[\d ()/.-]{6,18}\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phone();

    // Capitals within a sentence.
    [GeneratedRegex(@"(?<=[a-zäöüß,] )(?<value>(?!I\b|I'|Hi\b|Thanks?\b|Please\b|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|OK\b|ID\b)[A-Z][\p{L}\d]{2,20}( [A-Z][\p{L}\d]{1,20}){0,2})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Core.Learning.Masking;

/// <summary>
/// Takes what names a person out of texts and puts placeholders there: <c>[EMAIL_1]</c>, <c>[NAME_2]</c>. The same thing has the same placeholder in every text
/// that one masker is given, so that an example stays understandable; another example has a masker of its own, so that nobody can be followed through them.
/// </summary>
public sealed class Masker
{
    private readonly Dictionary<string, string> _placeholders = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<(Regex Pattern, string Kind)> _known = [];
    private readonly bool _masksOrders;

    /// <summary>Makes one for an example.</summary>
    /// <param name="known">What is known of the people in it.</param>
    /// <param name="masksOrders">Whether numbers of orders and bookings are taken out too.</param>
    public Masker(KnownPeople known, bool masksOrders = false)
    {
        ArgumentNullException.ThrowIfNull(known);
        _masksOrders = masksOrders;
        foreach (var address in known.Addresses.Where(a => a.Trim().Length >= KnownPeople.Shortest).OrderByDescending(a => a.Length).ThenBy(a => a, StringComparer.Ordinal)) _known.Add((Whole(Regex.Escape(address.Trim())), "ADDRESS"));
        foreach (var name in known.NameParts) _known.Add((KnownPeople.IsAlsoAWord(name) ? WholeName(name) : Whole(Regex.Escape(name)), "NAME"));
    }

    /// <summary>The text without what names anybody.</summary>
    public string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = Replace(text, MaskPatterns.Email(), "EMAIL");
        text = Replace(text, MaskPatterns.Iban(), "IBAN");
        text = MaskPatterns.Card().Replace(text, match => IsCard(match.Value) ? Placeholder("CARD", Digits(match.Value)) : match.Value);
        if (_masksOrders) text = Replace(text, MaskPatterns.Order(), "ORDER");
        text = MaskPatterns.Phone().Replace(text, match => IsPhone(match.Value) ? Placeholder("PHONE", Digits(match.Value)) : match.Value);
        text = Replace(text, MaskPatterns.Street(), "ADDRESS");
        foreach (var (pattern, kind) in _known) text = Replace(text, pattern, kind);
        // Whoever is greeted, signs or says a name, and is not known: only the name is taken out, not the words around it.
        foreach (var pattern in MaskPatterns.Introductions) text = pattern.Replace(text, match => match.Groups["name"] is { Success: true } name && !IsCommon(name.Value)
            ? match.Value.Replace(name.Value, string.Join(' ', name.Value.Split(' ').Select(part => Placeholder("NAME", part))), StringComparison.Ordinal) : match.Value);
        return text;
    }

    private string Replace(string text, Regex pattern, string kind) => pattern.Replace(text, match => Placeholder(kind, match.Value));

    private string Placeholder(string kind, string value)
    {
        if (_placeholders.TryGetValue(kind + value, out var known)) return known;
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return _placeholders[kind + value] = string.Create(CultureInfo.InvariantCulture, $"[{kind}_{_counts[kind]}]");
    }

    // Letters around it make another word of it; an underscore or a digit does not: the name in mei_davis_8578 is a name. A placeholder's own letters are followed by an underscore and a digit.
    private static Regex Whole(string pattern) => new($@"(?<![\p{{L}}\[]){pattern}(?!\p{{L}}|_\d+\])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // "May" is a name and "may" is none, but the may in may_brown_12 is.
    private static Regex WholeName(string name)
    {
        var (exact, any) = (Regex.Escape(char.ToUpperInvariant(name[0]) + name[1..].ToLowerInvariant()), Regex.Escape(name));
        return new($@"(?<![\p{{L}}\[])(?:{exact}|(?<=_)(?i:{any})|(?i:{any})(?=_[\p{{L}}\d\[]|\d))(?!\p{{L}}|_\d+\])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static bool IsPhone(string text) => Digits(text).Length is >= 7 and <= 15 && !MaskPatterns.Date().IsMatch(text);

    private static bool IsCommon(string name) => name.Split(' ').All(part => KnownPeople.IsAlsoAWord(part) || part is "I" or "The" or "Support" or "Team" or "There" or "All" or "Everyone");

    // The check digit tells a card's number from others of its length.
    private static bool IsCard(string text)
    {
        var digits = Digits(text);
        if (digits.Length is < 13 or > 19) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10);
        }

        return sum % 10 == 0;
    }
}

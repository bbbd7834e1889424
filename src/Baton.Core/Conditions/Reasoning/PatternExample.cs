using System.Globalization;
using System.Text;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>
/// Writes a text that a regular expression should match, for the common part of the language: letters, classes, groups, choices,
/// repetitions, anchors. It may be wrong; whoever asks tries the text on the pattern.
/// </summary>
internal sealed class PatternExample
{
    private readonly string _pattern;
    private readonly int _variant;
    private int _at;

    private PatternExample(string pattern, int variant) => (_pattern, _variant) = (pattern, variant);

    /// <summary>An example; another one for another variant, where the pattern leaves a choice. Null when it cannot be read.</summary>
    public static string? Of(string pattern, int variant)
    {
        try
        {
            var reader = new PatternExample(pattern, variant);
            var example = reader.Choice();
            return reader._at == pattern.Length ? example : null;
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private bool Ends => _at >= _pattern.Length;

    private char Next() => _pattern[_at++];

    private bool Takes(string what)
    {
        if (string.CompareOrdinal(_pattern, _at, what, 0, what.Length) != 0) return false;
        _at += what.Length;
        return true;
    }

    private string Choice()
    {
        var choices = new List<string> { Row() };
        while (Takes("|")) choices.Add(Row());
        return choices[_variant % choices.Count];
    }

    private string Row()
    {
        var row = new StringBuilder();
        while (!Ends && _pattern[_at] is not ('|' or ')'))
        {
            var one = One();
            var times = Times();
            for (var i = 0; i < times; i++) row.Append(one);
        }

        return row.ToString();
    }

    private string One()
    {
        switch (Next())
        {
            case '^' or '$': return "";
            case '.': return "a";
            case '(': return Group();
            case '[': return Class();
            case '\\': return Escape(inClass: false);
            case var letter: return letter.ToString();
        }
    }

    private string Group()
    {
        if (Takes("?"))
        {
            var ends = Takes("<") || Takes("'") ? ">'" : ":)";
            var last = ' ';
            while (!ends.Contains(last, StringComparison.Ordinal)) last = Next();
            if (last == ')') return "";
        }

        var inside = Choice();
        if (!Takes(")")) throw new FormatException();
        return inside;
    }

    // The first letter that the class names; of a negated one a letter that it does not.
    private string Class()
    {
        var not = Takes("^");
        var named = new List<(char From, char To)>();
        while (named.Count == 0 || _pattern[_at] != ']')
        {
            var from = Next() is var c && c == '\\' ? Escape(inClass: true)[0] : c;
            var to = from;
            if (_pattern[_at] == '-' && _pattern[_at + 1] is not (']' or '['))
            {
                _at++;
                to = Next() is var d && d == '\\' ? Escape(inClass: true)[0] : d;
            }

            named.Add((from, to));
        }

        _at++;
        if (!not) return named[_variant % named.Count].From.ToString();
        foreach (var letter in "a1 -_!xZ9") if (!named.Exists(n => n.From <= letter && letter <= n.To)) return letter.ToString();
        throw new FormatException();
    }

    private string Escape(bool inClass) => Next() switch
    {
        'd' => "1",
        'w' => "a",
        's' => " ",
        'D' or 'S' => "a",
        'W' => "-",
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'b' or 'B' or 'A' or 'z' or 'Z' when !inClass => "",
        'x' => Code(2),
        'u' => Code(4),
        var letter when !char.IsAsciiLetterOrDigit(letter) => letter.ToString(),
        _ => throw new FormatException(),
    };

    private string Code(int digits)
    {
        var code = int.Parse(_pattern.AsSpan(_at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        _at += digits;
        return ((char)code).ToString();
    }

    // As few as allowed; of the second variant one at least.
    private int Times()
    {
        if (Ends) return 1;
        var least = 1;
        if (Takes("*") || Takes("?")) least = _variant == 1 ? 1 : 0;
        else if (Takes("+")) least = 1;
        else if (_pattern[_at] == '{' && _pattern.IndexOf('}', _at) is > 0 and var close && int.TryParse(_pattern[(_at + 1)..close].Split(',')[0], CultureInfo.InvariantCulture, out least)) _at = close + 1;
        else return 1;
        if (!Takes("?")) Takes("+");
        return least;
    }
}

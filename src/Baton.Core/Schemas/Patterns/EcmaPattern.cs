using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Core.Schemas.Patterns;

/// <summary>
/// Patterns as JSON Schema writes them, which is ECMA-262's way, in the words of .NET: <c>\d</c> is 0 to 9, <c>$</c> is the very end, <c>.</c> is a whole
/// character even beyond the first 65,536. They run in time linear in the text; what could not (look-around, back-references) is refused.
/// </summary>
internal sealed class EcmaPattern
{
    private const int MaxLength = 1000;

    private readonly EscapeReader _escapes;
    private readonly string _source;
    private readonly StringBuilder _written = new();
    private readonly PatternSize _size = new();
    private Regex _regex = null!;
    private int _at;

    private EcmaPattern(string source) => (_source, _escapes) = (source, new EscapeReader(source));

    /// <summary>Reads a pattern; null with a sentence about what is wrong when it cannot be used.</summary>
    public static EcmaPattern? Read(string source, out string? fault)
    {
        fault = null;
        try
        {
            if (source.Length > MaxLength) throw new FormatException("it is longer than 1,000 characters");
            var pattern = new EcmaPattern(source);
            pattern._regex = new Regex(pattern.Write(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(10));
            return pattern;
        }
        catch (FormatException e)
        {
            fault = $"The pattern {source.Shorten()} cannot be used: {e.Message}.";
        }
        catch (ArgumentException)
        {
            fault = $"The pattern {source.Shorten()} is no regular expression of ECMA-262.";
        }
        catch (NotSupportedException)
        {
            fault = $"The pattern {source.Shorten()} cannot be used: its repetitions are too large. Use minLength and maxLength.";
        }

        return null;
    }

    /// <summary>How many steps it takes to hold it against a text.</summary>
    public long StepsFor(string text) => 1 + text.Length * _size.Work / 4;

    /// <summary>Whether it is found in a text.</summary>
    public bool IsIn(string text) => _regex.IsMatch(text);

    private string Write()
    {
        while (_at < _source.Length)
        {
            switch (_source[_at])
            {
                case '\\': Escape(); break;
                case '[': Class(); break;
                case '(': Group(); break;
                case '{': Braces(); break;
                case '.': TakeOne(1, CharacterSet.Dot.Write()); break;
                case '$': Take(1, @"\z"); break;
                case var c and ('^' or '|' or ')' or '*' or '+' or '?'): Operator(c); break;
                default: Literal(_escapes.Character(ref _at)); break;
            }
        }

        return _written.ToString();
    }

    private void Take(int length, string written)
    {
        _at += length;
        _written.Append(written);
    }

    private void TakeOne(int length, string written)
    {
        _size.One();
        Take(length, written);
    }

    private void Operator(char c)
    {
        if (c == ')') _size.Close();
        else if (c is '*' or '+') _size.Unbounded();
        Take(1, c.ToString());
    }

    private void Literal(int character) => TakeOne(0, character > char.MaxValue ? new CharacterSet().Add(character, character).Write() : CharacterSet.Unit(character));

    private void Escape()
    {
        if (_at + 1 < _source.Length && _source[_at + 1] is var c and ('b' or 'B'))
        {
            Take(2, $"\\{c}");
            return;
        }

        var (set, character) = _escapes.Read(ref _at);
        if (set is null) Literal(character);
        else TakeOne(0, set.Write());
    }

    private void Class()
    {
        var negated = _at + 1 < _source.Length && _source[_at + 1] == '^';
        var set = new CharacterSet { Negated = negated };
        _at += negated ? 2 : 1;
        while (true)
        {
            if (_at >= _source.Length) throw new FormatException("a [ is not closed");
            if (_source[_at] == ']') break;
            var (members, from) = _escapes.ReadInClass(ref _at);
            if (members is not null)
            {
                set.Add(members);
                continue;
            }

            var to = from;
            if (_at + 1 < _source.Length && _source[_at] == '-' && _source[_at + 1] != ']')
            {
                var start = _at++;
                (members, to) = _escapes.ReadInClass(ref _at);
                if (members is not null) (to, _at) = (from, start); // as in [a-\d], where the hyphen stands for itself
            }

            if (to < from) throw new FormatException("a range in [ ] is out of order");
            set.Add(from, to);
        }

        TakeOne(1, set.Write());
    }

    // Groups are of no use to a match that only asks whether: all are written without capture.
    private void Group()
    {
        _size.Open();
        var rest = _source.AsSpan(_at + 1);
        if (rest.StartsWith("?=") || rest.StartsWith("?!") || rest.StartsWith("?<=") || rest.StartsWith("?<!")) throw new FormatException("it looks ahead or behind, which could take unbounded time");
        if (!rest.StartsWith("?")) Take(1, "(?:");
        else if (rest.StartsWith("?:")) Take(3, "(?:");
        else if (rest.StartsWith("?<") && rest.IndexOf('>') is var end and > 2) Take(end + 2, "(?:");
        else throw new FormatException("it has a group of a kind that is not known");
    }

    // A brace that begins no repetition stands for itself.
    private void Braces()
    {
        var end = _source.IndexOf('}', _at);
        var inside = end < 0 ? "" : _source[(_at + 1)..end];
        var parts = inside.Split(',');
        if (parts.Length <= 2 && parts[0].Length > 0 && Array.TrueForAll(parts, p => p.All(char.IsAsciiDigit)))
        {
            if (Array.Exists(parts, p => p.Length > 0 && (!int.TryParse(p, CultureInfo.InvariantCulture, out var many) || many > MaxLength))) throw new NotSupportedException();
            _size.Repeat(parts.Max(p => p.Length == 0 ? 0 : int.Parse(p, CultureInfo.InvariantCulture)));
            Take(inside.Length + 2, $"{{{inside}}}");
        }
        else
        {
            TakeOne(1, @"\{");
        }
    }
}

using System.Globalization;

namespace Baton.Core.Schemas.Patterns;

/// <summary>Reads what stands for one character, or for a set of them, in a pattern.</summary>
internal sealed class EscapeReader(string source)
{
    /// <summary>The character that stands there, as itself.</summary>
    public int Character(ref int at)
    {
        var character = char.ConvertToUtf32(source, at);
        at += character > char.MaxValue ? 2 : 1;
        return character;
    }

    /// <summary>What stands there in <c>[ ]</c>.</summary>
    public (CharacterSet? Set, int Character) ReadInClass(ref int at)
    {
        if (at >= source.Length) throw new FormatException("a [ is not closed");
        if (source[at] != '\\') return (null, Character(ref at));
        if (at + 1 >= source.Length || source[at + 1] is not ('b' or '-')) return Read(ref at);
        at += 2;
        return (null, source[at - 1] == 'b' ? '\b' : '-');
    }

    /// <summary>What a backslash and that which follows it stand for.</summary>
    public (CharacterSet? Set, int Character) Read(ref int at)
    {
        at++;
        if (at >= source.Length) throw new FormatException("it ends in a backslash");
        var c = source[at++];
        switch (c)
        {
            case 'd': return (CharacterSet.Digits, 0);
            case 'D': return (CharacterSet.Digits.Others(), 0);
            case 'w': return (CharacterSet.WordCharacters, 0);
            case 'W': return (CharacterSet.WordCharacters.Others(), 0);
            case 's': return (CharacterSet.Spaces, 0);
            case 'S': return (CharacterSet.Spaces.Others(), 0);
            case 'p' or 'P': return (UnicodeCategories.Find(Braced(ref at), outside: c == 'P'), 0);
            case 'f': return (null, '\f');
            case 'n': return (null, '\n');
            case 'r': return (null, '\r');
            case 't': return (null, '\t');
            case 'v': return (null, '\v');
            case '0' when at >= source.Length || !char.IsAsciiDigit(source[at]): return (null, 0);
            case 'c' when at < source.Length && char.IsAsciiLetter(source[at]): return (null, source[at++] % 32);
            case 'x': return (null, Hex(source, ref at, 2));
            case 'u': return (null, CodePoint(ref at));
            case var _ when char.IsAsciiDigit(c) || c == 'k': throw new FormatException("it refers back to a group, which could take unbounded time");
            case var _ when char.IsAsciiLetter(c): throw new FormatException($"\\{c} means nothing in ECMA-262");
            default:
                at--;
                return (null, Character(ref at));
        }
    }

    private int CodePoint(ref int at)
    {
        if (at < source.Length && source[at] == '{')
        {
            var digits = Braced(ref at);
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var character) && character is >= 0 and <= 0x10FFFF && !char.IsBetween((char)Math.Min(character, 0xFFFF), '\uD800', '\uDFFF')
                ? character : throw new FormatException($"\\u{{{digits.Shorten()}}} is no character");
        }

        var unit = Hex(source, ref at, 4);
        if (unit is < 0xD800 or > 0xDFFF) return unit;
        var low = at + 1 < source.Length && source[at] == '\\' && source[at + 1] == 'u' ? at + 2 : throw new FormatException("it has half of a surrogate pair");
        var second = Hex(source, ref low, 4);
        if (unit > 0xDBFF || second is < 0xDC00 or > 0xDFFF) throw new FormatException("it has half of a surrogate pair");
        at = low;
        return char.ConvertToUtf32((char)unit, (char)second);
    }

    private string Braced(ref int at)
    {
        var end = at < source.Length && source[at] == '{' ? source.IndexOf('}', at) : -1;
        if (end < 0) throw new FormatException("an escape lacks its { }");
        var inside = source[(at + 1)..end];
        at = end + 1;
        return inside;
    }

    private static int Hex(string source, ref int at, int length)
    {
        if (at + length > source.Length || !source.AsSpan(at, length).ToString().All(char.IsAsciiHexDigit)) throw new FormatException($"an escape lacks its {length} hexadecimal digits");
        at += length;
        return int.Parse(source.AsSpan(at - length, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}

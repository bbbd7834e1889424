using System.Globalization;
using System.Text;

namespace Baton.Core.Schemas.Patterns;

/// <summary>A set of characters of a pattern, written for .NET, whose texts are of UTF-16 units: a character beyond the first 65,536 is a pair of them.</summary>
internal sealed class CharacterSet
{
    private const int LastUnit = 0xFFFF;
    private const int LastCharacter = 0x10FFFF;

    private readonly List<(int From, int To)> _ranges = [];
    private readonly StringBuilder _categories = new();

    /// <summary>Whether it is everything but what was added.</summary>
    public bool Negated { get; init; }

    public static CharacterSet Digits => new CharacterSet().Add('0', '9');

    public static CharacterSet WordCharacters => new CharacterSet().Add('0', '9').Add('A', 'Z').Add('_', '_').Add('a', 'z');

    public static CharacterSet Spaces => new CharacterSet().Add('\t', '\r').Add(' ', ' ').Add(0xA0, 0xA0).Add(0x1680, 0x1680).Add(0x2000, 0x200A)
        .Add(0x2028, 0x2029).Add(0x202F, 0x202F).Add(0x205F, 0x205F).Add(0x3000, 0x3000).Add(0xFEFF, 0xFEFF);

    /// <summary>What <c>.</c> stands for: anything but the end of a line.</summary>
    public static CharacterSet Dot => new CharacterSet { Negated = true }.Add('\n', '\n').Add('\r', '\r').Add(0x2028, 0x2029);

    public CharacterSet Add(int from, int to)
    {
        _ranges.Add((from, to));
        return this;
    }

    /// <summary>Adds a general category of Unicode, or everything outside it. Characters beyond the first 65,536 count as outside every category.</summary>
    public CharacterSet AddCategory(string category, bool outside)
    {
        _categories.Append(outside ? @"\P{" : @"\p{").Append(category).Append('}');
        return outside ? Add(LastUnit + 1, LastCharacter) : this;
    }

    /// <summary>Adds what is in another set.</summary>
    public CharacterSet Add(CharacterSet other)
    {
        _ranges.AddRange(other.Negated ? Complement(other._ranges, 0) : other._ranges);
        _categories.Append(other._categories);
        return this;
    }

    /// <summary>Everything else; of a set without categories.</summary>
    public CharacterSet Others() => new CharacterSet().Add(Negated ? this : new CharacterSet { Negated = true }.Including(_ranges));

    /// <summary>The set in .NET's words, one group.</summary>
    public string Write()
    {
        var units = new StringBuilder();
        foreach (var (from, to) in _ranges.Where(r => r.From <= LastUnit)) units.Append(Unit(from)).Append('-').Append(Unit(Math.Min(to, LastUnit)));
        units.Append(_categories);
        var pairs = _ranges.Where(r => r.To > LastUnit).Select(r => (From: Math.Max(r.From, LastUnit + 1), r.To)).ToList();
        var parts = new List<string>();
        if (Negated) parts.Add($@"[^{units}\uD800-\uDFFF]");
        else if (units.Length > 0) parts.Add($@"[{units}-[\uD800-\uDFFF]]");
        foreach (var (from, to) in Negated ? Complement(pairs, LastUnit + 1) : pairs) parts.AddRange(Pairs(from, to));
        return parts.Count == 0 ? "[^\\u0000-\\uFFFF]" : $"(?:{string.Join('|', parts)})";
    }

    /// <summary>One UTF-16 unit, escaped.</summary>
    public static string Unit(int unit) => @"\u" + unit.ToString("X4", CultureInfo.InvariantCulture);

    private CharacterSet Including(IEnumerable<(int From, int To)> ranges)
    {
        _ranges.AddRange(ranges);
        return this;
    }

    private static List<(int From, int To)> Complement(IEnumerable<(int From, int To)> ranges, int first)
    {
        var (others, next) = (new List<(int From, int To)>(), first);
        foreach (var (from, to) in ranges.Order())
        {
            if (from > next) others.Add((next, from - 1));
            next = Math.Max(next, to + 1);
        }

        if (next <= LastCharacter) others.Add((next, LastCharacter));
        return others;
    }

    // A range of pairs, cut where the first unit changes.
    private static IEnumerable<string> Pairs(int from, int to)
    {
        var (first, last) = (char.ConvertFromUtf32(from), char.ConvertFromUtf32(to));
        if (first[0] == last[0])
        {
            yield return $"{Unit(first[0])}[{Unit(first[1])}-{Unit(last[1])}]";
            yield break;
        }

        yield return $@"{Unit(first[0])}[{Unit(first[1])}-\uDFFF]";
        if (last[0] - first[0] > 1) yield return $@"[{Unit(first[0] + 1)}-{Unit(last[0] - 1)}][\uDC00-\uDFFF]";
        yield return $@"{Unit(last[0])}[\uDC00-{Unit(last[1])}]";
    }
}

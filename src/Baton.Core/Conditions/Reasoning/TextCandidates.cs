using System.Globalization;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>Texts worth trying: the pieces that are asked for, put together in several ways, with letters between that nothing else asks about.</summary>
internal static class TextCandidates
{
    private const int Variants = 3;

    public static IEnumerable<FieldValue> Of(IReadOnlyList<Literal> literals)
    {
        var demands = new TextDemands(literals);
        if (literals[0].Field.Type == FieldType.Time) return Moments(demands).Select(FieldValue.Of);
        return (demands.Options ?? Built(demands)).Select(FieldValue.Of);
    }

    /// <summary>A letter that stands in none of the texts.</summary>
    public static string Fresh(IEnumerable<string> texts)
    {
        var used = string.Concat(texts).ToUpperInvariant();
        for (var letter = 'a'; letter <= 'z'; letter++) if (!used.Contains(char.ToUpperInvariant(letter), StringComparison.Ordinal)) return letter.ToString();
        for (var letter = 'а'; letter <= 'я'; letter++) if (!used.Contains(char.ToUpperInvariant(letter), StringComparison.Ordinal)) return letter.ToString();
        return "ꙮ";
    }

    private static IEnumerable<string> Built(TextDemands d)
    {
        var (beginning, end) = (d.Beginning, d.End);
        var constants = Constants(d).ToList();
        var letter = Fresh(constants);
        foreach (var near in Near(d, letter)) yield return near;
        for (var variant = 0; variant < Variants; variant++)
        {
            if (Pieces(d, variant) is not { } pieces) continue;
            foreach (var gap in Gaps(constants))
            {
                var middle = string.Join(gap, pieces);
                if (middle.Length > 0) yield return middle;
                string[] fills = ["", letter, gap, letter + gap, gap + letter];
                foreach (var first in fills)
                {
                    foreach (var second in fills)
                    {
                        if (beginning + first + middle + second + end is { Length: > 0 } text) yield return text;
                        if (middle.Length == 0) break;
                    }
                }
            }
        }

        yield return "";
    }

    // What must stand between beginning and end; null when there is no such variant.
    private static List<string>? Pieces(TextDemands d, int variant)
    {
        var pieces = d.Parts.FindAll(part => !(d.Beginning + "\n" + d.End).Contains(part, StringComparison.OrdinalIgnoreCase));
        foreach (var words in d.Words)
        {
            if (words.Where(w => TextRefutation.CanStand(w, d)).Skip(variant).FirstOrDefault() is { } word) pieces.Add(word);
            else if (variant > 0 && words.FirstOrDefault(w => TextRefutation.CanStand(w, d)) is { } other) pieces.Add(other);
            else return null;
        }

        foreach (var pattern in d.Patterns.Where(p => !p.Negated)) if (PatternExample.Of(pattern.Comparison.Value.GetString()!, variant) is { } example) pieces.Add(example);
        return pieces;
    }

    // At a bound and just beside it.
    private static IEnumerable<string> Near(TextDemands d, string letter)
    {
        if (d.Bounds.Exists(b => b.Time is not null)) foreach (var moment in Moments(d)) yield return FieldValue.Of(moment).Text!;
        foreach (var bound in d.Bounds.Where(b => b.Time is null))
        {
            yield return bound.Text + letter;
            yield return bound.Text;
            if (bound.Text.Length > 1) yield return bound.Text[..^1];
        }
    }

    private static IEnumerable<DateTimeOffset> Moments(TextDemands d)
    {
        foreach (var option in d.Options ?? []) if (Timeline.Rfc3339.Read(option.ToUpperInvariant()) is { } time) yield return time;
        var bounds = d.Bounds.Select(b => b.Time).OfType<DateTimeOffset>().Distinct().Order().ToList();
        if (bounds.Count == 0) bounds.Add(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        foreach (var (one, next) in bounds.Zip(bounds.Skip(1))) yield return one + ((next - one) / 2);
        foreach (var bound in bounds)
        {
            yield return bound;
            if (bound.Year is > 1 and < 9999)
            {
                yield return bound.AddHours(1);
                yield return bound.AddHours(-1);
            }
        }
    }

    // What separates words, best such that nothing asks about.
    private static IEnumerable<string> Gaps(List<string> constants)
    {
        yield return " ";
        foreach (var gap in "-~|#") if (!constants.Exists(c => c.Contains(gap, StringComparison.Ordinal))) yield return gap.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Constants(TextDemands d) =>
        d.Literals.Select(l => l.Comparison.Value).Where(v => v.ValueKind is System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Array).Select(v => v.GetRawText());
}

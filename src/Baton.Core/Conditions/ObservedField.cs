using System.Collections.Immutable;
using Baton.Core.Timeline;

namespace Baton.Core.Conditions;

/// <summary>A value and how often it was seen; a little too often at most, since rare values share their places.</summary>
/// <param name="Value">The value.</param>
/// <param name="Times">How often.</param>
public sealed record ObservedValue(FieldValue Value, long Times);

/// <summary>What was seen in one field.</summary>
public sealed record ObservedField
{
    private const int MostValues = 20;
    private const int MostLetters = 120;

    /// <summary>The field, as first seen.</summary>
    public required string Path { get; init; }

    /// <summary>How often it was there.</summary>
    public long Times { get; init; }

    /// <summary>How often its value was of each type.</summary>
    public ImmutableSortedDictionary<FieldType, long> Types { get; init; } = ImmutableSortedDictionary<FieldType, long>.Empty;

    /// <summary>The most frequent values, most frequent first; long texts and lists are not among them.</summary>
    public ImmutableArray<ObservedValue> Values { get; init; } = [];

    /// <summary>What it holds: the one type that was seen, or unknown when there were several.</summary>
    public FieldType Type => Types.Count == 1 ? Types.Keys.First() : FieldType.Unknown;

    /// <summary>With one more value.</summary>
    public ObservedField See(FieldValue value)
    {
        var type = TypeOf(value);
        var seen = this with { Times = Times + 1, Types = Types.SetItem(type, Types.GetValueOrDefault(type) + 1) };
        return type is FieldType.List or FieldType.Unknown || value.Text is { Length: > MostLetters } ? seen : seen with { Values = Count(value) };
    }

    // When there is no place left, a new value takes that of the rarest, with its count: what is frequent stays, whatever else is sent.
    private ImmutableArray<ObservedValue> Count(FieldValue value)
    {
        var at = Values.Length;
        while (--at >= 0 && !Values[at].Value.Is(value)) { }
        if (at < 0 && Values.Length < MostValues) return Values.Add(new ObservedValue(value, 1));
        var (values, place) = (Values.ToBuilder(), at < 0 ? Values.Length - 1 : at);
        var counted = new ObservedValue(at < 0 ? value : Values[place].Value, Values[place].Times + 1);
        for (; place > 0 && values[place - 1].Times < counted.Times; place--) values[place] = values[place - 1];
        values[place] = counted;
        return values.ToImmutable();
    }

    private static FieldType TypeOf(FieldValue value) => value switch
    {
        { Text: { } text } => Rfc3339.Read(text) is null ? FieldType.Text : FieldType.Time,
        { Number: not null } => FieldType.Number,
        { Flag: not null } => FieldType.Flag,
        { List: not null } => FieldType.List,
        _ => FieldType.Unknown,
    };
}

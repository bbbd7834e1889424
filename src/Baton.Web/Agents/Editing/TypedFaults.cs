using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Core.Policies;
using Baton.Core.Timeline;
using Baton.Web.Policies.Editing;

namespace Baton.Web.Agents.Editing;

/// <summary>What is wrong with what was typed, by JSON pointer, in words for the person at the screen.</summary>
public sealed partial class TypedFaults
{
    private readonly SortedDictionary<string, string> _words = new(StringComparer.Ordinal);

    /// <summary>Nothing is wrong.</summary>
    public static TypedFaults None { get; } = new();

    /// <summary>How many faults there are.</summary>
    public int Count => _words.Count;

    /// <summary>The pointers of all faults.</summary>
    public IEnumerable<string> Pointers => _words.Keys;

    /// <summary>What is wrong there; null when nothing is.</summary>
    public string? Of(string pointer) => _words.GetValueOrDefault(pointer);

    /// <summary>What is wrong there or inside, in one text; null when nothing is.</summary>
    public string? Within(string pointer) => Has(pointer) ? string.Join(" ", _words.Where(w => IsWithin(w.Key, pointer)).Select(w => w.Value)) : null;

    /// <summary>Whether something is wrong there or inside.</summary>
    public bool Has(string pointer) => _words.Keys.Any(key => IsWithin(key, pointer));

    internal void Add(string pointer, string words) => _words.TryAdd(pointer, words);

    internal void Add(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults) Add(fault.Pointer, Plain(fault.Detail));
    }

    private static bool IsWithin(string key, string pointer) => key == pointer || key.StartsWith(pointer + "/", StringComparison.Ordinal);

    // The API speaks of members and ISO durations; the field stands right above, and a length of time is said as it is entered.
    private static string Plain(string detail)
    {
        var words = MustBe().Replace(Missing().Replace(detail, "This is needed."), "Must be");
        return Durations().Replace(words, m => $"a length of time from {Length(m.Groups["least"].Value)} to {Length(m.Groups["most"].Value)}.");
    }

    private static string Length(string iso) => Duration.Span(iso) is { } span ? span == TimeSpan.Zero ? 0.ToString(CultureInfo.InvariantCulture) + " s" : Spans.Of(span) : iso;

    [GeneratedRegex(@"^'[^']+' is missing\.$", RegexOptions.None, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^'[^']+' must be", RegexOptions.None, 1000)]
    private static partial Regex MustBe();

    [GeneratedRegex(@"an ISO 8601 duration from (?<least>\S+) to (?<most>\S+), for example \S+\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Durations();
}

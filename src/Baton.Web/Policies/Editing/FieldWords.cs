using Baton.Core.Conditions;
using Baton.Engine.Policies;

namespace Baton.Web.Policies.Editing;

/// <summary>A field as it is offered: what it is called, what it holds, and what was seen in it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Type">What it holds, in a word.</param>
/// <param name="Examples">Real values, shortened; null when none was seen.</param>
/// <param name="IsSeen">Whether it was seen, or always means something.</param>
public sealed record OfferedField(FieldInfo Field, string Type, string? Examples, bool IsSeen = true)
{
    private const int MostExamples = 3;
    private const int MostLetters = 24;

    /// <summary>A field with what is known of it.</summary>
    public static OfferedField Of(FieldInfo field, Offers offers)
    {
        var values = offers.ValuesOf(field).Take(MostExamples).Select(value => value.Length <= MostLetters ? value : string.Concat(value.AsSpan(0, MostLetters - 1), "…"));
        return new(field, FieldWords.Of(field.Type), string.Join(", ", values) is { Length: > 0 } examples ? examples : null);
    }
}

/// <summary>Fields and what they hold, in words.</summary>
public static class FieldWords
{
    /// <summary>The subjects in the order in which people look for them where a condition stands.</summary>
    public static IReadOnlyList<FieldSubject> Order(ConditionPlace where) => where switch
    {
        ConditionPlace.Action => [FieldSubject.Action, FieldSubject.Agent, FieldSubject.Customer],
        ConditionPlace.HoldWhile => [FieldSubject.Customer, FieldSubject.Action, FieldSubject.Agent],
        ConditionPlace.Triage => [FieldSubject.Customer, FieldSubject.Handoff, FieldSubject.Event, FieldSubject.Agent],
        _ => [FieldSubject.Event, FieldSubject.Agent, FieldSubject.Customer],
    };

    /// <summary>What a type holds.</summary>
    public static string Of(FieldType type) => type switch
    {
        FieldType.Text => "text",
        FieldType.Number => "number",
        FieldType.Time => "time",
        FieldType.Flag => "yes or no",
        FieldType.List => "list",
        _ => "any",
    };

    /// <summary>The fields to choose from for what was typed: those that contain it, then fields of that name that were not seen yet.</summary>
    public static IReadOnlyList<OfferedField> Find(string? typed, ConditionPlace where, Offers offers)
    {
        var words = typed?.Trim() ?? "";
        var order = Order(where).ToList();
        var known = offers.FieldsFor(where).OrderBy(field => order.IndexOf(field.Subject)).ToList();
        var found = known.Where(field => Has(field, words)).Select(field => OfferedField.Of(field, offers)).ToList();
        if (words.Length > 0) found.AddRange(Unseen(words, where, offers).Where(field => !known.Exists(k => k.Key == field.Key)).Select(field => OfferedField.Of(field, offers) with { IsSeen = false }));
        return found;
    }

    private static bool Has(FieldInfo field, string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => field.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || field.Path.Contains(word, StringComparison.OrdinalIgnoreCase));

    // What was typed as a path, or as the name of a member of the data that nobody has sent yet.
    private static IEnumerable<FieldInfo> Unseen(string words, ConditionPlace where, Offers offers)
    {
        if (words.Contains(' ', StringComparison.Ordinal)) return [];
        var paths = FieldCatalogue.FreeBeginnings.Where(beginning => !words.StartsWith("event.", StringComparison.Ordinal) && !words.StartsWith("customer.", StringComparison.Ordinal) && !words.StartsWith("action.", StringComparison.Ordinal)).Select(beginning => beginning + words).Prepend(words);
        return paths.Select(offers.Find).OfType<FieldInfo>().Where(field => field.IsFree && field.MeansSomethingIn(where));
    }
}

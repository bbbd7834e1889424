using Baton.Core.Policies;

namespace Baton.Core.Schemas;

/// <summary>One way in which a value breaks a schema.</summary>
/// <param name="Pointer">Where in the value, as a JSON pointer (RFC 6901); empty for the whole.</param>
/// <param name="Keyword">The keyword that is broken; empty when the value could not be held against the schema at all.</param>
/// <param name="Sentence">What is wanted there and what was found, for people and for models.</param>
public sealed record SchemaFault(string Pointer, string Keyword, string Sentence)
{
    /// <summary>The fault as one of a document in which the value stands at <paramref name="pointer"/>.</summary>
    public Fault Under(string pointer) => new(pointer + Pointer, Sentence);

    /// <summary>Several as one text of at most <paramref name="most"/> of them: <c>/amount: Must be a number, but is the text "forty".</c></summary>
    public static string Say(IReadOnlyList<SchemaFault> faults, int most = 5) => string.Join(' ', faults.Take(most).Select(f => f.Pointer.Length == 0 ? f.Sentence : $"{f.Pointer}: {f.Sentence}"))
        + (faults.Count > most ? $" And {faults.Count - most} more." : "");
}

namespace Baton.Core.Policies.Drafting;

/// <summary>What becomes of a draft by a change.</summary>
public abstract record DraftOutcome
{
    /// <summary>The change stands in the document, together with what others changed.</summary>
    /// <param name="Document">The document after it.</param>
    /// <param name="Undo">Takes it back.</param>
    public sealed record Merged(string Document, DraftEdit Undo) : DraftOutcome;

    /// <summary>The change does not go together with what stands there now. Nothing is changed: whoever asked decides which of the two stays.</summary>
    /// <param name="Sentence">What happened, for people.</param>
    /// <param name="Insist">The same change, made over what stands there now; null when that cannot be.</param>
    public sealed record Conflict(string Sentence, DraftEdit? Insist) : DraftOutcome;
}

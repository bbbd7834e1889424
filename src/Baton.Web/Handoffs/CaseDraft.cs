using Baton.Engine.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>The words with which a person can begin: what an agent proposed to say and nobody has said yet.</summary>
public static class CaseDraft
{
    /// <summary>The draft to edit, with its author; null when no agent wrote one since the customer's last words.</summary>
    public static StoryEntry? Of(HandoffCase handoff, IReadOnlyList<StoryEntry> story) =>
        story.LastOrDefault(entry => entry is { IsAsked: true, Kind: StoryKind.Draft })
        ?? story.Reverse().TakeWhile(entry => entry.Kind is not (StoryKind.Customer or StoryKind.Sent)).FirstOrDefault(entry => entry.Kind == StoryKind.Draft && IsFor(entry, handoff));

    // A sales draft is no answer to somebody who asks for help.
    private static bool IsFor(StoryEntry draft, HandoffCase handoff) =>
        handoff.Chain.Any(row => row.Seq == draft.Seq) || handoff.Chain.Any(row => row.Agent == draft.Who);
}

using Baton.Core.Arbitration;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Context;
using Baton.Web.Frame.Look;

namespace Baton.Web.Handoffs;

/// <summary>One thing that speaks for or about the suggested step.</summary>
/// <param name="Text">In one sentence.</param>
/// <param name="Mark">The verdict it reports, if it is one.</param>
public sealed record Ground(string Text, MarkKind? Mark = null)
{
    /// <summary>Where its evidence can be looked up, the best first.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The page with its best evidence; null when there is none.</summary>
    public string? Href => Evidence is [var best, ..] ? EvidenceLinks.Of(best) : null;
}

/// <summary>What to do next, and on what grounds, as the page shows it.</summary>
/// <param name="Title">The step, in a few words.</param>
/// <param name="Grounds">What it rests on, weightiest first.</param>
public sealed record NextStep(string Title, IReadOnlyList<Ground> Grounds)
{
    /// <summary>The step for a case.</summary>
    /// <param name="handoff">The case.</param>
    /// <param name="draft">The words with which a person can begin.</param>
    /// <param name="background">Cases like it, and articles that fit.</param>
    public static NextStep Of(HandoffCase handoff, StoryEntry? draft, CaseBackground? background = null)
    {
        var step = SuggestedStep.Of(handoff, draft is null ? null : new DraftedAnswer(draft.Who, draft.Seq), background ?? CaseBackground.None);
        return new NextStep(step.Title, [.. step.Grounds.Select(g => new Ground(g.Text, g.Verdict?.Mark()) { Evidence = g.Evidence })]);
    }
}

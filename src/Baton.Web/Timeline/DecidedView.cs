using Baton.Core.Deciding;
using Baton.Web.Frame.Look;

namespace Baton.Web.Timeline;

/// <summary>What of a decision is compared by people: its answer, its words, the rule, and until when.</summary>
/// <param name="Mark">The verdict's mark, if there was a verdict.</param>
/// <param name="Sentence">Why, in one sentence.</param>
/// <param name="Rule">The rule that decided, by kind and id.</param>
/// <param name="Until">For a delay: until when.</param>
public sealed record DecidedView(MarkKind? Mark, string Sentence, string? Rule, DateTimeOffset? Until)
{
    public static DecidedView Of(Decision decision) => decision switch
    {
        { Rulings: [var ruling, ..] } => new(ruling.Verdict.Mark(), ruling.Reason, ruling.Rule is { } rule ? EventWords.Rule(rule.ToString()) : null, ruling.Until),
        { Route: { } route } => new(null, decision.Sentence, EventWords.Rule("routing:" + route.Rule), null),
        _ => new(null, decision.Sentence, null, null),
    };
}

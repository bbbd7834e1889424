using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Handoffs.Similar;
using Baton.Engine.Knowledge;

namespace Baton.Engine.Handoffs.Context;

/// <summary>What helps a person with a case beyond the case itself.</summary>
/// <param name="Brief">The case in a few lines.</param>
/// <param name="Similar">Resolved cases like it, and how they ended.</param>
/// <param name="Articles">The articles that fit what the customer asks, best first, each with its passage.</param>
/// <param name="Agents">What each agent saw, answered and how sure it was, on the way here; where that is nothing, lately.</param>
/// <param name="AgentsLedHere">Whether <paramref name="Agents"/> are those on the way here.</param>
public sealed record CaseBackground(CaseBrief Brief, SimilarCasesFound Similar, IReadOnlyList<ArticleHit> Articles, IReadOnlyList<AgentPart> Agents, bool AgentsLedHere)
{
    /// <summary>Nothing.</summary>
    public static CaseBackground None { get; } = new(CaseBrief.Empty, SimilarCasesFound.None, [], [], AgentsLedHere: true);
}

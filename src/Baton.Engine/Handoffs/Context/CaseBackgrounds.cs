using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Handoffs.Similar;
using Baton.Engine.Knowledge;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Context;

/// <summary>Puts together what helps a person with a case: the same for the page and for programs.</summary>
public sealed class CaseBackgrounds(IDbContextFactory<BatonDb> database, CaseBriefs briefs, SimilarCases similar, ArticleShelf shelf, TimeProvider clock)
{
    private const int MostArticles = 3;
    private const int MostLately = 6;

    // Below this an article shares a word with the question, and no more.
    private const double LeastCoverage = 0.3;

    /// <summary>The background of a case.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The case as read.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<CaseBackground> ReadAsync(string workspace, HandoffCase handoff, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(handoff);
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Handoffs.FirstOrDefaultAsync(h => h.Workspace == workspace && h.Id == handoff.Line.Id, cancel) is not { } row) return CaseBackground.None;
        var file = CaseFiles.Of(handoff, clock.GetUtcNow());
        var asked = BriefWriter.AskingWords(file);
        var articles = asked.Length == 0 ? [] : shelf.Of(workspace).Search(asked, MostArticles).Where(hit => hit.Coverage >= LeastCoverage).ToList();
        var chain = AgentPart.In(handoff.Chain);
        return new CaseBackground(
            await briefs.ReadAsync(workspace, handoff.Line.Id, file, cancel),
            await similar.FindAsync(row, cancel: cancel),
            articles,
            chain.Count > 0 ? chain : [.. AgentPart.In(handoff.Log).TakeLast(MostLately)],
            chain.Count > 0);
    }
}

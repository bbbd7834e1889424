using Baton.Core.Events;
using Baton.Core.Learning;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Learning;

/// <summary>Suggests articles from what persons answered: to questions that come again, and where somebody marked the answer as useful.</summary>
public sealed class ArticleEvidence(IDbContextFactory<BatonDb> database, WholeLog log, FacetIndex facets, Masks masks, Suggestions suggestions)
{
    /// <summary>So many of the same make a candidate.</summary>
    public const int Recurs = 3;

    private const int Latest = 500;
    private const int ShortestAnswer = 20;

    /// <summary>Looks, and returns how many articles are suggested now.</summary>
    public async Task<int> LookAsync(string workspace, CancellationToken cancel = default)
    {
        var found = new List<string>();
        foreach (var group in QuestionGroups.Of(await ReadAsync(workspace, cancel)).Where(group => group.Count >= Recurs || group.Any(q => q.IsUseful)))
        {
            // The group is known by its oldest case, which stays when others join it.
            var key = group.MinBy(q => (q.At, q.Handoff))!.Handoff;
            found.Add(Suggestions.IdOf(SuggestionKind.Article, key));
            var best = group.Where(q => q.IsUseful).OrderByDescending(q => q.At).FirstOrDefault() ?? group[0];
            var masker = await masks.OfAsync(workspace, best.Handoff, masksOrders: true, cancel);
            var article = new SuggestedArticle(masker.Mask(best.Question), masker.Mask(best.Answer), [.. group.Select(q => q.Handoff)], [.. group.Select(q => q.By).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], group.Any(q => q.IsUseful));
            var sentence = group.Count >= Recurs ? $"People answered the same question {group.Count} times: keep the answer as an article?" : "Somebody marked this answer as useful for others: keep it as an article?";
            await suggestions.OfferAsync(workspace, SuggestionKind.Article, key, sentence, group.Count, article, cancel: cancel);
        }

        await suggestions.WithdrawAsync(workspace, SuggestionKind.Article, found, cancel);
        return (await suggestions.ListAsync(workspace, SuggestionStatus.Open, SuggestionKind.Article, cancel)).Count;
    }

    private async Task<List<AnsweredQuestion>> ReadAsync(string workspace, CancellationToken cancel)
    {
        var useful = facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Type, [EventTypes.HandoffLabelled])]), Latest)
            .Select(seq => log.Read(workspace, seq)?.ToEvent()).Where(e => e?.Data.Member("useful")?.ValueKind == System.Text.Json.JsonValueKind.True).Select(e => e!.Data.Text("handoff")!).ToHashSet(StringComparer.Ordinal);
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Handoffs.Where(h => h.Workspace == workspace && h.Status == HandoffRecords.Resolved && h.Answer != null && h.Answer.Length >= ShortestAnswer)
            .OrderByDescending(h => h.Resolved).ThenBy(h => h.Id).Take(Latest).ToListAsync(cancel);
        var answered = new List<AnsweredQuestion>();
        foreach (var row in rows)
        {
            if (log.Read(workspace, row.Seq) is not { } opened) continue;
            var first = opened.Root == 0 || opened.Root == opened.Seq ? opened : log.Read(workspace, opened.Root);
            if (first?.ToEvent() is { Type: EventTypes.MessageReceived, Text: { Length: > 0 } question }) answered.Add(new AnsweredQuestion(row.Id, question, row.Answer!, row.ResolvedBy ?? "", row.Resolved ?? 0, useful.Contains(row.Id)));
        }

        return answered;
    }
}

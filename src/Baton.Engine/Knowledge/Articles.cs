using Baton.Core.Events;
using Baton.Core.Knowledge;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Knowledge;

/// <summary>The help articles of a workspace: written, changed and removed by people, proposed by whoever has a good answer. Each change is an event.</summary>
public sealed class Articles(Conductor conductor, IDbContextFactory<BatonDb> database)
{
    /// <summary>The most articles of a workspace, proposed ones included.</summary>
    public const int Most = 5_000;

    private const string Source = "baton/articles";

    /// <summary>Every article of a workspace, the proposed ones first, then by title.</summary>
    public async Task<IReadOnlyList<ArticleCard>> ListAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Articles.Where(a => a.Workspace == workspace).OrderByDescending(a => a.Proposed).ThenBy(a => a.Title).ThenBy(a => a.Id).ToListAsync(cancel);
        return rows.ConvertAll(ArticleCard.Of);
    }

    /// <summary>An article, proposed or not; null when there is none of that id.</summary>
    public async Task<ArticleCard?> FindAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Articles.FirstOrDefaultAsync(a => a.Workspace == workspace && a.Id == id, cancel) is { } row ? ArticleCard.Of(row) : null;
    }

    /// <summary>Writes an article, changes it, or accepts a proposed one. From then on customers are answered from it. The same text again changes nothing and answers false.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="article">The article; its id decides which one is changed.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="handoff">The case that it came from; null keeps what is known.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentException">It has a fault.</exception>
    /// <exception cref="ArticleLimitException">There would be too many.</exception>
    public async Task<bool> PutAsync(string workspace, Article article, Actor by, string? handoff = null, CancellationToken cancel = default)
    {
        Demand(article);
        var known = await FindAsync(workspace, article.Id, cancel);
        if (known is { IsProposed: false } && IsSame(known.Article, article)) return false;
        if (known is null) await DemandRoomAsync(workspace, cancel);
        await conductor.TakeAsync(workspace, InputOf(EventTypes.ArticlePut, article, by, handoff ?? known?.Handoff, isChange: known is { IsProposed: false }), cancel);
        return true;
    }

    /// <summary>Proposes an article, which waits for a person's word under a name of its own; answers that name. The same text as one that is there, or waits, is not proposed again: null.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="text">Its paragraphs, apart by empty lines.</param>
    /// <param name="tags">What it is about.</param>
    /// <param name="handoff">The case that it came from.</param>
    /// <param name="by">Who proposes it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentException">It has a fault.</exception>
    /// <exception cref="ArticleLimitException">There would be too many.</exception>
    public async Task<string?> ProposeAsync(string workspace, string title, string text, IReadOnlyList<string> tags, string? handoff, Actor by, CancellationToken cancel = default)
    {
        var article = Article.Of(ArticleChecks.IdOf(title), title, tags, text);
        Demand(article);
        var known = (await ListAsync(workspace, cancel)).Select(card => card.Article).ToList();
        if (known.Exists(other => other.Text == article.Text)) return null;
        await DemandRoomAsync(workspace, cancel);
        article = article with { Id = FreeId(article.Id, known) };
        await conductor.TakeAsync(workspace, InputOf(EventTypes.ArticleProposed, article, by, handoff, isChange: false), cancel);
        return article.Id;
    }

    /// <summary>Removes an article, or turns a proposed one down. False when there is none of that id.</summary>
    public async Task<bool> RemoveAsync(string workspace, string id, Actor by, CancellationToken cancel = default)
    {
        if (await FindAsync(workspace, id, cancel) is not { } known) return false;
        await conductor.TakeAsync(workspace, Input.Act(Source, EventTypes.ArticleRemoved, by, Payload.Of(json =>
        {
            json.WriteString("article", id);
            json.WriteString("title", known.Article.Title);
        })), cancel);
        return true;
    }

    private static Input InputOf(string type, Article article, Actor by, string? handoff, bool isChange) => Input.Act(Source, type, by, Payload.Of(json =>
    {
        json.WriteString("article", article.Id);
        json.WriteString("title", article.Title);
        json.WriteStartArray("tags");
        foreach (var tag in article.Tags) json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteString("text", article.Text);
        if (isChange) json.WriteBoolean("changed", true);
        if (handoff is not null) json.WriteString("handoff", handoff);
    }));

    private static bool IsSame(Article one, Article other) => one.Title == other.Title && one.Text == other.Text && one.Tags.SequenceEqual(other.Tags, StringComparer.Ordinal);

    private static string FreeId(string id, List<Article> known)
    {
        for (var number = 1; ; number++)
        {
            var ending = number == 1 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"-{number}");
            var free = id.Length + ending.Length <= ArticleChecks.LongestId ? id + ending : id[..(ArticleChecks.LongestId - ending.Length)] + ending;
            if (!known.Exists(other => other.Id == free)) return free;
        }
    }

    private static void Demand(Article article)
    {
        if (ArticleChecks.FaultsOf(article) is [var fault, ..]) throw new ArgumentException(fault.Detail, nameof(article));
    }

    private async Task DemandRoomAsync(string workspace, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Articles.CountAsync(a => a.Workspace == workspace, cancel) >= Most) throw new ArticleLimitException($"A workspace has at most {Most} articles. Remove some that nobody needs.");
    }
}

/// <summary>A workspace would have too many articles.</summary>
public sealed class ArticleLimitException(string message) : Exception(message);

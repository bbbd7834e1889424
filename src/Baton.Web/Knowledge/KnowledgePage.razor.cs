using Baton.Engine.Knowledge;
using Baton.Web.Agents;
using Baton.Web.Frame.Keys;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Baton.Web.Knowledge;

/// <summary>What the business answers: articles to read, search, write and accept.</summary>
public sealed partial class KnowledgePage
{
    private const int MostFound = 50;

    private readonly IReadOnlyList<PageKey> _keys;
    private IReadOnlyList<ArticleCard> _cards = [];
    private IReadOnlyList<(ArticleCard Card, string Passage)> _rows = [];
    private string _words = "";

    public KnowledgePage() => _keys =
    [
        new("/", "Search", () => Browser.InvokeVoidAsync("baton.focus", "#article-words").AsTask()),
        new("n", "Write an article", WriteAsync),
    ];

    /// <summary>What is searched for.</summary>
    [SupplyParameterFromQuery] public string? Q { get; set; }

    /// <summary>The article that is shown beside the list.</summary>
    [SupplyParameterFromQuery] public string? Article { get; set; }

    /// <summary>The article that is edited; empty for a new one.</summary>
    [SupplyParameterFromQuery] public string? Edit { get; set; }

    [Inject] private Articles Articles { get; set; } = null!;
    [Inject] private ArticleShelf Shelf { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    private string Summary => _cards.Count(c => c.IsProposed) is > 0 and var waiting
        ? $"{AgentWords.Number(_cards.Count - waiting)} answered from, {AgentWords.Number(waiting)} proposed"
        : $"{AgentWords.Number(_cards.Count)} answered from";

    private string Closed => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["article"] = null, ["edit"] = null, ["q"] = Article is null && Edit is null ? null : Q });

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _cards = await Articles.ListAsync(Viewer.Workspace, gone);
        if (Q is not { Length: > 0 } asked)
        {
            _rows = [.. _cards.Select(card => (card, card.Article.Passages[0]))];
            return;
        }

        if (_words.Length == 0) _words = asked;
        var found = Shelf.Of(Viewer.Workspace).Search(asked, MostFound).Select(hit => (Find(hit.Article.Id), hit.Passage)).ToList();
        // Proposed ones are in no index; they are few.
        var proposed = new ArticleIndex(_cards.Where(c => c.IsProposed).Select(c => c.Article)).Search(asked, MostFound).Select(hit => (Find(hit.Article.Id), hit.Passage));
        _rows = [.. proposed.Concat(found).Where(row => row.Item1 is not null).Select(row => (row.Item1!, row.Passage))];
    }

    private ArticleCard? Find(string id) => _cards.FirstOrDefault(card => card.Article.Id == id);

    private string Href(string parameter, string value = "") => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["article"] = null, ["edit"] = null, [parameter] = value });

    private void SearchAsync() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["q"] = _words.Trim() is { Length: > 0 } words ? words : null, ["article"] = null, ["edit"] = null }));

    private Task WriteAsync()
    {
        if (Viewer.Can(Rights.Operate)) Navigation.NavigateTo(Href("edit"));
        return Task.CompletedTask;
    }
}

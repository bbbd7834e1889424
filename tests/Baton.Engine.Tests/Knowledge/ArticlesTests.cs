using Baton.Core.Events;
using Baton.Core.Knowledge;
using Baton.Core.Agents;
using Baton.Engine.Agents.BuiltIn;
using Baton.Engine.Clocks;
using Baton.Engine.Knowledge;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Knowledge;

public sealed class ArticlesTests : IAsyncLifetime
{
    private static readonly Actor Olga = Actor.Person("olga");
    private static readonly Article Bags = Article.Of("bags", "Checked bags", ["baggage"], "Gold members check three bags for free.\n\nOthers pay 50 euros for each.");

    private TestEngine _engine = null!;

    private Articles Articles => _engine.Get<Articles>();

    private ArticleShelf Shelf => _engine.Get<ArticleShelf>();

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], more: services => services.AddBuiltInAgents());

    [Fact]
    public async Task An_article_is_found_from_the_moment_it_is_written_and_no_more_once_it_is_removed()
    {
        Assert.Empty(Shelf.Of(TestEngine.Workspace).Search("bags"));

        Assert.True(await Articles.PutAsync(TestEngine.Workspace, Bags, Olga));
        Assert.Equal("Gold members check three bags for free.", Shelf.Of(TestEngine.Workspace).Search("How many bags has a gold member?")[0].Passage);
        Assert.False(await Articles.PutAsync(TestEngine.Workspace, Bags, Olga));
        Assert.True(await Articles.PutAsync(TestEngine.Workspace, Bags with { Passages = ["Two bags for everybody."] }, Olga));
        Assert.Equal("Two bags for everybody.", Shelf.Of(TestEngine.Workspace).Search("bags")[0].Passage);

        Assert.True(await Articles.RemoveAsync(TestEngine.Workspace, "bags", Olga));
        Assert.False(await Articles.RemoveAsync(TestEngine.Workspace, "bags", Olga));
        Assert.Empty(Shelf.Of(TestEngine.Workspace).Search("bags"));
        Assert.Equal(["olga wrote the article “Checked bags”.", "olga changed the article “Checked bags”.", "olga removed the article “Checked bags”."], Told().Select(row => row.Sentence));
    }

    [Fact]
    public async Task A_proposed_article_answers_nobody_until_a_person_accepts_it()
    {
        await Articles.PutAsync(TestEngine.Workspace, Bags, Olga);
        var id = await Articles.ProposeAsync(TestEngine.Workspace, "Bags!", "Skis count as one bag.", [], "c1-h1", Actor.Agent("learning"));

        Assert.Equal("bags-2", id);
        Assert.Null(await Articles.ProposeAsync(TestEngine.Workspace, "Skis", "Skis count as one bag.", [], null, Actor.Agent("learning")));
        Assert.Empty(Shelf.Of(TestEngine.Workspace).Search("skis"));
        var waiting = Assert.Single(await Articles.ListAsync(TestEngine.Workspace), card => card.IsProposed);
        Assert.Equal(("c1-h1", "learning"), (waiting.Handoff, waiting.Author));

        await Articles.PutAsync(TestEngine.Workspace, waiting.Article, Olga);
        Assert.Equal(["bags-2"], Shelf.Of(TestEngine.Workspace).Search("skis").Select(hit => hit.Article.Id));
        Assert.Equal("c1-h1", (await Articles.FindAsync(TestEngine.Workspace, "bags-2"))!.Handoff);
    }

    [Fact]
    public async Task Articles_of_one_workspace_answer_nobody_of_another()
    {
        await Articles.PutAsync(TestEngine.Workspace, Bags, Olga);

        Assert.Empty(Shelf.Of("other").Search("bags"));
        Assert.Empty(await Articles.ListAsync("other"));
        Assert.Null(await Articles.FindAsync("other", "bags"));
    }

    [Theory]
    [InlineData("Bags", "Title", "text")]
    [InlineData("-", "Title", "text")]
    [InlineData("a", " ", "text")]
    [InlineData("a", "Title", "\n\n \n\n")]
    public async Task A_faulty_article_is_refused_and_leaves_no_trace(string id, string title, string text)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Articles.PutAsync(TestEngine.Workspace, Article.Of(id, title, [], text), Olga));

        Assert.Empty(Told());
    }

    [Theory]
    [InlineData("How do I cancel?", "how-do-i-cancel")]
    [InlineData("  ---  ", "article")]
    [InlineData("Größe & Maß", "gr-e-ma")]
    public void An_id_is_made_of_a_title(string title, string id) => Assert.Equal(id, ArticleChecks.IdOf(title));

    [Fact]
    public async Task The_reply_agent_answers_from_the_workspaces_own_articles()
    {
        await Articles.PutAsync(TestEngine.Workspace, Bags, Olga);
        await _engine.DefineAsync("reply", kind: AgentKind.BuiltIn);
        await _engine.PublishAsync(Running.Policy.Chain("reply"));

        await _engine.SendAsync("m-1", data: """{"text":"How many checked bags does a gold member have for free?"}""");
        var proposed = await _engine.RowAsync(row => row.Type == EventTypes.ActionProposed, "the reply agent drafts an answer");

        Assert.Contains("Gold members check three bags for free.", proposed.Data, StringComparison.Ordinal);
    }

    private IEnumerable<LogRow> Told() => _engine.Log().Where(row => row.Type.StartsWith("baton.article.", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}

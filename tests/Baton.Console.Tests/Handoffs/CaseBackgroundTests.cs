using Baton.Core.Handoffs.Briefs;
using Baton.Core.Knowledge;
using Baton.Engine.Handoffs.Similar;
using Baton.Engine.Knowledge;
using Baton.Web.Handoffs;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs;

/// <summary>The parts of a case that say what helps with it, each by itself.</summary>
public sealed class CaseBackgroundTests : BunitContext
{
    private static readonly SimilarCase Lamp = new("c1-h1", "A lamp arrived broken", "answered", "We send a new one.", "olga@example.com", new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), 0.64, ["lamp", "broken"]);

    public CaseBackgroundTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(TimeProvider.System);
    }

    [Fact]
    public void Each_claim_of_a_brief_leads_to_the_events_it_rests_on()
    {
        var brief = Shown(new([new(BriefKind.Wants, "Wants: “<b>my lamp</b>”", [4, 9]), new(BriefKind.Given, "Said already", [1, 2, 3, 5, 8, 13])], 13));

        Assert.Equal(["/timeline?seq=4", "/timeline?seq=9"], brief.FindAll("li")[0].QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Empty(brief.FindAll("li b")); // what customers write is never markup
        Assert.Contains("and 2 more", brief.FindAll("li")[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("model", brief.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_brief_by_a_model_says_so_and_how_many_claims_were_left_out()
    {
        var brief = Shown(new([new(BriefKind.Other, "The lamp is broken.", [4])], 4) { WrittenBy = "writer", Dropped = 1, Note = "One claim was left out: it names no event of this case." });

        Assert.Contains("Written by a model: writer", brief.Find("section").TextContent.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("One claim was left out", brief.Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing was said yet", Shown(Baton.Core.Handoffs.Briefs.CaseBrief.Empty).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Similar_cases_say_how_they_ended_by_whom_and_what_they_have_in_common()
    {
        var similar = Render<Baton.Web.Handoffs.SimilarCases>(p => p.Add(c => c.Found, new SimilarCasesFound([Lamp], 3, [("answered", 2), ("rejected", 1)])));

        Assert.Contains("3 in all: 2 answered, 1 rejected.", similar.Markup, StringComparison.Ordinal);
        var only = similar.Find("li");
        Assert.Equal("/handoffs/c1-h1?view=done", only.QuerySelector("a")!.GetAttribute("href"));
        foreach (var part in (string[])["64 %", "We send a new one.", "olga@example.com", "In common: lamp, broken"]) Assert.Contains(part, only.TextContent, StringComparison.Ordinal);
        Assert.Contains("None yet.", Render<Baton.Web.Handoffs.SimilarCases>(p => p.Add(c => c.Found, SimilarCasesFound.None)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_shows_its_passage_which_can_be_put_into_the_answer()
    {
        var hit = new ArticleHit(new Article("returns", "How to return", [], ["Use the label.", "Thirty days."]), 7, 0.8, "Thirty days.");
        string? used = null;
        var articles = Render<CaseArticles>(p => p.Add(c => c.Articles, [hit]).Add(c => c.OnUse, (string passage) => used = passage));

        Assert.Equal("/knowledge?article=returns", articles.Find("a").GetAttribute("href"));
        await articles.Find("button").ClickAsync(new MouseEventArgs());
        Assert.Equal("Thirty days.", used);
        Assert.Empty(Render<CaseArticles>(p => p.Add(c => c.Articles, [hit])).FindAll("button"));
    }

    private IRenderedComponent<Baton.Web.Handoffs.CaseBrief> Shown(Baton.Core.Handoffs.Briefs.CaseBrief brief) => Render<Baton.Web.Handoffs.CaseBrief>(p => p.Add(c => c.Brief, brief));
}

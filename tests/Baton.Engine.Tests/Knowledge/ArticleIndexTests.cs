using Baton.Core.Knowledge;
using Baton.Engine.Knowledge;

namespace Baton.Engine.Tests.Knowledge;

public sealed class ArticleIndexTests
{
    private static readonly ArticleIndex Index = new(ShippedArticles.Read());

    [Theory]
    [InlineData("How many suitcases can I check for free as a gold member?", "free-checked-bags")]
    [InlineData("I want to remove one checked bag from my reservation and get the money back", "extra-checked-bags")]
    [InlineData("I booked this morning, can I still cancel?", "cancel-within-24-hours")]
    [InlineData("Hi! I need to cancel my flights under reservation ID SI5UKW.", "cancel-a-flight")]
    [InlineData("I have basic economy and no insurance, can I cancel because my plans changed?", "cancel-economy")]
    [InlineData("Hi! I'd like to change my upcoming flight to a nonstop one on the same day", "change-flights")]
    [InlineData("I need to downgrade all my recent business class flights to economy", "change-cabin")]
    [InlineData("Hi! I need to remove a passenger named Sophia from my upcoming flights.", "change-passengers")]
    [InlineData("My insurance isn't showing up, can you add it to the flight now?", "add-insurance-later")]
    [InlineData("My flight has been delayed. What compensation do I get?", "compensation-delayed")]
    [InlineData("How long does the refund for my cancelled reservation take?", "flight-refunds")]
    [InlineData("Can I pay with two travel certificates?", "travel-certificates")]
    [InlineData("Hi there! I was actually hoping to cancel an order I made, the one with the grill.", "cancel-an-order")]
    [InlineData("Hi, I need to undo the cancellation of an order I placed.", "cancelled-orders")]
    [InlineData("I just placed an order, but my card only has $950 left. Can I split the payment with another card?", "change-order-payment")]
    [InlineData("I'd like to change the size of some boots I have on order.", "change-order-items")]
    [InlineData("I'd like to return an air purifier and a vacuum cleaner from my recent order.", "return-an-item")]
    [InlineData("Hi there! I'd like to swap one of the robotic vacuums for a canister-based model", "exchange-an-item")]
    [InlineData("Hello, I need some help with returning an office chair. Some of its pieces arrived broken.", "wrong-or-damaged-item")]
    [InlineData("Hi, I'd like to update my user address, please.", "update-your-address")]
    [InlineData("I'm trying to track an order that was mistakenly sent to Texas", "where-is-my-order")]
    [InlineData("I was wondering how I can check the balance on my gift card?", "payment-methods")]
    [InlineData("I'm wondering how many t-shirt options are available in your store right now.", "products-and-options")]
    public void The_article_for_a_customers_question_is_among_the_first_three(string question, string article) =>
        Assert.Contains(article, Index.Search(question).Select(hit => hit.Article.Id));

    [Fact]
    public void The_best_passage_is_the_one_that_answers()
    {
        var hit = Index.Search("How many bags may a gold member check in economy?")[0];

        Assert.StartsWith("Gold members:", hit.Passage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("please and thank you")]
    [InlineData("qwertz asdfgh")]
    public void A_text_that_asks_nothing_finds_nothing(string text) => Assert.Empty(Index.Search(text));

    [Fact]
    public void Hits_come_best_first_and_as_many_as_asked_for()
    {
        var hits = Index.Search("cancel my flight and refund the insurance", take: 5);

        Assert.Equal(5, hits.Count);
        Assert.Equal(hits.OrderByDescending(hit => hit.Score), hits);
        Assert.All(hits, hit => Assert.InRange(hit.Coverage, 0, 1));
        Assert.All(hits, hit => Assert.Contains(hit.Passage, hit.Article.Passages));
    }

    [Fact]
    public void Every_shipped_article_is_found_by_its_own_title()
    {
        var articles = ShippedArticles.Read();

        Assert.InRange(articles.Count, 20, 40);
        Assert.All(articles, article => Assert.Contains(article.Id, Index.Search(article.Title).Select(hit => hit.Article.Id)));
    }

    [Fact]
    public void An_article_without_a_title_or_a_text_is_refused()
    {
        Assert.Throws<FormatException>(() => Article.Parse("a", "no header"));
        Assert.Throws<FormatException>(() => Article.Parse("a", "---\ntags: b\n---\ntext"));
        Assert.Throws<FormatException>(() => Article.Parse("a", "---\ntitle: b\n---\n"));
    }
}

using Baton.Core.Classification;
using Baton.Engine.Agents.BuiltIn.Knowledge;
using Baton.Engine.Knowledge;

namespace Baton.Engine.Tests.Agents.BuiltIn.Knowledge;

public sealed class ReplyDraftTests
{
    private static readonly ArticleIndex Index = new(ShippedArticles.Read());

    [Fact]
    public void An_answer_greets_by_name_and_says_only_what_the_article_says()
    {
        var draft = Draft("Can you add travel insurance to my booking now?", "Mia", "booking")!;

        Assert.Equal("add-insurance-later", draft.Article);
        Assert.Equal(
            "Hello Mia, thank you for your message. Travel insurance can be bought only while booking. It cannot be added to a reservation later.\n\nIs there anything else we can do for you?",
            draft.Text);
    }

    [Fact]
    public void A_long_article_is_quoted_by_the_passage_that_fits()
    {
        var draft = Draft("How many free checked bags do I get as a gold member?", null, "baggage")!;

        Assert.StartsWith("Hello, ", draft.Text, StringComparison.Ordinal);
        Assert.Contains("Gold members: 2 free checked bags in basic economy", draft.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Silver", draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_upset_customer_is_not_thanked() =>
        Assert.Contains("we are sorry for the trouble", Draft("My flight was delayed, what compensation do I get?", "Omar", "disruption", SentimentLabel.Negative)!.Text, StringComparison.Ordinal);

    [Fact]
    public void Of_articles_that_fit_alike_the_one_triage_points_at_is_taken() =>
        Assert.Equal("cancel-an-order", Draft("I want to cancel an order", "Omar", "cancellation")!.Article);

    [Theory]
    [InlineData("Thank you so much, that is all!", "follow-up")]
    [InlineData("My user ID is mia_li_3668 and I want to cancel my flight", "follow-up")]
    [InlineData("Tell me a joke about flights", "other")]
    [InlineData("What is the capital of France?", null)]
    [InlineData("Do you sell submarines, and can I pay for one with pearls?", null)]
    public void Where_no_article_answers_there_is_no_draft(string text, string? label) => Assert.Null(Draft(text, "Mia", label));

    private static Draft? Draft(string text, string? firstName, string? label, SentimentLabel? feeling = null) =>
        ReplyDraft.Write(Index.Search(text), firstName, label, feeling);
}

using Baton.Core.Classification;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Classification;

public sealed class SentimentTests
{
    [Theory]
    [InlineData("This is great, thank you so much!", SentimentLabel.Positive)]
    [InlineData("Thanks for your help", SentimentLabel.Positive)]
    [InlineData("I'm really upset because my flight has been delayed", SentimentLabel.Negative)]
    [InlineData("This is NOT good at all", SentimentLabel.Negative)]
    [InlineData("It doesn't work", SentimentLabel.Negative)]
    [InlineData("No problem", SentimentLabel.Positive)]
    [InlineData("The agent was nice but this is a terrible mess", SentimentLabel.Negative)]
    [InlineData("My user ID is mia_li_3668.", SentimentLabel.Neutral)]
    [InlineData("I'd like to change my flight to May 20", SentimentLabel.Neutral)]
    [InlineData("", SentimentLabel.Neutral)]
    public void A_text_feels_as_people_would_say(string text, SentimentLabel label) => Assert.Equal(label, Sentiment.Read(text).Label);

    [Theory]
    [InlineData("terrible", "very terrible")]
    [InlineData("this is terrible", "this is TERRIBLE")]
    [InlineData("terrible", "terrible!!!")]
    [InlineData("slightly terrible", "terrible")]
    public void Strengthening_words_capitals_and_exclamation_marks_weigh_in(string mild, string strong) =>
        Assert.True(Sentiment.Read(strong).Score < Sentiment.Read(mild).Score);

    [Fact]
    public void Some_text_in_capitals_is_louder_only_beside_small_letters() =>
        Assert.Equal(Sentiment.Read("this is terrible").Score, Sentiment.Read("THIS IS TERRIBLE").Score);

    [Fact]
    public void The_counted_words_are_named_as_written() =>
        Assert.Equal(["AWFUL", "Thanks"], Sentiment.Read("It was AWFUL. Thanks anyway").Words);

    [Fact]
    public void Any_score_is_within_its_range_and_agrees_with_its_label() =>
        Prop.ForAll<string>(text =>
        {
            var feeling = Sentiment.Read(text ?? "");
            return feeling.Score is >= -1 and <= 1
                && (feeling.Label == SentimentLabel.Positive) == (feeling.Score >= 0.2)
                && (feeling.Label == SentimentLabel.Negative) == (feeling.Score <= -0.2);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Upset_customers_of_the_recordings_are_told_from_thankful_ones()
    {
        Assert.Equal(SentimentLabel.Negative, Sentiment.Read(TriageCorpus.CustomerTurns[("airline-37-0", 0)]).Label);
        Assert.Equal(SentimentLabel.Negative, Sentiment.Read(TriageCorpus.CustomerTurns[("airline-16-0", 0)]).Label);
        Assert.Equal(SentimentLabel.Positive, Sentiment.Read(TriageCorpus.CustomerTurns[("airline-00-0", 30)]).Label);
    }
}

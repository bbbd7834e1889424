using Baton.Core.Classification;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Classification;

public sealed class PersonWishTests
{
    [Theory]
    [InlineData("I want to speak to a human", "speak to a human")]
    [InlineData("Can I talk with a real person, please?", "talk with a real person")]
    [InlineData("transfer me", "transfer me")]
    [InlineData("Please transfer me now.", "transfer me")]
    [InlineData("Connect me directly to your supervisor.", "Connect me directly to your supervisor")]
    [InlineData("I need a manager", "need a manager")]
    [InlineData("give me a live agent", "give me a live agent")]
    [InlineData("I'd like to be transferred to somebody who knows.", "transferred to somebody")]
    [InlineData("Representative!", "Representative")]
    [InlineData("human agent please", "human agent")]
    [InlineData("Why can't I speak to a human?", "speak to a human")]
    [InlineData("I\u2019d rather talk to customer service", "talk to customer service")]
    [InlineData("I don't want a bot, I want a human", "want a human")]
    [InlineData("Is there no human I can talk to?", "Is there no human")]
    [InlineData("Could somebody call me back?", "somebody call me")]
    public void A_wish_is_found_in_the_customers_own_words(string text, string words) =>
        Assert.Equal(words, PersonWish.Find(text)?.Words);

    [Theory]
    [InlineData("I don't need a human")]
    [InlineData("Please don't transfer me to an agent")]
    [InlineData("No need to speak to a manager.")]
    [InlineData("I do not want to talk to a person")]
    [InlineData("I don't think I need a supervisor")]
    [InlineData("Do I have to speak to an agent to change my seat?")]
    [InlineData("When I spoke to a representative last week it was fine")]
    [InlineData("Transfer money to someone else")]
    [InlineData("It was a human error")]
    [InlineData("I need one person added to my booking")]
    [InlineData("I need manager approval at work first")]
    [InlineData("Can someone help me with my order?")]
    [InlineData("My agent code is 12")]
    [InlineData("")]
    public void Its_denial_or_absence_is_not_a_wish(string text) => Assert.Null(PersonWish.Find(text));

    [Theory]
    [InlineData("airline-04-0", 22, "transfer me to a human agent")]
    [InlineData("airline-12-1", 10, "transfer me to someone")]
    [InlineData("airline-16-1", 2, "Is there anyone I can talk")]
    [InlineData("airline-21-2", 12, "talking to a human agent")]
    [InlineData("airline-28-0", 32, "connect me with a human agent")]
    [InlineData("airline-37-2", 16, "Connecting me with a human agent")]
    [InlineData("airline-18-0", 12, "someone else I can talk")]
    [InlineData("airline-36-2", 12, "Is there someone above")]
    [InlineData("retail-08", 17, "speak to a human agent")]
    [InlineData("retail-09", 4, "Isn't there a supervisor")]
    [InlineData("retail-11", 16, "Give me a human")]
    [InlineData("airline-35-0", 8, null)]
    [InlineData("airline-36-0", 6, null)]
    [InlineData("airline-36-1", 6, null)]
    [InlineData("airline-27-0", 2, null)]
    [InlineData("airline-19-0", 12, null)]
    [InlineData("retail-06", 5, null)]
    [InlineData("retail-28", 25, null)]
    public void Recorded_customers_are_understood(string conversation, int turn, string? words) =>
        Assert.Equal(words, PersonWish.Find(TriageCorpus.CustomerTurns[(conversation, turn)])?.Words);

    [Fact]
    public void The_found_words_stand_where_it_says()
    {
        Prop.ForAll<string, string>((before, after) =>
        {
            var text = $"{before}. I want to speak to a human! {after}";
            return PersonWish.Find(text) is { } wish && text.Substring(wish.Start, wish.Words.Length) == wish.Words;
        }).QuickCheckThrowOnFailure();
    }
}

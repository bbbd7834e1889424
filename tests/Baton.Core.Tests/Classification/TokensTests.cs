using Baton.Core.Classification;

namespace Baton.Core.Tests.Classification;

public sealed class TokensTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ...!", "")]
    [InlineData("Don't CANCEL it!", "don't cancel it")]
    [InlineData("I\u2019d pay $40,50 (twice)", "i'd pay 40 50 twice")]
    [InlineData("'quoted' words'", "quoted words")]
    public void Words_are_lower_case_and_keep_their_apostrophes(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Tokens.Words(text)));

    [Fact]
    public void The_order_of_words_matters_to_the_features()
    {
        var first = FeaturesOf("refund order");
        var second = FeaturesOf("order refund");

        Assert.NotEqual(first.Order(), second.Order());
        Assert.Equal(first, FeaturesOf("REFUND, order."));
    }

    private static uint[] FeaturesOf(string text)
    {
        var buffer = new FeatureBuffer();
        Tokens.Collect(text, buffer);
        return [.. buffer.Words, .. buffer.Grams];
    }
}

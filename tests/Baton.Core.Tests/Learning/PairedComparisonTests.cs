using Baton.Core.Learning;

namespace Baton.Core.Tests.Learning;

public sealed class PairedComparisonTests
{
    [Theory]
    [InlineData(10, 2, 0.038574)] // by hand: 2 · (1 + 12 + 66) / 2^12
    [InlineData(6, 0, 0.03125)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 0, 1)]
    public void The_chance_is_that_of_a_fair_coin(int gained, int lost, double p) => Assert.Equal(p, Of(gained, lost, 30).P, 5);

    [Fact]
    public void A_version_is_better_only_when_chance_hardly_explains_it()
    {
        Assert.Equal(PairedVerdict.Better, Of(10, 2, 30).Verdict);
        Assert.Equal(PairedVerdict.Worse, Of(2, 10, 30).Verdict);
        Assert.Equal(PairedVerdict.NoDifference, Of(5, 3, 30).Verdict);
        Assert.Equal(PairedVerdict.TooFew, Of(10, 0, 5).Verdict);
    }

    [Fact]
    public void Its_sentence_says_the_figures_and_what_they_mean()
    {
        Assert.Equal("On 42 messages that it did not learn from, 95.2 % are right, 76.2 % with the version in force: 10 gained, 2 lost (by chance with a probability of 3.9 %). It is better.", Of(10, 2, 30).Sentence);
        Assert.Contains("too few to tell", Of(3, 0, 5).Sentence, StringComparison.Ordinal);
        Assert.Contains("no message", PairedComparison.Of([]).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_differences_are_no_trouble() => Assert.InRange(Of(700, 300, 0).P, 0, 1e-6);

    [Fact]
    public void About_one_text_in_ten_is_held_out_and_always_the_same()
    {
        var held = Enumerable.Range(0, 10_000).Count(i => HeldOut.Is($"where is order {i}?"));

        Assert.InRange(held, 850, 1150);
        Assert.Equal(HeldOut.Is("where is my parcel"), HeldOut.Is("  where is my parcel\n"));
    }

    [Theory]
    [InlineData(96, 100, 0.9016)]
    [InlineData(35, 35, 0.9011)]
    [InlineData(19, 20, 0.7639)]
    [InlineData(0, 0, 0)]
    public void A_share_seen_in_few_cases_is_less_sure(int hits, int all, double bound) => Assert.Equal(bound, Wilson.LowerBound(hits, all), 4);

    private static PairedComparison Of(int gained, int lost, int same) =>
        PairedComparison.Of([.. Enumerable.Repeat((false, true), gained), .. Enumerable.Repeat((true, false), lost), .. Enumerable.Repeat((true, true), same)]);
}

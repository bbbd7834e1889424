using Baton.Web.Frame.Palette;

namespace Baton.Web.Tests.Frame.Palette;

public sealed class PaletteRankTests
{
    [Fact]
    public void Each_step_of_fitting_beats_the_next()
    {
        string[] titles = ["wall", "Wallpaper", "Live wall", "Drywall", "Way along little lanes", "Wheat at all"];
        var ranks = titles.Select(title => PaletteRank.Of("wall", title)).ToList();

        Assert.Equal([12, 10, 8, 6, 4, 2], ranks);
    }

    [Theory]
    [InlineData("li wa", "Live wall")]
    [InlineData("WALL", "Live wall")]
    [InlineData("lw", "Live wall")]
    [InlineData("hdoffs", "Handoffs")]
    public void It_is_found_by_parts_of_words_initials_and_letters_in_order(string text, string title) => Assert.True(PaletteRank.Of(text, title) > 0);

    [Theory]
    [InlineData("xy", "Live wall")]
    [InlineData("ae", "Agents and lanes")]
    [InlineData("wall live x", "Live wall")]
    public void What_does_not_fit_is_not_found(string text, string title) => Assert.Equal(0, PaletteRank.Of(text, title));

    [Fact]
    public void A_title_beats_the_other_words_for_a_thing() => Assert.True(PaletteRank.Of("queue", "Queues") > PaletteRank.Of("queue", "Live wall", "queue people"));

    [Fact]
    public void Groups_stay_whole_and_the_one_with_the_best_fit_comes_first()
    {
        PaletteItem[] found = [new("Go to", "Policy", "/policy", "policy"), new("Agents", "reply", "/agents/reply", "agents"), new("Go to", "Try a reply", "/try", "play"), new("Agents", "reply-two", "/agents/reply-two", "agents")];

        Assert.Equal(["reply", "reply-two", "Try a reply", "Policy"], PaletteOrder.Of("reply", found).Select(i => i.Title));
        Assert.Equal(["Policy", "Try a reply", "reply", "reply-two"], PaletteOrder.Of("", found).Select(i => i.Title));
    }
}

using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;
using Baton.Web.Timeline;

namespace Baton.Web.Tests.Timeline;

public sealed class FacetListsTests
{
    private static readonly Facets Some = new(200, false, [new("message.received", 150), new("invoice.paid", 50)], [], [new("delay", 40)], [new("cooldown:after-support", 40)]);

    [Fact]
    public void Only_facets_with_something_to_choose_are_there_in_the_words_of_the_screen()
    {
        var lists = FacetLists.Of(Some, TimelineFilter.None);

        Assert.Equal(["Verdict", "Type", "Rule"], lists.Select(l => l.Title));
        Assert.Equal(["message in", "invoice.paid"], lists[1].Values.Select(v => v.Text));
        Assert.Equal(MarkKind.Delay, lists[0].Values[0].Mark);
        Assert.Equal("cooldown · after-support", lists[2].Values[0].Text);
        Assert.Equal(0.75, lists[1].Values[0].Share);
    }

    [Fact]
    public void The_filter_in_force_is_marked()
    {
        var lists = FacetLists.Of(Some, new TimelineFilter { Type = "invoice.paid" });

        Assert.Equal(["invoice.paid"], lists.SelectMany(l => l.Values).Where(v => v.IsChosen).Select(v => v.Value));
    }

    [Theory]
    [InlineData(false, "Counted over the newest 5,000 rows of this view.")]
    [InlineData(true, "Counted over all 5,000 rows.")]
    public void It_says_over_what_it_counted(bool isAll, string said) =>
        Assert.Equal(said, FacetLists.Over(new Facets(5_000, isAll, [], [], [], [])));
}

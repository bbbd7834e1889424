using Baton.Web.Frame.Look;
using Baton.Web.Timeline;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Timeline;

public sealed class FoldedRowTests
{
    [Fact]
    public void Neighbours_of_one_cause_become_one_row_that_shows_the_cause()
    {
        var rows = FoldedRow.Fold([Entry(9), Entry(8, root: 6), Entry(7, root: 6), Entry(6), Entry(5)], _ => false);

        Assert.Equal([9, 6, 5], rows.Select(r => r.Entry.Seq));
        Assert.Equal([8, 7], rows[1].Others.Select(o => o.Seq));
    }

    [Fact]
    public void What_stands_between_keeps_them_apart()
    {
        var rows = FoldedRow.Fold([Entry(8, root: 6), Entry(7), Entry(6)], _ => false);

        Assert.Equal([8, 7, 6], rows.Select(r => r.Entry.Seq));
        Assert.All(rows, r => Assert.Empty(r.Others));
    }

    [Fact]
    public void Unfolded_the_others_follow_as_rows_inside_it()
    {
        var rows = FoldedRow.Fold([Entry(8, root: 6), Entry(7, root: 6), Entry(6)], root => root == 6);

        Assert.Equal([(6, false), (8, true), (7, true)], rows.Select(r => (r.Entry.Seq, r.IsInside)));
        Assert.True(rows[0].IsOpen);
    }

    [Fact]
    public void A_folded_row_carries_the_newest_verdict_of_those_in_it()
    {
        var rows = FoldedRow.Fold([Entry(8, root: 6, verdict: "suppress"), Entry(7, root: 6, verdict: "delay"), Entry(6)], _ => false);

        Assert.Equal(MarkKind.Suppress, Assert.Single(rows).Mark);
    }
}

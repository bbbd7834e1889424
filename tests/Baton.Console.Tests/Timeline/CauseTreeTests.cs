using Baton.Web.Timeline;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Timeline;

public sealed class CauseTreeTests
{
    [Fact]
    public void Effects_stand_below_their_cause_in_the_order_of_the_log()
    {
        var nodes = CauseTree.Of([Entry(1), Entry(2, root: 1, cause: 1), Entry(3, root: 1, cause: 1), Entry(4, root: 1, cause: 2)]);

        Assert.Equal([(1, 0), (2, 1), (4, 2), (3, 1)], nodes.Select(n => (n.Entry.Seq, n.Level)));
    }

    [Fact]
    public void One_whose_cause_is_not_there_stands_at_the_top_and_is_not_lost()
    {
        var nodes = CauseTree.Of([Entry(5, root: 1, cause: 1), Entry(6, root: 1, cause: 5)]);

        Assert.Equal([(5, 0), (6, 1)], nodes.Select(n => (n.Entry.Seq, n.Level)));
    }
}

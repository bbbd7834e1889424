using Baton.Engine.Timeline;
using Baton.Web.Timeline;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Timeline;

public sealed class TimeRangeTests
{
    [Fact]
    public void A_named_range_begins_on_a_whole_minute()
    {
        Assert.Equal(Noon.AddHours(-1), TimeRange.From("1h", Noon.AddSeconds(40)));
        Assert.Null(TimeRange.From(null, Noon));
        Assert.Null(TimeRange.From("a while", Noon));
    }

    [Fact]
    public void The_histogram_spans_the_filter_else_the_log_but_never_more_than_a_week_of_it()
    {
        Assert.Equal((Noon.AddHours(-3), Noon), TimeRange.Shown(TimelineFilter.None, Noon.AddHours(-3), Noon));
        Assert.Equal((Noon.AddDays(-7), Noon), TimeRange.Shown(TimelineFilter.None, Noon.AddDays(-90), Noon));
        Assert.Equal((Noon.AddDays(-30), Noon.AddDays(-29)), TimeRange.Shown(new TimelineFilter { From = Noon.AddDays(-30), To = Noon.AddDays(-29) }, Noon.AddDays(-90), Noon));
    }
}

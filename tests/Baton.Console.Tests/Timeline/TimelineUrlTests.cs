using Baton.Engine.Timeline;
using Baton.Web.Timeline;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Timeline;

public sealed class TimelineUrlTests
{
    [Fact]
    public void A_filter_is_an_address_that_says_only_what_it_filters() =>
        Assert.Equal("/timeline?agent=out%20reach&rule=cooldown%3Aafter-support&from=2026-11-21T12%3A00%3A00Z&seq=7",
            TimelineUrl.Of(new TimelineFilter { Agent = "out reach", Rule = "cooldown:after-support", From = Noon }, 7));

    [Fact]
    public void Times_are_read_as_they_are_written()
    {
        Assert.Equal(Noon, TimelineUrl.Time(TimelineUrl.Exact(Noon)));
        Assert.Null(TimelineUrl.Time("yesterday"));
        Assert.Null(TimelineUrl.Time(null));
    }

    [Fact]
    public void Every_filter_in_force_is_a_chip() =>
        Assert.Equal(["customer", "verdict", "q"], TimelineUrl.Chips(new TimelineFilter { Customer = "cus_1", Verdict = "delay", Query = "refund" }).Select(c => c.Name));

    [Fact]
    public void A_run_stands_in_the_address_and_as_a_chip()
    {
        var filter = new TimelineFilter { Run = "run-7" };

        Assert.Equal("/timeline?run=run-7", TimelineUrl.Of(filter));
        Assert.Equal(("run", "run", "run-7"), Assert.Single(TimelineUrl.Chips(filter)));
    }
}

using Baton.Engine.Customers;
using Baton.Web.Customers;
using Baton.Web.Frame.Look;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Customers;

public sealed class LanesViewTests
{
    private static readonly CustomerStory Story = new(
        [
            Entry(3_600, verdict: "delay", actor: "agent:outreach"),
            Entry(1_800, actor: "person:grace@example.com"),
            Entry(0),
        ],
        [new("hold:open-case", Noon.AddMinutes(30), null), new("cooldown:after-support", Noon.AddMinutes(30), Noon.AddHours(48)), new("cooldown:after-support", Noon.AddDays(-9), Noon.AddDays(-7))],
        IsWhole: true);

    private readonly LanesView _view = LanesView.Of(Story, Noon.AddHours(2));

    [Fact]
    public void Each_who_acted_has_a_lane_the_customers_side_first()
    {
        Assert.Equal(["urn:shop", "outreach", "grace@example.com"], _view.Lanes.Select(l => l.Actor.Split(':', 2)[1]));
        Assert.Equal(MarkKind.Delay, _view.Lanes[1].Points[0].Mark);
    }

    [Fact]
    public void Time_runs_to_the_right_and_a_little_beyond_now()
    {
        Assert.Equal(0, _view.Lanes[0].Points[0].At);
        Assert.InRange(_view.Lanes[1].Points[0].At, 46, 47);
        Assert.InRange(_view.Now, 92, 93);
    }

    [Fact]
    public void A_hold_without_end_reaches_the_edge_and_what_was_over_before_is_left_out()
    {
        Assert.Equal(2, _view.Bars.Count);
        Assert.All(_view.Bars, bar => Assert.Equal(100, bar.Left + bar.Width, 3));
        Assert.Equal(2, _view.Strips);
    }

    [Fact]
    public void Nothing_happened_is_an_empty_view() => Assert.Empty(LanesView.Of(new CustomerStory([], [], true), Noon).Lanes);
}

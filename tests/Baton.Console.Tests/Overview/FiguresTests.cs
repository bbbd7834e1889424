using Baton.Engine.Storage.Upkeep;
using Baton.Engine.Timeline;
using Baton.Web.Overview;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Overview;

public sealed class FiguresTests
{
    [Fact]
    public void The_fullest_minute_fills_the_height_and_the_totals_add_up()
    {
        var flow = VerdictFlow.Of([Minute(0, ("allow", 6), ("delay", 2)), Minute(1, ("allow", 2), ("in", 50))]);

        Assert.Equal([75.0, 25.0], flow.Minutes[0].Slices.Select(s => s.Height));
        Assert.Equal(10, flow.All);
        Assert.Equal((8, 2, 0), (flow.Totals["allow"], flow.Totals["delay"], flow.Totals["suppress"]));
    }

    [Fact]
    public void The_map_shows_the_agents_and_rules_that_were_held_back_most()
    {
        var map = ConflictMap.Of([new("outreach", "cooldown:after-support", 25), new("campaigns", "hold:escalation", 100), new("outreach", "hold:escalation", 1)]);

        Assert.Equal(["campaigns", "outreach"], map.Agents);
        Assert.Equal(["hold:escalation", "cooldown:after-support"], map.Rules);
        Assert.Equal(1, map.Cells[("campaigns", "hold:escalation")].Shade);
        Assert.Equal(0.5, map.Cells[("outreach", "cooldown:after-support")].Shade);
        Assert.Equal(126, map.Total);
    }

    [Fact]
    public void A_count_that_does_not_balance_says_so()
    {
        var right = FlowProof.Of(new Ledger(new(10, 7, 1), new(10, 7, 1), 0), Noon);
        var wrong = FlowProof.Of(new Ledger(new(10, 7, 1), new(10, 7, 1), 2), Noon);

        Assert.Equal((true, "Counted in the log itself: 10 = 7 + 2 + 1."), (right.Balances, right.Text));
        Assert.Equal((false, "The log says 10 = 7 + 2 + 1; 2 wait for nothing that is open."), (wrong.Balances, wrong.Text));
    }

    private static FlowMinute Minute(int minute, params (string Name, long Count)[] counts) => new(Noon.AddMinutes(minute), counts.ToDictionary(c => c.Name, c => c.Count, StringComparer.Ordinal));
}

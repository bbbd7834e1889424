using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Engine.Handoffs;
using Baton.Web.Overview;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Overview;

public sealed class NeedsTests
{
    private static readonly HandoffCounts Quiet = new(0, 0, 0, 0);

    [Fact]
    public void Nothing_needs_anybody_when_all_is_well() =>
        Assert.Empty(Needs.Of(Quiet, null, [Agent("reply") with { LastHour = new(100, 98, 2, 0, null, null), Open = 3 }], 0, 0, Noon));

    [Fact]
    public void What_is_late_or_broken_comes_first()
    {
        var needs = Needs.Of(new HandoffCounts(3, 0, 0, 3), null, [Agent("reply") with { LastHour = new(50, 41, 9, 0, null, null) }], 2, 0, Noon);

        Assert.Equal(["reply fails 18 % of its tasks", "3 handoffs wait", "2 events were set aside"], needs.Select(n => n.Text));
        Assert.Equal([true, false, false], needs.Select(n => n.IsUrgent));
    }

    [Fact]
    public void Few_failures_of_few_tasks_are_no_alarm() =>
        Assert.Empty(Needs.Of(Quiet, null, [Agent("reply") with { LastHour = new(4, 2, 2, 0, null, null) }], 0, 0, Noon));

    [Fact]
    public void An_agent_that_nobody_runs_is_told_when_work_waits_for_it()
    {
        var needs = Needs.Of(Quiet, null, [Agent("reply") with { Definition = new AgentDefinition { Name = "reply", Department = "support", Paused = true }, Open = 4 }, Agent("ghost") with { Definition = null, Open = 1 }], 0, 0, Noon);

        Assert.Equal([("reply is paused", "4 tasks wait for it"), ("Nobody has defined ghost", "1 task waits for it")], needs.Select(n => (n.Text, n.Detail!)));
    }

    private static AgentLine Agent(string name) => new() { Name = name, Definition = new AgentDefinition { Name = name, Department = "support" } };
}

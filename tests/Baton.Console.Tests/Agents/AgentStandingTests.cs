using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Limits;
using Baton.Web.Agents;

namespace Baton.Web.Tests.Agents;

public sealed class AgentStandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private static AgentLine Agent(AgentKind kind = AgentKind.Pull, bool paused = false) =>
        new() { Name = "reply", Definition = new AgentDefinition { Name = "reply", Department = "support", Kind = kind, Paused = paused } };

    [Fact]
    public void With_nothing_in_hand_it_is_idle() => Assert.Equal(AgentState.Idle, AgentStanding.Of(Agent(), Now).State);

    [Fact]
    public void With_a_task_in_hand_it_works() => Assert.Equal(AgentState.Working, AgentStanding.Of(Agent() with { Open = 1, Leased = 1, Oldest = Now.AddHours(-1) }, Now).State);

    [Theory]
    [InlineData(4, AgentState.Working)]
    [InlineData(6, AgentState.Idle)]
    public void It_counts_as_at_work_for_five_minutes_so_that_states_do_not_flicker(int minutesAgo, AgentState expected) =>
        Assert.Equal(expected, AgentStanding.Of(Agent(AgentKind.BuiltIn) with { LastAct = Now.AddMinutes(-minutesAgo) }, Now).State);

    [Fact]
    public void Tasks_that_nobody_fetches_are_said()
    {
        var standing = AgentStanding.Of(Agent() with { Open = 3, Oldest = Now.AddMinutes(-4) }, Now);

        Assert.Equal((AgentState.Idle, "3 tasks wait, none fetched for 4 min"), (standing.State, standing.Detail));
    }

    [Theory]
    [InlineData(20, 2, AgentState.Failing)]
    [InlineData(20, 1, AgentState.Idle)]
    [InlineData(4, 4, AgentState.Idle)]
    public void One_failure_in_ten_of_five_or_more_is_failing(int finished, int failed, AgentState expected) =>
        Assert.Equal(expected, AgentStanding.Of(Agent() with { LastHour = new AgentFigures(finished, finished - failed, failed, 0, null, null) }, Now).State);

    [Fact]
    public void Paused_comes_before_failing()
    {
        var standing = AgentStanding.Of(Agent(paused: true) with { Open = 1, LastHour = new AgentFigures(10, 0, 10, 0, null, null) }, Now);

        Assert.Equal((AgentState.Paused, "1 task waits for it"), (standing.State, standing.Detail));
    }

    [Fact]
    public void While_its_breaker_is_open_it_is_left_alone_and_says_until_when_and_why()
    {
        var broken = new BreakerStanding(BreakerState.Open, Now, Now.AddSeconds(30), "no answer in time");

        Assert.Equal((AgentState.LeftAlone, "Left alone"), (AgentStanding.Of(Agent(), Now, broken).State, AgentStanding.Of(Agent(), Now, broken).Word));
        Assert.EndsWith(": no answer in time", AgentStanding.Of(Agent(), Now, broken).Detail, StringComparison.Ordinal);
        Assert.StartsWith("the next call tries", AgentStanding.Of(Agent(), Now.AddMinutes(1), broken).Detail, StringComparison.Ordinal);
        Assert.Equal(AgentState.Idle, AgentStanding.Of(Agent(), Now, new BreakerStanding(BreakerState.Closed)).State);
    }

    [Fact]
    public void A_name_without_a_definition_says_who_uses_it()
    {
        Assert.Equal("2 tasks wait for it", AgentStanding.Of(new AgentLine { Name = "ghost", Open = 2 }, Now).Detail);
        Assert.Equal("named by the rule leads", AgentStanding.Of(new AgentLine { Name = "ghost", NamedBy = ["leads"] }, Now).Detail);
        Assert.Equal(AgentState.Undefined, AgentStanding.Of(new AgentLine { Name = "ghost" }, Now).State);
    }
}

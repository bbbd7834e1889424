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

    [Theory]
    [InlineData(BreakerState.Open, 30, "until 09:00:30 UTC, 7 of 10 calls failed")]
    [InlineData(BreakerState.Open, 86_400, "until Sun 22 Nov 09:00 UTC, 7 of 10 calls failed")]
    [InlineData(BreakerState.Open, 0, "one call tries whether it works again, 7 of 10 calls failed")]
    [InlineData(BreakerState.HalfOpen, 30, "one call tries whether it works again, 7 of 10 calls failed")]
    public void Left_alone_it_says_until_when_and_why(BreakerState state, int seconds, string words)
    {
        var standing = AgentStanding.Of(Agent(AgentKind.BuiltIn), Now, new AgentHealth(new BreakerStanding(state, Now, Now.AddSeconds(seconds), "HTTP 500", 7, 10), 0, 0, null));

        Assert.Equal((AgentState.LeftAlone, "Left alone", words), (standing.State, standing.Word, standing.Detail));
    }

    [Fact]
    public void Tasks_that_its_rate_or_budget_holds_back_are_said_until_when()
    {
        var standing = AgentStanding.Of(Agent(AgentKind.BuiltIn) with { Open = 2 }, Now, new AgentHealth(new BreakerStanding(BreakerState.Closed), 0, 2, Now.AddMinutes(1)));

        Assert.Equal(("Held back", "2 tasks wait until 09:01:00 UTC, by its rate or its budget"), (standing.Word, standing.Detail));
    }

    [Fact]
    public void Paused_comes_before_failing()
    {
        var standing = AgentStanding.Of(Agent(paused: true) with { Open = 1, LastHour = new AgentFigures(10, 0, 10, 0, null, null) }, Now);

        Assert.Equal((AgentState.Paused, "1 task waits for it"), (standing.State, standing.Detail));
    }

    [Fact]
    public void A_name_without_a_definition_says_who_uses_it()
    {
        Assert.Equal("2 tasks wait for it", AgentStanding.Of(new AgentLine { Name = "ghost", Open = 2 }, Now).Detail);
        Assert.Equal("named by the rule leads", AgentStanding.Of(new AgentLine { Name = "ghost", NamedBy = ["leads"] }, Now).Detail);
        Assert.Equal(AgentState.Undefined, AgentStanding.Of(new AgentLine { Name = "ghost" }, Now).State);
    }
}

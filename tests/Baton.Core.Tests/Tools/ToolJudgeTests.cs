using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Tools;

namespace Baton.Core.Tests.Tools;

public sealed class ToolJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly ToolDefinition Lookup = new()
    {
        Name = "refund-lookup",
        Description = "Finds refunds.",
        Arguments = JsonElement.Parse("""{"type":"object","properties":{"order":{"type":"string"}},"required":["order"]}"""),
    };

    [Fact]
    public void A_granted_tool_may_be_used_with_the_arguments_it_wants()
    {
        var grant = new ToolGrant { Tool = "refund-*" };

        Assert.Equal(new ToolVerdict(grant), Judge(Lookup, [grant]));
    }

    [Fact]
    public void What_was_not_granted_is_denied_and_so_is_what_there_is_not()
    {
        Assert.Equal(ToolDenial.NotGranted, Judge(Lookup, [new ToolGrant { Tool = "refund" }]).Denial);
        Assert.Equal(ToolDenial.Unknown, Judge(null, [new ToolGrant { Tool = "*" }]).Denial);
    }

    [Fact]
    public void A_paused_agent_uses_nothing() => Assert.Equal(ToolDenial.Paused, Judge(Lookup, [new ToolGrant { Tool = "*" }], isPaused: true).Denial);

    [Fact]
    public void Who_may_only_read_does_not_get_a_tool_that_changes_something()
    {
        var refund = Lookup with { Writes = true };

        Assert.Equal(ToolDenial.ReadOnly, Judge(refund, [new ToolGrant { Tool = "refund-lookup" }]).Denial);
        Assert.True(Judge(refund, [new ToolGrant { Tool = "*" }, new ToolGrant { Tool = "refund-lookup", Write = true }]).IsAllowed);
    }

    [Fact]
    public void A_condition_is_held_against_the_customer_and_its_denial_says_it_in_words()
    {
        var grant = new ToolGrant { Tool = "refund-lookup", When = JsonElement.Parse("""{"field":"customer.plan","op":"eq","value":"enterprise"}""") };

        Assert.True(Judge(Lookup, [grant], plan: "enterprise").IsAllowed);
        var denied = Judge(Lookup, [grant], plan: "basic");
        Assert.Equal(ToolDenial.Condition, denied.Denial);
        Assert.StartsWith("reply may not use refund-lookup: granted only while ", denied.SayFor("reply", "refund-lookup"), StringComparison.Ordinal);
        Assert.Contains("enterprise", denied.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_grants_the_first_that_holds_lets_it()
    {
        var narrow = new ToolGrant { Tool = "refund-lookup", When = JsonElement.Parse("""{"field":"customer.plan","op":"eq","value":"enterprise"}"""), Max = 100 };
        var wide = new ToolGrant { Tool = "*", Max = 1 };

        Assert.Equal(100, Judge(Lookup, [narrow, wide], plan: "enterprise").Grant?.Max);
        Assert.Equal(1, Judge(Lookup, [narrow, wide], plan: "basic").Grant?.Max);
    }

    [Fact]
    public void Arguments_that_break_the_schema_or_are_too_large_are_denied_with_what_is_wrong()
    {
        var wrong = Judge(Lookup, [new ToolGrant { Tool = "*" }], arguments: "{}");
        var large = Judge(Lookup, [new ToolGrant { Tool = "*" }], arguments: $$"""{"order":"{{new string('x', ToolJudge.LongestArguments)}}"}""");

        Assert.Equal(ToolDenial.Arguments, wrong.Denial);
        Assert.Contains("order", wrong.Because, StringComparison.Ordinal);
        Assert.Equal(ToolDenial.TooLarge, large.Denial);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void A_grant_with_a_rate_lets_as_many_uses_as_it_says(int used, bool isAllowed)
    {
        var verdict = ToolJudge.Rated(new ToolVerdict(new ToolGrant { Tool = "*", Max = 3 }), used);

        Assert.Equal(isAllowed, verdict.IsAllowed);
        if (!isAllowed) Assert.Equal($"3 uses in 1 h are granted, and {used} were made", verdict.Because);
    }

    private static ToolVerdict Judge(ToolDefinition? tool, ImmutableArray<ToolGrant> grants, string plan = "basic", string arguments = """{"order":"A-1"}""", bool isPaused = false)
    {
        var agent = new AgentDefinition { Name = "reply", Department = "support", Tools = grants };
        var customer = CustomerState.New("c1") with
        {
            Attributes = ImmutableSortedDictionary<string, AttributeValue>.Empty.Add("plan", new AttributeValue(JsonSerializer.SerializeToElement(plan), "person:olga", Now)),
        };
        var message = new Event { Source = "urn:test", Id = "1", Type = EventTypes.MessageReceived, Time = Now, Received = Now, Actor = Actor.Channel("urn:test") };
        return ToolJudge.Judge(new ToolAsk(agent, isPaused, "refund-lookup", tool, new Facts(Now, customer, message, Agent: agent), JsonElement.Parse(arguments)));
    }
}

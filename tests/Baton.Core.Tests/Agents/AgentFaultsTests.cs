using System.Collections.Frozen;
using Baton.Core.Agents;

namespace Baton.Core.Tests.Agents;

public sealed class AgentFaultsTests
{
    [Fact]
    public void A_circle_of_fallbacks_and_seniors_is_refused_and_shown()
    {
        var agents = Known(Agent("b", fallback: "c"), Agent("c", senior: "a"));

        var fault = Assert.Single(AgentFaults.Of(Agent("a", fallback: "b"), agents));

        Assert.Equal("/fallback", fault.Pointer);
        Assert.Contains("a → b → c → a", fault.Detail, StringComparison.Ordinal);
        Assert.Equal("/senior", Assert.Single(AgentFaults.Of(Agent("a", senior: "c"), agents)).Pointer);
    }

    [Fact]
    public void What_an_agent_named_before_does_not_count()
    {
        var agents = Known(Agent("a", fallback: "b"), Agent("b"));

        Assert.Empty(AgentFaults.Of(Agent("a", fallback: null), agents));
        Assert.Empty(AgentFaults.Of(Agent("a", fallback: "b"), agents));
        Assert.NotEmpty(AgentFaults.Of(Agent("b", fallback: "a"), agents));
    }

    [Fact]
    public void An_agent_that_nobody_has_defined_may_be_named() => Assert.Empty(AgentFaults.Of(Agent("a", fallback: "later"), Known()));

    [Fact]
    public void A_circle_that_is_there_all_the_same_is_walked_only_in_the_order_of_names()
    {
        var circle = new[] { Agent("a", fallback: "b"), Agent("b", fallback: "c"), Agent("c", fallback: "a") }.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

        Assert.True(AgentChains.MayGo("a", "b", circle));
        Assert.True(AgentChains.MayGo("b", "c", circle));
        Assert.False(AgentChains.MayGo("c", "a", circle));
    }

    private static AgentDefinition Agent(string name, string? fallback = null, string? senior = null) => new() { Name = name, Department = "support", Fallback = fallback, Senior = senior };

    private static Dictionary<string, AgentDefinition> Known(params AgentDefinition[] agents) => agents.ToDictionary(a => a.Name, StringComparer.Ordinal);
}

using System.Collections.Frozen;
using Baton.Core.Agents;
using Baton.Core.Agents.Experiments;
using Baton.Core.Deciding;
using Baton.Core.Policies;

namespace Baton.Core.Tests.Agents;

public sealed class AgentVersionsTests
{
    [Fact]
    public void Each_customer_has_one_version_however_often_it_is_asked_and_the_share_is_about_what_was_wanted()
    {
        var config = Config(share: 10);
        var customers = Enumerable.Range(0, 5_000).Select(i => $"cus_{i:D16}").ToList();

        var tried = customers.Where(c => config.VersionFor("reply", c) == 4).ToHashSet();

        Assert.InRange(tried.Count, 420, 580);
        Assert.All(customers, c => Assert.Equal(tried.Contains(c) ? 4 : 0, config.VersionFor("reply", c)));
        Assert.Subset(customers.Where(c => Config(share: 30).VersionFor("reply", c) == 4).ToHashSet(), tried);
    }

    [Fact]
    public void Work_goes_on_with_the_version_it_began_with_and_with_the_one_in_force_when_that_is_long_gone()
    {
        var config = Config(share: 10);

        Assert.Equal("v2", config.Agent("reply", 2)!.Description);
        Assert.Equal("v4", config.Agent("reply", 4)!.Description);
        Assert.Equal("v3", config.Agent("reply", 1)!.Description);
        Assert.Equal("v3", config.Agent("reply", 0)!.Description);
    }

    [Fact]
    public void A_pause_holds_for_every_version()
    {
        var config = Config(share: 10);
        config = config with { Agents = config.Agents.Values.Select(a => a with { Paused = true }).ToFrozenDictionary(a => a.Name) };

        Assert.True(config.Agent("reply", 2)!.Paused);
    }

    [Fact]
    public void Only_the_last_twenty_are_kept_and_numbers_are_never_used_twice()
    {
        var versions = Enumerable.Range(1, 50).Aggregate(AgentVersions.None, (all, v) => all.With(Agent(v)));

        Assert.Equal(Enumerable.Range(31, 20), versions.Past.Select(p => p.Version));
        Assert.Equal(52, versions.Next(Agent(51)));
        Assert.Equal(51, versions.Next(Agent(7)));
    }

    private static AgentDefinition Agent(int version) => new() { Name = "reply", Department = "support", Description = $"v{version}", Version = version };

    private static WorkspaceConfig Config(int share) => new()
    {
        Workspace = "default",
        Policy = PolicyReader.Read(PolicyReader.Beginning, 1),
        Agents = new[] { Agent(3) }.ToFrozenDictionary(a => a.Name),
        Versions = new Dictionary<string, AgentVersions>(StringComparer.Ordinal)
        {
            ["reply"] = AgentVersions.None.With(Agent(2)) with { Experiment = new Experiment { Candidate = Agent(4), Share = share, Since = 1, Begun = DateTimeOffset.UnixEpoch } },
        }.ToFrozenDictionary(),
    };
}

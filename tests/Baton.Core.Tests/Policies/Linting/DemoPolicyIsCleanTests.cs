using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Core.Tests.Conditions;
using Baton.Core.Tests.Walls;

namespace Baton.Core.Tests.Policies.Linting;

public sealed partial class DemoPolicyIsCleanTests
{
    private static readonly Policy Demo = PolicyReader.Read(SourceTree.Read("src", "Baton.Engine", "Demo", "demo-policy.json"), 1);

    [Fact]
    public void Nothing_is_said_about_the_demos_policy_among_its_agents()
    {
        var agents = DemoAgents().ToList();

        Assert.Equal(10, agents.Count);
        Assert.Equal([], Linter.Lint(Demo, new World { Agents = [.. agents] }).Select(f => f.Sentence));
    }

    [Fact]
    public void Nothing_is_said_about_it_where_nothing_is_known() => Assert.Equal([], Linter.Lint(Demo, World.Unknown).Select(f => f.Sentence));

    [Fact]
    public void Nothing_is_said_about_it_when_the_demo_has_only_begun()
    {
        var seen = Enumerable.Range(0, 50).Aggregate(ObservedFields.None, (all, _) => all.See(Ask.Message("hello")));
        seen = seen.See(CustomerState.New("c") with { Attributes = ImmutableSortedDictionary<string, AttributeValue>.Empty.Add("name", new AttributeValue(JsonElement.Parse("\"Ana\""), "channel:shop", default)) });

        Assert.Equal([], Linter.Lint(Demo, new World { Agents = [.. DemoAgents()], Observed = seen }).Select(f => f.Sentence));
    }

    [Fact]
    public void Nothing_is_said_about_the_policy_with_which_a_workspace_begins() => Assert.Empty(Linter.Lint(PolicyReader.Read(PolicyReader.Beginning, 1), Draft.Company));

    [Fact]
    public void Without_one_of_its_agents_it_could_not_be_published()
    {
        var refusals = Linter.Refusals(Demo, new World { Agents = [.. DemoAgents().Where(a => a.Definition.Name != "triage")] });

        Assert.Equal(("/routing/1/to/agent", "Rule then-triage sends its events to the agent triage, and there is none of that name."), (Assert.Single(refusals).Pointer, refusals[0].Detail));
    }

    // As the demo defines them, read from its source, since it stands in another project.
    private static IEnumerable<KnownAgent> DemoAgents() =>
        from Match agent in Definition().Matches(SourceTree.Read("src", "Baton.Engine", "Demo", "DemoAgents.cs"))
        select new KnownAgent(new AgentDefinition { Name = agent.Groups[1].Value, Department = agent.Groups[2].Value });

    [GeneratedRegex("""^\s+(?:BuiltIn|Elsewhere)\("([a-z]+)", "([a-z]+)",""", RegexOptions.Multiline)]
    private static partial Regex Definition();
}

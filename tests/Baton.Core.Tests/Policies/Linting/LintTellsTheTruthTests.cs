using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Core.Routing;
using Baton.Core.Tests.Conditions.Reasoning;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Policies.Linting;

/// <summary>What lint says of a rule is so when the router and the judge decide by it.</summary>
public sealed class LintTellsTheTruthTests
{
    private const string Contact = "action.kind startsWith 'contact.'";

    [Fact]
    public void A_rule_that_never_gets_an_event_gets_none_of_many_and_the_event_shown_goes_elsewhere()
    {
        var unreachable = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var chance = new ChanceConditions(seed, ConditionPlace.Routing);
            var policy = PolicyReader.Read(new JsonObject { ["routing"] = new JsonArray([.. Enumerable.Range(0, 6).Select(i => new JsonObject { ["id"] = $"r{i}", ["when"] = chance.Json(2), ["to"] = new JsonObject { ["agent"] = $"a{i % 3}" } })]) }.ToJsonString(), 1);
            var never = Linter.Lint(policy, World.Unknown).Where(f => f.Kind.Code is "route-unreachable" or "always-false").ToList();
            var ids = never.Select(f => f.Rules[0]["routing:".Length..]).ToHashSet(StringComparer.Ordinal);
            unreachable += never.Count(f => f.Kind.Code == "route-unreachable");
            Assert.All(never.Where(f => f.Example is not null), f => Assert.NotEqual(f.Rules[0], "routing:" + Find(policy, f.Example!.Facts)));
            for (var i = 0; i < 80; i++) Assert.DoesNotContain(Find(policy, chance.Facts()) ?? "nobody", ids);
        }

        Assert.True(unreachable > 20, $"{unreachable} unreachable");
    }

    [Fact]
    public void Two_rules_that_overlap_both_match_the_event_shown_and_the_first_gets_it()
    {
        var finding = Assert.Single(new Draft().Route("refund", "event.text containsAny ['refund']").Route("outage", "event.text containsAny ['outage']", "triage").Lint(), f => f.Kind.Code == "routes-overlap");
        var policy = new Draft().Route("refund", "event.text containsAny ['refund']").Route("outage", "event.text containsAny ['outage']", "triage").Read();

        Assert.All(policy.Routing, rule => Assert.True(rule.When.Holds(finding.Example!.Facts)));
        Assert.Equal("refund", Find(policy, finding.Example!.Facts));
    }

    [Theory, InlineData("PT72H", true), InlineData("PT48H", false)]
    public void A_cap_that_is_said_to_be_out_of_reach_changes_nothing(string cooldown, bool outOfReach)
    {
        var draft = new Draft().Cooldown("apart", "event.type eq 'contact.sent'", Contact, cooldown, "suppress").Cap("three", Contact, 3, "P7D", "suppress");
        var without = new Draft().Cooldown("apart", "event.type eq 'contact.sent'", Contact, cooldown, "suppress");

        Assert.Equal(outOfReach, draft.Lint().Any(f => f.Kind.Code == "cap-unreachable"));
        Assert.Equal(outOfReach, Ask(draft).Select(r => r.Verdict).SequenceEqual(Ask(without).Select(r => r.Verdict)));
    }

    [Theory, InlineData(1, true), InlineData(2, false)]
    public void A_cooldown_that_is_said_to_be_moot_changes_nothing(int max, bool moot)
    {
        var draft = new Draft().Cooldown("day", "event.type eq 'contact.sent'", Contact, "PT24H", "suppress").Cap("week", Contact, max, "P7D", "suppress");

        var without = new Draft().Cap("week", Contact, max, "P7D", "suppress");
        Assert.Equal(moot, draft.Lint().Any(f => f.Kind.Code == "cooldown-moot"));
        Assert.Equal(moot, Ask(draft).Select(r => r.Verdict).SequenceEqual(Ask(without).Select(r => r.Verdict)));
    }

    [Fact]
    public void A_rule_that_is_said_to_be_overruled_is_never_named()
    {
        var policy = new Draft().Guardrail("never", "action.data.amount gt 100").Approval("ask", "action.data.amount gt 500");
        Assert.Contains(policy.Lint(), f => f.Kind.Code == "rule-overruled");
        var story = new Story(policy.Document);

        Assert.Equal(["never", "never", null], new[] { 600, 200, 50 }.Select(amount => story.Propose("outreach", "refund", data: new { amount }).Rule?.Id));
    }

    // Somebody asks every hour for three weeks.
    private static List<Ruling> Ask(Draft draft)
    {
        var story = new Story(draft.Document);
        var rulings = new List<Ruling>();
        for (var hour = 0; hour < 21 * 24; hour++)
        {
            rulings.Add(story.Propose("outreach"));
            story.Wait(TimeSpan.FromHours(1));
        }

        return rulings;
    }

    private static string? Find(Policy policy, Facts facts)
    {
        var config = new WorkspaceConfig { Workspace = "default", Policy = policy, Agents = facts.Agent is { } agent ? new[] { agent }.ToFrozenDictionary(a => a.Name) : FrozenDictionary<string, Core.Agents.AgentDefinition>.Empty };
        return Router.Find(facts.Event!, facts.Customer, config, facts.Now).Found?.Rule.Id;
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Core.Rollouts;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Rollouts;

public sealed class CanaryTests
{
    private const string Contacts = """{ "field": "action.kind", "op": "startsWith", "value": "contact." }""";

    // Of this share, c1 of a story is in one and not in the other.
    private static readonly int In = Enumerable.Range(1, 99).First(share => Cohort.Has("guardrail:never", "c1", share));

    [Fact]
    public void For_the_customers_in_its_share_a_rule_in_canary_decides()
    {
        var ruling = new Story(Never(In)).Propose("outreach");

        Assert.Equal((Verdict.Suppress, "never"), (ruling.Verdict, ruling.Rule?.Id));
        var finding = ruling.Considered.Single(f => f.Id == "never");
        Assert.Equal((RuleMode.Enforced, CanaryGroup.Inside), (finding.Mode, finding.Canary));
    }

    [Fact]
    public void For_all_others_it_is_in_shadow_and_what_it_would_have_said_is_recorded()
    {
        var ruling = new Story(Never(In - 1)).Propose("outreach");

        Assert.Equal(Verdict.Allow, ruling.Verdict);
        var finding = ruling.Considered.Single(f => f.Id == "never");
        Assert.Equal((true, Verdict.Suppress, RuleMode.Shadow, CanaryGroup.Outside), (finding.Matched, finding.Verdict, finding.Mode, finding.Canary));
    }

    [Fact]
    public void A_hold_in_canary_is_in_force_only_where_it_decides()
    {
        var share = Enumerable.Range(1, 99).First(s => Cohort.Has("hold:vip", "c1", s));
        foreach (var (given, expected) in new[] { (share, 1), (share - 1, 0) })
        {
            var story = new Story($$"""{ "holds": [ { "id": "vip", "while": { "field": "customer.vip", "op": "eq", "value": true }, "blocks": {{Contacts}}, {{Mode(given)}} } ] }""");
            story.Tell("customer.updated", new { attributes = new { vip = true } });
            Assert.Equal(expected, story.State.Holds.Length);
            Assert.Equal(expected, Clocks.Of(story.State, story.Config.Policy, story.Now).Holds.Length);
        }
    }

    [Fact]
    public void A_routing_rule_in_canary_routes_its_customers_and_says_of_others_where_it_would_have()
    {
        var share = Enumerable.Range(1, 99).First(s => Cohort.Has("routing:new", "c1", s));

        var inside = new Story(Routes(Mode(share))).Tell("message.received", new { text = "hello" });
        var outside = new Story(Routes(Mode(share - 1))).Tell("message.received", new { text = "hello" });
        var shadow = new Story(Routes("\"mode\": \"shadow\"")).Tell("message.received", new { text = "hello" });

        Assert.Equal("promo", inside.Route?.Agent);
        Assert.Equal("care", outside.Route?.Agent);
        Assert.Equal(new WouldHave("new", "agent:promo", CanaryGroup.Outside), Assert.Single(outside.Would));
        Assert.Equal(new WouldHave("new", "agent:promo"), Assert.Single(shadow.Would));
    }

    [Fact]
    public void A_version_that_is_tried_decides_for_its_share_and_each_decision_names_the_version()
    {
        var share = Enumerable.Range(1, 99).First(s => Cohort.Has("version:2", "c1", s));
        foreach (var (given, version) in new[] { (share, 2), (share - 1, 1) })
        {
            var story = new Story(Never(100).Replace(Mode(100), "\"enabled\": true", StringComparison.Ordinal).Replace("suppress", "escalate", StringComparison.Ordinal));
            story.Try(PolicyReader.Read(Never(100).Replace(Mode(100), "\"enabled\": true", StringComparison.Ordinal), 2), given);
            var ruling = story.Propose("outreach");
            Assert.Equal((version == 2 ? Verdict.Suppress : Verdict.Escalate, version), (ruling.Verdict, ruling.Rule?.Policy));
        }
    }

    [Fact]
    public void A_version_that_is_tried_and_stopped_counts_cooldowns_from_what_happened_before()
    {
        var share = Enumerable.Range(1, 99).First(s => Cohort.Has("version:2", "c1", s));
        var story = new Story();
        story.Tell("case.opened", new { @case = "1" });
        story.Tell("case.resolved", new { @case = "1" });
        story.Wait(TimeSpan.FromHours(1));
        story.Try(PolicyReader.Read($$"""{ "cooldowns": [ { "id": "after", "after": { "field": "event.type", "op": "eq", "value": "case.resolved" }, "blocks": {{Contacts}}, "for": "PT48H" } ] }""", 2), share);

        Assert.Equal(Verdict.Delay, story.Propose("outreach").Verdict);
        story.StopTrying();
        Assert.Equal(Verdict.Allow, story.Propose("outreach", id: "again").Verdict);
    }

    [Fact]
    public void A_version_in_shadow_decides_nothing_and_says_what_it_would_have_where_that_differs()
    {
        var story = new Story("""{ "departments": ["support"] }""");
        story.Try(PolicyReader.Read(Never(100).Replace(Mode(100), "\"enabled\": true", StringComparison.Ordinal), 2), share: 0);

        var asked = story.Propose("outreach");
        var other = story.Propose("outreach", kind: "refund", purpose: null);

        Assert.Equal(Verdict.Allow, asked.Verdict);
        var would = story.Log[^2].Decision.WouldByVersion;
        Assert.Equal((2, "suppress"), (would?.Policy, would?.Says));
        Assert.StartsWith("Guardrail never: ", would!.Reason, StringComparison.Ordinal);
        Assert.Equal(Verdict.Allow, other.Verdict);
        Assert.Null(story.Log[^1].Decision.WouldByVersion);
    }

    [Fact]
    public void Its_cooldowns_count_from_what_happened_before_it_and_since_then()
    {
        var story = new Story();
        story.Tell("case.resolved", new { @case = "1" });
        story.Wait(TimeSpan.FromHours(1));
        story.Try(PolicyReader.Read($$"""{ "cooldowns": [ { "id": "after", "after": { "field": "event.type", "op": "in", "value": ["case.resolved", "contact.sent"] }, "blocks": {{Contacts}}, "for": "PT48H" } ] }""", 2), share: 0);

        Assert.Equal("delay", SaysOf("outreach")); // the case before it
        story.Wait(TimeSpan.FromHours(47.5));
        Assert.Equal("delay", SaysOf("promo")); // the contact that was allowed
        story.Wait(TimeSpan.FromHours(49));
        Assert.Null(SaysOf("care"));
        story.Wait(TimeSpan.FromHours(49));
        story.Tell("case.resolved", new { @case = "2" });
        Assert.Equal("delay", SaysOf("promo")); // the case since then
        Assert.All(story.Log.Where(r => r.Ruling is not null), r => Assert.Equal(Verdict.Allow, r.Ruling!.Verdict));
        story.StopTrying();
        story.Try(PolicyReader.Read("""{ "departments": ["support"] }""", 3), share: 0);
        Assert.Null(SaysOf("outreach"));

        string? SaysOf(string agent)
        {
            story.Propose(agent);
            return story.Log[^1].Decision.WouldByVersion?.Says;
        }
    }

    [Fact]
    public void It_says_where_it_would_have_sent_an_event()
    {
        var story = new Story(Routes("\"enabled\": false"));
        story.Try(PolicyReader.Read(Routes("\"enabled\": true"), 2), share: 0);

        Assert.Equal("care", story.Tell("message.received", new { text = "hello" }).Route?.Agent);
        Assert.Equal("agent:promo", story.Log[^1].Decision.WouldByVersion?.Says);
    }

    [Theory]
    [InlineData("\"mode\": \"canary\"", "/guardrails/0/share")]
    [InlineData("\"mode\": \"canary\", \"share\": 0", "/guardrails/0/share")]
    [InlineData("\"mode\": \"canary\", \"share\": 100", "/guardrails/0/share")]
    [InlineData("\"mode\": \"canary\", \"share\": 12.5", "/guardrails/0/share")]
    [InlineData("\"mode\": \"shadow\", \"share\": 10", "/guardrails/0/share")]
    [InlineData("\"stopWhen\": { \"times\": 2 }", "/guardrails/0/stopWhen")]
    [InlineData("\"mode\": \"canary\", \"share\": 10, \"stopWhen\": {}", "/guardrails/0/stopWhen/times")]
    [InlineData("\"mode\": \"canary\", \"share\": 10, \"stopWhen\": { \"times\": 0.5 }", "/guardrails/0/stopWhen/times")]
    [InlineData("\"mode\": \"canary\", \"share\": 10, \"stopWhen\": { \"times\": 2, \"decisions\": 1 }", "/guardrails/0/stopWhen/decisions")]
    [InlineData("\"mode\": \"canary\", \"share\": 10, \"stopWhen\": { \"times\": 2, \"dcisions\": 100 }", "/guardrails/0/stopWhen/dcisions")]
    public void A_share_or_limit_that_cannot_be_is_a_fault_with_its_place(string members, string pointer)
    {
        var faults = new List<Fault>();

        PolicyReader.Read(Story.Json(Never(10).Replace(Mode(10), members, StringComparison.Ordinal)), 1, faults);

        Assert.Contains(pointer, faults.Select(f => f.Pointer));
    }

    [Fact]
    public void The_difference_says_the_share_and_the_limit() => Assert.EndsWith(
        " (in canary for 10 % of customers, back to shadow when suppressions and escalations are more than 2 times as frequent as for the rest; looked at every 100 decisions)",
        Assert.Single(PolicyDiff.Between(PolicyReader.Read(Never(10).Replace(Mode(10), "\"mode\": \"shadow\"", StringComparison.Ordinal), 1), PolicyReader.Read(Never(10), 2))).After, StringComparison.Ordinal);

    [Fact]
    public void A_rule_goes_back_to_shadow_and_nothing_else_changes()
    {
        var policy = PolicyReader.Read(Never(10), 1);
        var after = PolicyReader.Read(RolloutJson.BackToShadow(policy.Document, policy.Guardrails[0]), 2);

        Assert.Equal(RuleMode.Shadow, after.Guardrails[0].Mode);
        Assert.Empty(after.Canaries);
        Assert.Equal(policy.Guardrails[0].Sentence, after.Guardrails[0].Sentence);
    }

    private static string Mode(int share) => $$"""
        "mode": "canary", "share": {{share}}, "stopWhen": { "times": 2 }
        """;

    private static string Never(int share) => $$"""{ "guardrails": [ { "id": "never", "when": {{Contacts}}, "then": "suppress", {{Mode(share)}} } ] }""";

    private static string Routes(string mode) => $$"""
        { "routing": [
          { "id": "new", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "promo" }, {{mode}} },
          { "id": "old", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "care" } } ] }
        """;
}

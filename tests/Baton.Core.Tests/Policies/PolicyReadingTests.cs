using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Policies;

namespace Baton.Core.Tests.Policies;

public sealed class PolicyReadingTests
{
    [Fact]
    public void The_document_of_the_contract_reads_as_it_stands()
    {
        var policy = PolicyReader.Read(Documents.OfTheContract, 7);

        Assert.Equal(7, policy.Version);
        Assert.Equal(["support", "success", "sales", "marketing"], policy.Departments);
        Assert.Equal(("outage", "engineering", Priority.Urgent), (policy.Routing[0].Id, policy.Routing[0].Agent, policy.Routing[0].Priority));
        Assert.Equal((TimeSpan.FromHours(48), Verdict.Delay), (policy.Cooldowns[0].For, policy.Cooldowns[0].Then));
        Assert.Equal(Verdict.Suppress, policy.Holds[0].Then);
        Assert.Equal((3, new CapWindow(CapWindow.Units.Rolling, TimeSpan.FromDays(7))), (policy.Caps[0].Max, policy.Caps[0].Per));
        Assert.Equal((new TimeOnly(21, 0), new TimeOnly(8, 0), "customer", Verdict.Delay), (policy.QuietHours[0].From, policy.QuietHours[0].To, policy.QuietHours[0].TimeZone, policy.QuietHours[0].Then));
        Assert.Equal("finance", policy.Approvals[0].Queue);
        Assert.Equal((Verdict.Escalate, "compliance"), (policy.Guardrails[0].Then, policy.Guardrails[0].Queue));
        Assert.Equal(new PrecedenceRule(TimeSpan.FromMinutes(15), Verdict.Delay), policy.Precedence);
        Assert.Equal(Verdict.Suppress, policy.DoNotContact);
        Assert.Equal(TimeSpan.FromHours(48), policy.LongestCooldown);
        Assert.Equal(JsonElement.Parse(Documents.OfTheContract).GetRawText(), policy.Document);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(PolicyReader.Beginning)]
    public void An_almost_empty_document_is_a_policy_that_allows(string document) => Assert.Empty(PolicyReader.Read(document, 1).Rules);

    [Fact]
    public void Handoffs_are_due_as_the_policy_says_and_as_usual_where_it_says_nothing()
    {
        var policy = PolicyReader.Read("""{ "handoffs": { "dueWithin": { "normal": "PT8H" } } }""", 1);

        Assert.Equal(DueTimes.Usual with { Normal = TimeSpan.FromHours(8) }, policy.DueTimes);
        Assert.Equal(DueTimes.Usual, PolicyReader.Read("{}", 1).DueTimes);
        Assert.Contains("a usual one within 8 h", policy.DueTimes.Sentence, StringComparison.Ordinal);
        Assert.Contains("/handoffs/dueWithin/normal", FaultsOf("""{ "handoffs": { "dueWithin": { "normal": "soon", "never": 1 } } }"""));
        Assert.Contains("/handoffs/dueWithin/never", FaultsOf("""{ "handoffs": { "dueWithin": { "normal": "soon", "never": 1 } } }"""));
        Assert.Equal("handoffs", Assert.Single(PolicyDiff.Between(PolicyReader.Read("{}", 1), policy)).Subject);
    }

    private static IEnumerable<string> FaultsOf(string document)
    {
        var faults = new List<Fault>();
        Assert.Null(PolicyReader.Read(JsonElement.Parse(document), 0, faults));
        return faults.Select(f => f.Pointer);
    }

    [Fact]
    public void What_is_left_out_has_its_usual_meaning()
    {
        var cooldown = PolicyReader.Read(Documents.With("cooldowns", $$"""{ "id": "c", "after": { "field": "event.type", "op": "eq", "value": "x" }, "blocks": {{Documents.Contacts}}, "for": "PT1H" }"""), 1).Cooldowns[0];
        var hold = PolicyReader.Read(Documents.With("holds", $$"""{ "id": "h", "while": { "field": "customer.vip", "op": "exists" }, "blocks": {{Documents.Contacts}} }"""), 1).Holds[0];
        var guardrail = PolicyReader.Read(Documents.With("guardrails", $$"""{ "id": "g", "when": {{Documents.Contacts}} }"""), 1).Guardrails[0];

        Assert.Equal((Verdict.Delay, true, RuleMode.Enforced), (cooldown.Then, cooldown.Enabled, cooldown.Mode));
        Assert.Equal(Verdict.Suppress, hold.Then);
        Assert.Equal((Verdict.Escalate, null), (guardrail.Then, guardrail.Queue));
    }

    [Fact]
    public void Any_rule_can_be_named_described_disabled_and_put_in_shadow()
    {
        var rule = PolicyReader.Read(Documents.With("caps", $$"""{ "id": "c", "name": "Not too often", "description": "Agreed in May", "enabled": false, "mode": "shadow", "blocks": {{Documents.Contacts}}, "max": 1, "per": "day" }"""), 1).Caps[0];

        Assert.Equal(("Not too often", false, RuleMode.Shadow), (rule.Name, rule.Enabled, rule.Mode));
    }

    [Theory]
    [InlineData("PT48H", 48 * 3600)]
    [InlineData("P7D", 7 * 86400)]
    [InlineData("PT1M30S", 90)]
    [InlineData("P1DT12H", 36 * 3600)]
    [InlineData("P400D", 400 * 86400)]
    public void Durations_are_iso_8601(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PolicyReader.Read($$"""{ "precedence": { "window": "{{text}}", "loser": "delay" } }""", 1).Precedence!.Window);

    [Theory]
    [InlineData("48 hours")]
    [InlineData("48:00:00")]
    [InlineData("PT0S")]
    [InlineData("-PT1H")]
    [InlineData("P401D")]
    [InlineData("P99999999999D")]
    [InlineData("")]
    public void What_is_no_duration_of_use_is_refused(string text)
    {
        var faults = new List<Fault>();

        Assert.Null(PolicyReader.Read(JsonElement.Parse($$"""{ "precedence": { "window": "{{text}}" } }"""), 0, faults));
        Assert.Equal("/precedence/window", Assert.Single(faults).Pointer);
    }

    [Fact]
    public void A_stored_version_that_cannot_be_read_says_which() =>
        Assert.Contains("version 3", Assert.Throws<FormatException>(() => PolicyReader.Read("""{ "cap": [] }""", 3)).Message, StringComparison.Ordinal);

    [Fact]
    public void Departments_rank_in_their_order_and_strangers_last()
    {
        var policy = PolicyReader.Read(Documents.OfTheContract, 1);

        Assert.Equal([0, 2, int.MaxValue, int.MaxValue], new[] { "Support", "sales", "legal", null }.Select(policy.RankOf));
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

/// <summary>All rules are evaluated; the strictest verdict wins: suppress, then escalate, then delay to the latest time; among equals the earlier in the order of judgement.</summary>
public sealed class StrictnessTests
{
    private const string Any = """{ "field": "action.kind", "op": "exists" }""";

    private static string Policy(string hold = "", string guardrail = "", string approval = "", string quiet = "", string cooldown = "", string cap = "") => $$"""
        { "holds": [{{hold}}], "guardrails": [{{guardrail}}], "approvals": [{{approval}}], "quietHours": [{{quiet}}], "cooldowns": [{{cooldown}}], "caps": [{{cap}}] }
        """;

    private static string Hold(string id, string then) => $$"""{ "id": "{{id}}", "while": {{Any}}, "blocks": {{Any}}, "then": "{{then}}" }""";

    private static string Guardrail(string id, string then) => $$"""{ "id": "{{id}}", "when": {{Any}}, "then": "{{then}}", "queue": "{{id}}" }""";

    private static string Approval(string id) => $$"""{ "id": "{{id}}", "when": {{Any}}, "queue": "{{id}}" }""";

    private static string Quiet(string id, string to) => $$"""{ "id": "{{id}}", "blocks": {{Any}}, "from": "00:00", "to": "{{to}}" }""";

    private static string Cooldown(string id, string length, string then = "delay") => $$"""{ "id": "{{id}}", "after": { "field": "event.type", "op": "eq", "value": "case.opened" }, "blocks": {{Any}}, "for": "{{length}}", "then": "{{then}}" }""";

    private static Ruling Ask(string policy)
    {
        var story = new Story(policy);
        story.Tell("case.opened", new { @case = "1" });
        return story.Propose("outreach");
    }

    [Fact]
    public void Suppress_beats_escalate_and_delay() =>
        Assert.Equal("cooldown:c2", Ask(Policy(guardrail: Guardrail("g", "escalate"), cooldown: Cooldown("c1", "P9D") + "," + Cooldown("c2", "PT1H", "suppress"))).Rule!.ToString());

    [Fact]
    public void Escalate_beats_delay()
    {
        var ruling = Ask(Policy(approval: Approval("boss"), quiet: Quiet("q", "23:00"), cooldown: Cooldown("c", "P9D")));

        Assert.Equal((Verdict.Escalate, "approval:boss", null), (ruling.Verdict, ruling.Rule!.ToString(), ruling.Until));
    }

    [Theory]
    [InlineData("PT1H", "23:00", "quietHours:q", 11)]
    [InlineData("PT20H", "23:00", "cooldown:c", 20)]
    [InlineData("PT11H", "23:00", "quietHours:q", 11)]
    public void Among_delays_the_latest_end_wins_and_on_a_tie_the_earlier_in_order(string length, string to, string rule, int hours)
    {
        var ruling = Ask(Policy(quiet: Quiet("q", to), cooldown: Cooldown("c", length)));

        Assert.Equal((rule, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).AddHours(hours)), (ruling.Rule!.ToString(), ruling.Until));
    }

    [Fact]
    public void Among_equals_the_earlier_in_the_order_of_judgement_decides()
    {
        Assert.Equal("hold:h", Ask(Policy(hold: Hold("h", "suppress"), guardrail: Guardrail("g", "suppress"), cooldown: Cooldown("c", "P1D", "suppress"))).Rule!.ToString());
        Assert.Equal("guardrail:g", Ask(Policy(guardrail: Guardrail("g", "escalate"), approval: Approval("a"))).Rule!.ToString());
        Assert.Equal("guardrail:g1", Ask(Policy(guardrail: Guardrail("g1", "escalate") + "," + Guardrail("g2", "escalate"))).Rule!.ToString());
    }

    [Fact]
    public void Everything_is_considered_in_the_order_of_judgement_whoever_wins() => Assert.Equal(
        ["permission:outreach", "consent:doNotContact", "handoff:human-owns", "hold:h", "guardrail:g", "approval:a", "quietHours:q", "cooldown:c", "precedence:precedence"],
        Ask(Policy(Hold("h", "suppress"), Guardrail("g", "escalate"), Approval("a"), Quiet("q", "23:00"), Cooldown("c", "P1D"))).Considered.Select(f => $"{f.Kind.Name()}:{f.Id}"));

    [Fact]
    public void A_rule_in_shadow_decides_nothing_and_says_what_it_would_have_said()
    {
        var ruling = Ask(Policy(hold: Hold("h", "suppress").Replace("\"id\"", "\"mode\": \"shadow\", \"id\"", StringComparison.Ordinal)));

        Assert.Equal(Verdict.Allow, ruling.Verdict);
        var finding = Assert.Single(ruling.Considered, f => f.Id == "h");
        Assert.Equal((true, Verdict.Suppress, RuleMode.Shadow), (finding.Matched, finding.Verdict, finding.Mode));
    }

    [Fact]
    public void A_disabled_rule_is_not_even_considered() =>
        Assert.DoesNotContain(Ask(Policy(hold: Hold("h", "suppress").Replace("\"id\"", "\"enabled\": false, \"id\"", StringComparison.Ordinal))).Considered, f => f.Id == "h");

    [Fact]
    public void A_rule_that_did_not_match_says_which_part_did_not()
    {
        var ruling = Ask(Policies.Documents.OfTheContract);

        Assert.Equal("customer.openHandoffs was 0", Assert.Single(ruling.Considered, f => f.Kind == RuleKind.Hold).Because);
        Assert.Equal("action.text is not known", Assert.Single(ruling.Considered, f => f.Kind == RuleKind.Guardrail).Because);
        Assert.Equal("0 of 3 used", Assert.Single(ruling.Considered, f => f.Kind == RuleKind.Cap).Because);
    }

    [Theory]
    [InlineData("holds", """{ "id": "r", "while": { "field": "customer.openCases", "op": "gt", "value": 0 }, "blocks": { "field": "action.kind", "op": "exists" }, "then": "escalate" }""")]
    [InlineData("cooldowns", """{ "id": "r", "after": { "field": "event.type", "op": "eq", "value": "case.opened" }, "blocks": { "field": "action.kind", "op": "exists" }, "for": "P1D", "then": "escalate" }""")]
    [InlineData("quietHours", """{ "id": "r", "blocks": { "field": "action.kind", "op": "exists" }, "from": "00:00", "to": "23:00", "then": "escalate" }""")]
    [InlineData("guardrails", """{ "id": "r", "when": { "field": "action.kind", "op": "exists" } }""")]
    [InlineData("approvals", """{ "id": "r", "when": { "field": "action.kind", "op": "exists" } }""")]
    public void Whatever_rule_asked_a_person_is_content_with_a_yes(string list, string rule)
    {
        var story = new Story($$"""{ "{{list}}": [ {{rule}} ] }""");
        story.Tell("case.opened", new { @case = "1" });
        Assert.Equal(Verdict.Escalate, story.Propose("outreach", id: "a").Verdict);

        var approved = story.Resolve(story.Handoff.Id, "ana@example.com", "approved").Rulings[0];

        Assert.Equal((Verdict.Allow, "A person said yes, and nothing else stands against it."), (approved.Verdict, approved.Reason));
        Assert.Equal("A person said yes", Assert.Single(approved.Considered, f => f.Id == "r").Because);
        Assert.Empty(story.State.Handoffs);
    }
}

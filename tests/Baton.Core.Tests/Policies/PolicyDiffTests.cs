using Baton.Core.Policies;

namespace Baton.Core.Tests.Policies;

public sealed class PolicyDiffTests
{
    private const string Cap = """{ "id": "weekly", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": 3, "per": "week" }""";

    [Fact]
    public void A_policy_does_not_differ_from_itself_however_it_is_written() =>
        Assert.Empty(PolicyDiff.Between(Read($$"""{ "caps": [ {{Cap}} ] }"""), Read($$"""{ "holds": [], "caps": [ {{Cap.Replace(" ", "", StringComparison.Ordinal)}} ] }""")));

    [Fact]
    public void Rules_come_go_and_change_in_sentences()
    {
        var before = Read($$"""{ "caps": [ {{Cap}}, {{Cap.Replace("weekly", "gone", StringComparison.Ordinal)}} ] }""");
        var after = Read($$"""{ "caps": [ {{Cap.Replace("3", "2", StringComparison.Ordinal)}}, {{Cap.Replace("weekly", "new", StringComparison.Ordinal)}} ] }""");

        Assert.Equal(
            [
                new(PolicyChangeKind.Changed, "cap:weekly", "The customer is contacted at most 3 times a week; the rest waits.", "The customer is contacted at most twice a week; the rest waits."),
                new(PolicyChangeKind.Added, "cap:new", null, "The customer is contacted at most 3 times a week; the rest waits."),
                new(PolicyChangeKind.Removed, "cap:gone", "The customer is contacted at most 3 times a week; the rest waits.", null),
            ],
            PolicyDiff.Between(before, after));
    }

    [Theory]
    [InlineData("\"mode\": \"shadow\"", "The customer is contacted at most 3 times a week; the rest waits. (in shadow)")]
    [InlineData("\"enabled\": false", "The customer is contacted at most 3 times a week; the rest waits. (off)")]
    [InlineData("\"name\": \"Not too much\"", "Not too much: The customer is contacted at most 3 times a week; the rest waits.")]
    public void A_rule_that_decides_otherwise_has_changed(string member, string says) =>
        Assert.Equal(says, Assert.Single(PolicyDiff.Between(Read($$"""{ "caps": [ {{Cap}} ] }"""), Read($$"""{ "caps": [ { {{member}}, {{Cap[1..]}} ] }"""))).After);

    [Fact]
    public void Departments_precedence_and_consent_count_too()
    {
        var before = Read("""{ "departments": ["support", "sales"] }""");
        var after = Read("""{ "departments": ["sales", "support"], "precedence": { "window": "PT1H", "loser": "suppress" }, "consent": { "doNotContact": "escalate" } }""");

        Assert.Equal(
            [("departments", PolicyChangeKind.Changed), ("precedence", PolicyChangeKind.Added), ("consent", PolicyChangeKind.Changed)],
            PolicyDiff.Between(before, after).Select(change => (change.Subject, change.Kind)));
    }

    [Fact]
    public void The_order_of_routing_rules_counts_and_that_of_others_does_not()
    {
        const string Route = """{ "id": "a", "when": { "field": "event.text", "op": "contains", "value": "x" }, "to": { "agent": "triage" } }""";
        var other = Route.Replace("\"a\"", "\"b\"", StringComparison.Ordinal);
        var otherCap = Cap.Replace("weekly", "other", StringComparison.Ordinal);
        var before = Read($$"""{ "routing": [ {{Route}}, {{other}} ], "caps": [ {{Cap}}, {{otherCap}} ] }""");
        var after = Read($$"""{ "routing": [ {{other}}, {{Route}} ], "caps": [ {{otherCap}}, {{Cap}} ] }""");

        Assert.Equal(new PolicyChange(PolicyChangeKind.Changed, "routing order", "a, b", "b, a"), Assert.Single(PolicyDiff.Between(before, after)));
    }

    private static Policy Read(string document) => PolicyReader.Read(document, 1);
}

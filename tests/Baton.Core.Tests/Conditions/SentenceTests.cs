namespace Baton.Core.Tests.Conditions;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("""{ "field": "action.purpose", "op": "eq", "value": "promotion" }""", "its purpose is “promotion”")]
    [InlineData("""{ "field": "event.text", "op": "containsAny", "value": ["outage", "downtime", "offline"] }""", "the message contains one of “outage”, “downtime” or “offline”")]
    [InlineData("""{ "field": "customer.openHandoffs", "op": "gt", "value": 0 }""", "the customer has an open handoff")]
    [InlineData("""{ "field": "customer.vip", "op": "eq", "value": true }""", "the customer is marked vip")]
    [InlineData("""{ "field": "customer.vip", "op": "ne", "value": true }""", "the customer's vip is false")]
    [InlineData("""{ "field": "customer.plan", "op": "exists" }""", "the customer's plan is known")]
    [InlineData("""{ "field": "customer.plan", "op": "exists", "value": false }""", "the customer's plan is not known")]
    [InlineData("""{ "not": { "field": "customer.plan", "op": "exists" } }""", "the customer's plan is not known")]
    [InlineData("""{ "not": { "field": "action.data.amount", "op": "gt", "value": 100 } }""", "its amount is not over 100")]
    [InlineData("""{ "not": { "all": [ { "field": "agent.department", "op": "eq", "value": "sales" } ] } }""", "the agent's department is not “sales”")]
    [InlineData("""{ "all": [ { "field": "action.kind", "op": "startsWith", "value": "contact." }, { "any": [ { "field": "agent.name", "op": "eq", "value": "a" }, { "field": "agent.name", "op": "eq", "value": "b" } ] } ] }""", "the action begins with “contact.” and the agent is “a” or “b”")]
    [InlineData("""{ "field": "customer.plan", "op": "notIn", "value": ["free"] }""", "the customer is on another plan than free")]
    [InlineData("""{ "field": "customer.plan", "op": "eq", "value": "enterprise" }""", "the customer is on the enterprise plan")]
    [InlineData("""{ "not": { "field": "customer.attributes.Plan", "op": "in", "value": ["pro", "enterprise"] } }""", "the customer is not on the pro or enterprise plan")]
    [InlineData("""{ "not": { "field": "customer.vip", "op": "eq", "value": true } }""", "the customer is not marked vip")]
    [InlineData("""{ "field": "customer.doNotContact", "op": "eq", "value": true }""", "the customer wants no contact")]
    [InlineData("""{ "field": "customer.doNotContact", "op": "eq", "value": false }""", "the customer may be contacted")]
    [InlineData("""{ "field": "customer.consent.promotion", "op": "eq", "value": false }""", "the customer has refused promotion")]
    [InlineData("""{ "not": { "field": "customer.consent.promotion", "op": "eq", "value": true } }""", "the customer has not agreed to promotion")]
    [InlineData("""{ "field": "event.actor", "op": "eq", "value": "person" }""", "it comes from a person")]
    [InlineData("""{ "field": "event.time", "op": "gte", "value": "2026-11-20" }""", "the time of the event is not before 20 Nov 2026")]
    [InlineData("""{ "field": "customer.renewsAt", "op": "lt", "value": "2026-11-20T14:30:00+01:00" }""", "the customer's renews at is before 20 Nov 2026 13:30 UTC")]
    [InlineData("""{ "field": "event.text", "op": "matches", "value": "a+" }""", "the message matches the pattern “a+”")]
    [InlineData("""{ "not": { "any": [ { "field": "event.text", "op": "contains", "value": "a" }, { "field": "action.data.amount", "op": "lt", "value": 5 } ] } }""", "the message does not contain “a” and its amount is at least 5")]
    [InlineData("""{ "not": { "all": [ { "field": "event.text", "op": "contains", "value": "a" }, { "not": { "field": "event.source", "op": "eq", "value": "shop" } } ] } }""", "the message does not contain “a” or where it comes from is “shop”")]
    [InlineData("""{ "all": [ { "all": [ { "field": "customer.city", "op": "eq", "value": "Ulm" } ] }, { "any": [ { "field": "customer.openCases", "op": "gt", "value": 2 }, { "all": [ { "field": "event.text", "op": "exists" }, { "field": "event.text", "op": "endsWith", "value": "!" } ] } ] } ] }""", "the customer's city is “Ulm” and (the customer's number of open cases is over 2 or (the message is known and the message ends with “!”))")]
    public void A_condition_reads_as_english(string condition, string sentence) => Assert.Equal(sentence, Ask.Read(condition).Sentence);

    [Fact]
    public void Every_field_has_a_name_that_is_not_its_path() =>
        Assert.All(Core.Conditions.FieldCatalogue.Fixed, field => Assert.DoesNotContain('.', Ask.Read($$"""{ "field": "{{field.Path}}", "op": "startsWith", "value": "x" }""").Sentence));

    [Fact]
    public void Every_operator_says_something_else_when_denied()
    {
        foreach (var (op, value) in OperatorTests.OperatorsWithValues.Select(row => row.Data))
        {
            var condition = $$"""{ "field": "customer.plan", "op": "{{op}}", "value": {{value}} }""";
            Assert.NotEqual(Ask.Read(condition).Sentence, Ask.Read($$"""{ "not": {{condition}} }""").Sentence);
        }
    }
}

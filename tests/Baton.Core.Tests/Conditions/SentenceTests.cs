namespace Baton.Core.Tests.Conditions;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("""{ "field": "action.purpose", "op": "eq", "value": "promotion" }""", "its purpose is “promotion”")]
    [InlineData("""{ "field": "event.text", "op": "containsAny", "value": ["outage", "downtime", "offline"] }""", "the message contains one of “outage”, “downtime” or “offline”")]
    [InlineData("""{ "field": "customer.openHandoffs", "op": "gt", "value": 0 }""", "the customer has an open handoff")]
    [InlineData("""{ "field": "customer.vip", "op": "eq", "value": true }""", "the customer's vip is true")]
    [InlineData("""{ "field": "customer.vip", "op": "ne", "value": true }""", "the customer's vip is false")]
    [InlineData("""{ "field": "customer.plan", "op": "exists" }""", "the customer's plan is known")]
    [InlineData("""{ "field": "customer.plan", "op": "exists", "value": false }""", "the customer's plan is not known")]
    [InlineData("""{ "not": { "field": "customer.plan", "op": "exists" } }""", "the customer's plan is not known")]
    [InlineData("""{ "not": { "field": "action.data.amount", "op": "gt", "value": 100 } }""", "its amount is not over 100")]
    [InlineData("""{ "not": { "all": [ { "field": "agent.department", "op": "eq", "value": "sales" } ] } }""", "not (the agent's department is “sales”)")]
    [InlineData("""{ "all": [ { "field": "action.kind", "op": "startsWith", "value": "contact." }, { "any": [ { "field": "agent.name", "op": "eq", "value": "a" }, { "field": "agent.name", "op": "eq", "value": "b" } ] } ] }""", "the action begins with “contact.” and (the agent is “a” or the agent is “b”)")]
    [InlineData("""{ "field": "customer.plan", "op": "notIn", "value": ["free"] }""", "the customer's plan is not “free”")]
    public void A_condition_reads_as_english(string condition, string sentence) => Assert.Equal(sentence, Ask.Read(condition).Sentence);

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

namespace Baton.Core.Tests.Conditions;

public sealed class CombinationTests
{
    private const string Yes = """{ "field": "action.kind", "op": "eq", "value": "contact.email" }""";
    private const string No = """{ "field": "action.kind", "op": "eq", "value": "refund" }""";
    private const string Missing = """{ "field": "customer.plan", "op": "eq", "value": "pro" }""";

    [Theory]
    [InlineData($$"""{ "all": [{{Yes}}, {{Yes}}] }""", true)]
    [InlineData($$"""{ "all": [{{Yes}}, {{No}}] }""", false)]
    [InlineData($$"""{ "any": [{{No}}, {{Yes}}] }""", true)]
    [InlineData($$"""{ "any": [{{No}}, {{Missing}}] }""", false)]
    [InlineData($$"""{ "not": {{No}} }""", true)]
    [InlineData($$"""{ "not": {{Missing}} }""", true)]
    [InlineData($$"""{ "not": { "any": [{{No}}, {{Yes}}] } }""", false)]
    public void Parts_combine_as_in_logic(string condition, bool holds)
    {
        Assert.Equal(holds, Ask.OfAction(condition, new { }));

        var facts = Ask.Facts(new Core.Arbitration.Proposal { Id = "a", Agent = "outreach", Kind = "contact.email" });
        Assert.Equal(holds, Ask.Read(condition).FirstMiss(facts) is null);
    }

    [Fact]
    public void A_condition_that_does_not_hold_says_which_part_and_what_it_met()
    {
        var facts = Ask.Facts(new Core.Arbitration.Proposal { Id = "a", Agent = "outreach", Kind = "contact.email" });

        Assert.Equal("action.kind was contact.email", Ask.Read($$"""{ "all": [{{Yes}}, {{No}}, {{Missing}}] }""").FirstMiss(facts)!.ToString());
        Assert.Equal("customer.plan is not known", Ask.Read(Missing).FirstMiss(facts)!.ToString());
        Assert.Equal("action.kind was contact.email", Ask.Read($$"""{ "not": {{Yes}} }""").FirstMiss(facts)!.ToString());
    }
}

using Baton.Core.Policies;

namespace Baton.Core.Tests.Policies;

public sealed class RuleSentenceTests
{
    [Fact]
    public void Every_rule_of_the_contract_is_one_plain_sentence() => Assert.Equal(
        [
            "While the customer has an open handoff, nobody sends promotions.",
            "A text that matches the pattern “\\b(?:\\d[ -]?){13,16}\\b” goes to compliance first.",
            "Everybody needs a yes from finance before making a refund with an amount over 100.",
            "Between 21:00 and 08:00 in the customer's time zone, nobody contacts the customer; it waits until 08:00.",
            "After support works on a case, sales waits 48 h before contacting the customer.",
            "The customer is contacted at most 3 times in 7 d; the rest waits.",
            "When a message says “outage” or “downtime”, it goes to engineering, urgently.",
        ],
        PolicyReader.Read(Documents.OfTheContract, 1).Rules.Select(r => r.Sentence));

    [Theory]
    [InlineData("routing", """{ "id": "r", "when": { "field": "event.type", "op": "eq", "value": "lead.created" }, "to": { "queue": "sales" } }""", "When a new lead comes in, it goes to the people of sales.")]
    [InlineData("cooldowns", $$"""{ "id": "c", "after": { "field": "event.type", "op": "eq", "value": "contact.sent" }, "blocks": {{Documents.Contacts}}, "for": "P3D" }""", "After the customer is contacted, everybody waits 3 d before contacting the customer.")]
    [InlineData("cooldowns", $$"""{ "id": "c", "after": { "field": "event.type", "op": "eq", "value": "weather" }, "blocks": {{Documents.Contacts}}, "for": "PT90M" }""", "After “weather” happens, everybody waits 1 h 30 min before contacting the customer.")]
    [InlineData("caps", $$"""{ "id": "c", "blocks": {{Documents.Contacts}}, "max": 1, "per": "month", "then": "suppress" }""", "The customer is contacted at most once a month; the rest is not done.")]
    [InlineData("quietHours", $$"""{ "id": "q", "blocks": {{Documents.Contacts}}, "from": "12:30", "to": "13:00", "timeZone": "Europe/Berlin" }""", "Between 12:30 and 13:00 in Berlin time, nobody contacts the customer; it waits until 13:00.")]
    public void A_rule_reads_as_english(string list, string rule, string sentence) => Assert.Equal(sentence, Assert.Single(PolicyReader.Read(Documents.With(list, rule), 1).Rules).Sentence);
}

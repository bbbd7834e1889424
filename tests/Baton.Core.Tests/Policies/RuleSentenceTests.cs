using Baton.Core.Policies;

namespace Baton.Core.Tests.Policies;

public sealed class RuleSentenceTests
{
    [Fact]
    public void Every_rule_of_the_contract_is_one_plain_sentence() => Assert.Equal(
        [
            "While the customer's number of open handoffs is over 0, suppress actions when its purpose is “promotion”.",
            "When its text matches “\\b(?:\\d[ -]?){13,16}\\b”, escalate it to compliance.",
            "When the action is “refund” and its amount is over 100, a person of finance must approve it.",
            "Between 21:00 and 08:00 (the customer's time), delay actions when the action begins with “contact.”.",
            "After anything happens on a case, delay actions for 48 h when the agent's department is “sales” and the action begins with “contact.”.",
            "At most 3 in 7 d when the action begins with “contact.”; delay the rest.",
            "When the message contains one of “outage” or “downtime”, give it to engineering (urgent).",
        ],
        PolicyReader.Read(Documents.OfTheContract, 1).Rules.Select(r => r.Sentence));

    [Theory]
    [InlineData("routing", """{ "id": "r", "when": { "field": "event.type", "op": "eq", "value": "lead.created" }, "to": { "queue": "sales" } }""", "When the event is “lead.created”, hand it to the people of sales.")]
    [InlineData("cooldowns", $$"""{ "id": "c", "after": { "field": "event.type", "op": "eq", "value": "contact.sent" }, "blocks": {{Documents.Contacts}}, "for": "P3D" }""", "After a contact, delay actions for 3 d when the action begins with “contact.”.")]
    [InlineData("cooldowns", $$"""{ "id": "c", "after": { "field": "event.type", "op": "eq", "value": "weather" }, "blocks": {{Documents.Contacts}}, "for": "PT90M" }""", "After “weather”, delay actions for 1 h 30 min when the action begins with “contact.”.")]
    [InlineData("caps", $$"""{ "id": "c", "blocks": {{Documents.Contacts}}, "max": 1, "per": "month", "then": "suppress" }""", "At most 1 a month when the action begins with “contact.”; suppress the rest.")]
    [InlineData("quietHours", $$"""{ "id": "q", "blocks": {{Documents.Contacts}}, "from": "12:30", "to": "13:00", "timeZone": "Europe/Berlin" }""", "Between 12:30 and 13:00 (Europe/Berlin), delay actions when the action begins with “contact.”.")]
    public void A_rule_reads_as_english(string list, string rule, string sentence) => Assert.Equal(sentence, Assert.Single(PolicyReader.Read(Documents.With(list, rule), 1).Rules).Sentence);
}

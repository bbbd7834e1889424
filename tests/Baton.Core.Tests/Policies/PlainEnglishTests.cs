using Baton.Core.Policies;

namespace Baton.Core.Tests.Policies;

/// <summary>Rules read as the person who wants them would say them.</summary>
public sealed class PlainEnglishTests
{
    private const string Contacts = """{ "field": "action.kind", "op": "startsWith", "value": "contact." }""";
    private const string SalesContacts = $$"""{ "all": [ { "field": "agent.department", "op": "eq", "value": "sales" }, {{Contacts}} ] }""";
    private const string Promotions = """{ "field": "action.purpose", "op": "eq", "value": "promotion" }""";
    private const string AfterSupport = """{ "field": "event.type", "op": "startsWith", "value": "case." }""";

    [Theory]
    [InlineData(AfterSupport, SalesContacts, "delay", "After support works on a case, sales waits 48 h before contacting the customer.")]
    [InlineData(AfterSupport, SalesContacts, "suppress", "For 48 h after support works on a case, sales does not contact the customer.")]
    [InlineData(AfterSupport, Contacts, "suppress", "For 48 h after support works on a case, nobody contacts the customer.")]
    [InlineData(AfterSupport, SalesContacts, "escalate", "For 48 h after support works on a case, sales needs a yes from a person before contacting the customer.")]
    [InlineData("""{ "all": [ { "field": "event.type", "op": "eq", "value": "contact.sent" }, { "field": "agent.department", "op": "eq", "value": "marketing" } ] }""", Promotions, "delay",
        "After marketing contacts the customer, everybody waits 48 h before sending promotions.")]
    [InlineData("""{ "field": "event.type", "op": "in", "value": ["case.resolved", "conversation.ended"] }""", """{ "field": "action.kind", "op": "exists" }""", "delay",
        "After a case is closed or a conversation ends, everybody waits 48 h before doing anything.")]
    [InlineData("""{ "field": "customer.plan", "op": "eq", "value": "pro" }""", Contacts, "delay",
        "After anything happens while the customer is on the pro plan, everybody waits 48 h before contacting the customer.")]
    [InlineData("""{ "field": "event.type", "op": "eq", "value": "weather" }""", Contacts, "delay", "After “weather” happens, everybody waits 48 h before contacting the customer.")]
    public void Cooldowns(string after, string blocks, string then, string sentence) =>
        Says(sentence, "cooldowns", $$"""{ "id": "r", "after": {{after}}, "blocks": {{blocks}}, "for": "PT48H", "then": "{{then}}" }""");

    [Theory]
    [InlineData("delay", "After support closes a case, sales and marketing wait 48 h before contacting the customer, unless the customer is on the enterprise plan.")]
    [InlineData("suppress", "For 48 h after support closes a case, sales and marketing do not contact the customer, unless the customer is on the enterprise plan.")]
    [InlineData("escalate", "For 48 h after support closes a case, sales and marketing need a yes from a person before contacting the customer, unless the customer is on the enterprise plan.")]
    public void A_rule_with_an_exception_says_unless(string then, string sentence) => Says(sentence, "cooldowns", $$"""
        { "id": "r", "after": { "all": [ { "field": "event.type", "op": "eq", "value": "case.resolved" }, { "field": "agent.department", "op": "eq", "value": "support" } ] },
          "blocks": { "all": [ { "field": "agent.department", "op": "in", "value": ["sales", "marketing"] }, {{Contacts}}, { "not": { "field": "customer.plan", "op": "eq", "value": "enterprise" } } ] }, "for": "PT48H", "then": "{{then}}" }
        """);

    [Theory]
    [InlineData("caps", """{ "id": "r", "blocks": { "all": [ { "field": "agent.department", "op": "in", "value": ["sales", "marketing"] }, { "field": "action.kind", "op": "in", "value": ["contact.sms", "contact.call"] } ] }, "max": 2, "per": "week" }""",
        "Sales and marketing together text or call the customer at most twice a week; the rest waits.")]
    [InlineData("caps", """{ "id": "r", "blocks": { "all": [ { "field": "action.kind", "op": "in", "value": ["contact.sms", "contact.call"] }, { "not": { "any": [ { "field": "customer.plan", "op": "eq", "value": "pro" }, { "field": "customer.vip", "op": "eq", "value": true } ] } } ] }, "max": 2, "per": "week" }""",
        "The customer is texted or called at most twice a week, unless the customer is on the pro plan or the customer is marked vip; the rest waits.")]
    [InlineData("holds", """{ "id": "r", "while": { "any": [ { "field": "customer.openCases", "op": "gt", "value": 0 }, { "field": "customer.doNotContact", "op": "eq", "value": true } ] }, "blocks": { "all": [ { "field": "agent.department", "op": "notIn", "value": ["support", "success"] }, { "field": "action.purpose", "op": "eq", "value": "survey" }, { "not": { "field": "customer.openHandoffs", "op": "gt", "value": 0 } } ] } }""",
        "While the customer has an open case or the customer wants no contact, nobody but support and success sends surveys, unless the customer has an open handoff.")]
    [InlineData("quietHours", """{ "id": "r", "from": "21:00", "to": "08:00", "blocks": { "all": [ { "field": "action.kind", "op": "startsWith", "value": "contact." }, { "not": { "field": "action.purpose", "op": "eq", "value": "answer" } }, { "not": { "field": "agent.name", "op": "eq", "value": "reply" } } ] } }""",
        "Between 21:00 and 08:00 in the customer's time zone, nobody contacts the customer, unless its purpose is “answer” or the agent is “reply”; it waits until 08:00.")]
    [InlineData("approvals", """{ "id": "r", "queue": "finance", "when": { "all": [ { "field": "agent.name", "op": "in", "value": ["care", "reply"] }, { "field": "action.kind", "op": "eq", "value": "refund" }, { "field": "action.data.amount", "op": "gte", "value": 50 }, { "field": "customer.tags", "op": "contains", "value": "new" } ] } }""",
        "Care and reply need a yes from finance before making a refund with an amount of at least 50 when the customer's tags contain “new”.")]
    [InlineData("guardrails", """{ "id": "r", "then": "suppress", "when": { "all": [ { "field": "action.text", "op": "containsAny", "value": ["guarantee"] }, { "not": { "field": "agent.department", "op": "eq", "value": "legal" } } ] } }""",
        "A text that says “guarantee” is never sent, unless the agent's department is “legal”.")]
    [InlineData("guardrails", """{ "id": "r", "then": "suppress", "when": { "all": [ { "field": "action.text", "op": "containsAny", "value": ["guarantee"] }, { "field": "action.kind", "op": "eq", "value": "contact.email" }, { "field": "customer.plan", "op": "eq", "value": "free" } ] } }""",
        "A text that says “guarantee” is never sent when somebody e-mails the customer and the customer is on the free plan.")]
    [InlineData("routing", """{ "id": "r", "to": { "agent": "care" }, "priority": "high", "when": { "all": [ { "field": "event.type", "op": "eq", "value": "message.received" }, { "field": "event.text", "op": "containsAny", "value": ["refund"] }, { "not": { "field": "customer.plan", "op": "eq", "value": "free" } } ] } }""",
        "When the customer writes “refund”, unless the customer is on the free plan, it goes to care, before others.")]
    [InlineData("routing", """{ "id": "r", "to": { "agent": "care" }, "when": { "field": "event.data.total", "op": "gt", "value": 5 } }""",
        "When something happens and its total is over 5, it goes to care.")]
    [InlineData("routing", """{ "id": "r", "to": { "agent": "care" }, "when": { "not": { "field": "event.type", "op": "startsWith", "value": "case." } } }""",
        "When something happens, unless the event begins with “case.”, it goes to care.")]
    [InlineData("cooldowns", """{ "id": "r", "for": "P7D", "after": { "all": [ { "field": "event.type", "op": "eq", "value": "contact.sent" }, { "field": "agent.department", "op": "in", "value": ["sales", "marketing"] }, { "not": { "field": "event.data.purpose", "op": "eq", "value": "answer" } } ] }, "blocks": { "field": "action.purpose", "op": "eq", "value": "promotion" } }""",
        "After sales or marketing contacts the customer, unless its purpose is “answer”, everybody waits 7 d before sending promotions.")]
    public void Rules_of_every_kind_with_several_names_and_exceptions(string list, string rule, string sentence) => Says(sentence, list, rule);

    [Theory]
    [InlineData("""{ "field": "customer.openHandoffs", "op": "gt", "value": 0 }""", Promotions, "suppress", "While the customer has an open handoff, nobody sends promotions.")]
    [InlineData("""{ "not": { "field": "customer.openCases", "op": "eq", "value": 0 } }""", Contacts, "escalate", "While the customer has an open case, everybody needs a yes from a person before contacting the customer.")]
    [InlineData("""{ "field": "customer.openCases", "op": "gt", "value": 2 }""", """{ "all": [ { "field": "agent.department", "op": "ne", "value": "support" }, { "field": "action.kind", "op": "eq", "value": "contact.email" } ] }""", "suppress",
        "While the customer's number of open cases is over 2, nobody but support e-mails the customer.")]
    [InlineData("""{ "field": "customer.lastOrder", "op": "exists", "value": false }""", """{ "all": [ { "field": "action.kind", "op": "in", "value": ["contact.sms", "contact.phone"] }, { "field": "action.purpose", "op": "eq", "value": "renewal" } ] }""", "suppress",
        "While the customer's last order is not known, nobody texts or calls the customer for the purpose “renewal”.")]
    public void Holds(string during, string blocks, string then, string sentence) =>
        Says(sentence, "holds", $$"""{ "id": "r", "while": {{during}}, "blocks": {{blocks}}, "then": "{{then}}" }""");

    [Theory]
    [InlineData(Contacts, 3, "P7D", "delay", "The customer is contacted at most 3 times in 7 d; the rest waits.")]
    [InlineData(Contacts, 1, "week", "suppress", "The customer is contacted at most once a week; the rest is not done.")]
    [InlineData(SalesContacts, 2, "month", "escalate", "Sales contacts the customer at most twice a month; a person decides on the rest.")]
    [InlineData(Promotions, 1, "day", "delay", "Promotions are sent at most once a day; the rest waits.")]
    [InlineData("""{ "all": [ { "field": "action.kind", "op": "eq", "value": "refund" }, { "field": "customer.plan", "op": "eq", "value": "free" } ] }""", 1, "P30D", "suppress",
        "A refund is made at most once in 30 d when the customer is on the free plan; the rest is not done.")]
    public void Caps(string blocks, int max, string per, string then, string sentence) =>
        Says(sentence, "caps", $$"""{ "id": "r", "blocks": {{blocks}}, "max": {{max}}, "per": "{{per}}", "then": "{{then}}" }""");

    [Theory]
    [InlineData("customer", "delay", "Between 21:00 and 08:00 in the customer's time zone, nobody contacts the customer; it waits until 08:00.")]
    [InlineData("America/New_York", "suppress", "Between 21:00 and 08:00 in New York time, nobody contacts the customer.")]
    [InlineData("customer", "escalate", "Between 21:00 and 08:00 in the customer's time zone, everybody needs a yes from a person before contacting the customer.")]
    public void Quiet_hours(string zone, string then, string sentence) =>
        Says(sentence, "quietHours", $$"""{ "id": "r", "blocks": {{Contacts}}, "from": "21:00", "to": "08:00", "timeZone": "{{zone}}", "then": "{{then}}" }""");

    [Fact]
    public void Approvals() => Says("Everybody needs a yes from finance before making a refund with an amount over 100.", "approvals",
        """{ "id": "r", "when": { "all": [ { "field": "action.kind", "op": "eq", "value": "refund" }, { "field": "action.data.amount", "op": "gt", "value": 100 } ] }, "queue": "finance" }""");

    [Theory]
    [InlineData("""{ "field": "action.text", "op": "containsAny", "value": ["guarantee", "promise"] }""", "escalate", "A text that says “guarantee” or “promise” goes to compliance first.")]
    [InlineData("""{ "all": [ { "field": "action.text", "op": "matches", "value": "\\d{13}" }, { "field": "action.kind", "op": "startsWith", "value": "contact." } ] }""", "suppress",
        "A text that matches the pattern “\\d{13}” is never sent when somebody contacts the customer.")]
    [InlineData("""{ "all": [ { "field": "action.kind", "op": "eq", "value": "refund" }, { "field": "action.data.orderTotal", "op": "gte", "value": 1000 } ] }""", "suppress",
        "Nobody makes a refund with an order total of at least 1000.")]
    public void Guardrails(string when, string then, string sentence) =>
        Says(sentence, "guardrails", $$"""{ "id": "r", "when": {{when}}, "then": "{{then}}", "queue": "compliance" }""");

    [Theory]
    [InlineData("""{ "any": [ { "field": "event.text", "op": "containsAny", "value": ["outage", "downtime"] } ] }""", """{ "agent": "engineering" }""", "urgent", "When a message says “outage” or “downtime”, it goes to engineering, urgently.")]
    [InlineData("""{ "all": [ { "field": "event.type", "op": "eq", "value": "message.received" }, { "field": "event.text", "op": "contains", "value": "refund" } ] }""", """{ "queue": "finance" }""", "normal",
        "When the customer writes “refund”, it goes to the people of finance.")]
    [InlineData("""{ "field": "event.type", "op": "eq", "value": "lead.created" }""", """{ "agent": "outreach" }""", "low", "When a new lead comes in, it goes to outreach, when there is time.")]
    [InlineData("""{ "all": [ { "field": "event.type", "op": "eq", "value": "baton.task.finished" }, { "field": "event.agent", "op": "eq", "value": "triage" }, { "field": "event.data.output.label", "op": "eq", "value": "billing" } ] }""", """{ "agent": "knowledge" }""", "high",
        "When triage finishes a task and its output's label is “billing”, it goes to knowledge, before others.")]
    [InlineData("""{ "field": "event.type", "op": "exists" }""", """{ "agent": "triage" }""", "normal", "Everything else goes to triage.")]
    public void Routing(string when, string to, string priority, string sentence) =>
        Says(sentence, "routing", $$"""{ "id": "r", "when": {{when}}, "to": {{to}}, "priority": "{{priority}}" }""");

    [Fact]
    public void What_the_pattern_does_not_know_is_said_in_full() => Says(
        "Nobody contacts the customer when the customer is on the free plan or its purpose is “promotion”, unless the agent is “reply”.", "guardrails",
        $$"""{ "id": "r", "when": { "all": [ {{Contacts}}, { "any": [ { "field": "customer.plan", "op": "eq", "value": "free" }, {{Promotions}} ] }, { "not": { "field": "agent.name", "op": "eq", "value": "reply" } } ] }, "then": "suppress" }""");

    [Fact]
    public void Precedence_and_consent()
    {
        var policy = PolicyReader.Read("""{ "departments": ["support", "sales"], "precedence": { "window": "PT15M", "loser": "delay" }, "consent": { "doNotContact": "suppress" } }""", 1);

        Assert.Equal("When several departments want to contact the same customer within 15 min, the first of them in this order does, and the others wait.", policy.Precedence!.Sentence);
        Assert.Equal("A customer who wants no contact is never contacted.", policy.ConsentSentence);
    }

    private static void Says(string sentence, string list, string rule) =>
        Assert.Equal(sentence, Assert.Single(PolicyReader.Read($$"""{ "{{list}}": [ {{rule}} ] }""", 1).Rules).Sentence);
}

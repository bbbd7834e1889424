using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Tests.Conditions.Reasoning;

public sealed class ReasonerTests
{
    private static readonly Reasoner Events = new(ConditionPlace.Routing);
    private static readonly Reasoner Actions = new(ConditionPlace.Action);

    [Theory]
    [InlineData("event.type eq 'a' & event.type eq 'b'")]
    [InlineData("event.type eq 'a' & event.type ne 'A'")]
    [InlineData("event.type in ['a','b'] & event.type notIn ['B','a','c']")]
    [InlineData("event.type startsWith 'case.' & event.type eq 'cases'")]
    [InlineData("event.type startsWith 'case.' & event.type startsWith 'message.'")]
    [InlineData("event.type startsWith 'case.' & !event.type startsWith 'ca'")]
    [InlineData("event.text endsWith 'now' & event.text endsWith 'soon'")]
    [InlineData("event.text contains 'refund' & !event.text contains 'fun'")]
    [InlineData("event.text containsAny ['refund','a refund'] & !event.text containsAny ['refund']")]
    [InlineData("event.text matches '^a+$' & !event.text matches '^a+$'")]
    [InlineData("!event.text matches 'a*' & event.text exists true")]
    [InlineData("event.type matches '\\\\d' & event.type eq 'abc'")]
    [InlineData("event.data.x gt 3 & event.data.x lt 3")]
    [InlineData("event.data.x gt 3 & event.data.x lte 3")]
    [InlineData("event.data.x gt 3 & event.data.x eq 'three'")]
    [InlineData("customer.openCases lt 0")]
    [InlineData("customer.openCases gt 0 & customer.openCases lt 1")]
    [InlineData("customer.openCases eq 'one'")]
    [InlineData("event.data.x gt 'm' & event.data.x lt 'b'")]
    [InlineData("event.data.x startsWith 'n' & event.data.x lt 'b'")]
    [InlineData("event.time gt '2026-02-01' & event.time lt '2026-01-01T00:00:00Z'")]
    [InlineData("event.time eq '2026-02-01'")]
    [InlineData("event.actor eq 'robot'")]
    [InlineData("event.type exists false")]
    [InlineData("action.kind eq 'refund'")]
    [InlineData("customer.plan exists false & customer.plan ne 'free'")]
    [InlineData("customer.plan eq 'pro' & customer.attributes.PLAN eq 'free'")]
    [InlineData("event.data.tags contains 'vip' & !event.data.tags contains 'VIP' & !event.data.tags contains 'v'")]
    [InlineData("customer.doNotContact eq true & customer.doNotContact eq false")]
    public void What_can_never_be_true_is_proved_so(string condition) => Assert.Equal(Certainty.No, Events.CanHold(Short.Read(condition)).Is);

    [Theory]
    [InlineData("event.type startsWith 'case.' & event.type ne 'case.opened'")]
    [InlineData("event.text contains 'refund' & !event.text containsAny ['refund']")]
    [InlineData("event.text startsWith 'refund' & !event.text containsAny ['refund']")]
    [InlineData("event.text containsAny ['refund','money back'] & !event.text contains 'refund'")]
    [InlineData("event.text matches '\\\\b(?:\\\\d[ -]?){13,16}\\\\b'")]
    [InlineData("event.text matches '^order #[0-9]{4}$' & event.text endsWith '0'")]
    [InlineData("event.data.x gt 3 & event.data.x lt 3.0000001")]
    [InlineData("event.data.x gt '2026-01-01' & event.data.x lt '2026-01-02'")]
    [InlineData("event.time gt '2026-01-01' & event.time lt '2026-01-02'")]
    [InlineData("!customer.plan eq 'pro' & customer.plan exists false")]
    [InlineData("event.data.tags contains 'vip' & !event.data.tags contains 'new'")]
    [InlineData("event.data.order.total gt 5 & event.data.order.currency eq 'EUR'")]
    [InlineData("customer.openCases gte 3 & customer.openHandoffs eq 2 & customer.consent.sms eq true & customer.doNotContact eq false")]
    [InlineData("event.agent eq 'reply' & agent.department eq 'support'")]
    public void What_can_be_true_is_shown_by_facts(string condition)
    {
        var read = Short.Read(condition);
        var answer = Events.CanHold(read);

        Assert.Equal(Certainty.Yes, answer.Is);
        Assert.True(read.Holds(answer.Example!.Facts));
    }

    [Theory]
    [InlineData("event.data.x gte 'm' & !event.data.x gt 'm'", "m")]
    [InlineData("event.data.x lte 'm' & !event.data.x lt 'm'", "M")]
    [InlineData("event.data.x eq 'ab' & event.data.x matches '^(?-i)AB'", "AB")]
    [InlineData("event.data.x startsWith 'ta' & !event.data.x containsAny ['tax']", "taxi")]
    [InlineData("event.data.x contains 'a' & !event.data.x matches '^.*$'", "a\na")]
    public void What_some_text_does_is_never_denied(string condition, string text)
    {
        var read = Short.Read(condition);
        var e = Ask.Message("x") with { Data = Stories.Story.Json(new { x = text }) };

        if (read.Holds(Ask.Facts() with { Event = e })) Assert.NotEqual(Certainty.No, Events.CanHold(read).Is);
        else Assert.Fail($"It is no example: {text}");
    }

    [Theory]
    [InlineData("event.type eq 'case.opened'", "event.type startsWith 'case.'", Certainty.Yes)]
    [InlineData("event.type startsWith 'case.'", "event.type eq 'case.opened'", Certainty.No)]
    [InlineData("event.data.x gt 5", "event.data.x gte 5", Certainty.Yes)]
    [InlineData("event.data.x gte 5", "event.data.x gt 5", Certainty.No)]
    [InlineData("customer.openCases gt 0", "customer.openCases gte 1", Certainty.Yes)]
    [InlineData("event.text containsAny ['refund']", "event.text contains 'refund'", Certainty.Yes)]
    [InlineData("event.text contains 'refund'", "event.text containsAny ['refund']", Certainty.No)]
    [InlineData("customer.plan ne 'pro'", "!customer.plan eq 'pro'", Certainty.Yes)]
    [InlineData("!customer.plan eq 'pro'", "customer.plan ne 'pro'", Certainty.No)] // of a customer without a plan
    [InlineData("event.text matches 'a[bc]'", "event.text matches 'a[bcd]'", Certainty.Unknown)]
    public void One_condition_follows_from_another_or_not(string one, string other, Certainty follows) => Assert.Equal(follows, Events.Implies(Short.Read(one), Short.Read(other)).Is);

    [Fact]
    public void A_contacts_channel_is_the_end_of_its_kind()
    {
        Assert.Equal(Certainty.Yes, Actions.Implies(Short.Read("action.channel eq 'sms'"), Short.Read("action.kind startsWith 'contact.'")).Is);
        Assert.Equal(Certainty.Yes, Actions.Same(Short.Read("action.kind eq 'contact.sms'"), Short.Read("action.channel in ['SMS']")).Is);
        Assert.Equal(Certainty.No, Actions.CanHold(Short.Read("action.channel eq 'sms' & action.kind eq 'refund'")).Is);
    }

    [Fact]
    public void A_choice_is_looked_at_way_by_way()
    {
        var either = """{ "any": [ { "field": "event.type", "op": "eq", "value": "a" }, { "field": "event.data.x", "op": "gt", "value": 5 } ] }""";
        Assert.Equal(Certainty.Yes, Events.Implies(Short.Read("event.data.x eq 6"), Ask.Read(either)).Is);
        Assert.Equal("the event is “b” and its x is 4", Events.Overlap(Short.Read("event.type eq 'b' & event.data.x eq 4"), new Not(Ask.Read(either))).Example!.Sentence);
    }

    [Fact]
    public void Examples_are_made_of_values_that_were_seen()
    {
        var reasoner = new Reasoner(ConditionPlace.Routing, field => field.Path == "event.type" ? [FieldValue.Of("case.opened"), FieldValue.Of("message.received")] : []);

        Assert.Equal("the event is “message.received”", reasoner.CanHold(Short.Read("event.type ne 'case.opened'")).Example!.Sentence);
    }

    [Fact]
    public void A_question_that_needs_too_much_work_is_left_open_and_says_so()
    {
        // Seven letters in six boxes, no two in one: it cannot be, but there are very many ways to try.
        string In(int letter, int box) => $$"""{ "field": "event.data.l{{letter}}b{{box}}", "op": "eq", "value": true }""";
        var everyLetter = Enumerable.Range(0, 7).Select(l => $$"""{ "any": [ {{string.Join(",", Enumerable.Range(0, 6).Select(b => In(l, b)))}} ] }""");
        var noTwo = from box in Enumerable.Range(0, 6) from one in Enumerable.Range(0, 7) from other in Enumerable.Range(0, one) select $$"""{ "not": { "all": [ {{In(one, box)}}, {{In(other, box)}} ] } }""";
        var answer = Events.CanHold(Ask.Read($$"""{ "all": [ {{string.Join(",", everyLetter.Concat(noTwo))}} ] }"""));

        Assert.Equal((Certainty.Unknown, "there are too many cases to look at"), (answer.Is, answer.Why));
    }
}

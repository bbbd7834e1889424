using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Briefs;

namespace Baton.Core.Tests.Handoffs.Briefs;

public sealed class BriefTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_case_is_told_in_the_customers_own_words_with_what_is_open_promised_tried_and_given()
    {
        var brief = Write(
            Theirs(1, "Hi there! I hope you are well. I want to return the lamp from order W5442520, it arrived broken on May 20th. How long does the refund of $89.50 take?"),
            Ours(2, "We will send you a return label within 2 days."),
            Theirs(3, "This is ridiculous, I am very angry! You can reach me at ana@example.com."));

        Assert.Equal("Wants: “I want to return the lamp from order W5442520, it arrived broken on May 20th.”, and lately “How long does the refund of $89.50 take?”", Text(brief, BriefKind.Wants));
        Assert.Equal("Came here: The customer asked for a person.", Text(brief, BriefKind.Why));
        Assert.Equal("Promised: “We will send you a return label within 2 days.” by reply", Text(brief, BriefKind.Promised));
        Assert.Equal("Tried: reply answered “We will send you a return label within 2 days.” (the customer wrote again, upset)", Text(brief, BriefKind.Tried));
        Assert.Equal(["W5442520", "ana@example.com", "May 20th", "$89.50"], brief.Given.Select(fact => fact.Value));
        Assert.Contains("upset", Text(brief, BriefKind.Mood), StringComparison.Ordinal);
        Assert.Equal([1, 3], brief.Lines.First(line => line.Kind == BriefKind.Given).Seqs);
    }

    [Fact]
    public void A_question_that_no_answer_speaks_of_stays_open_and_one_that_was_answered_does_not()
    {
        var brief = Write(
            Theirs(1, "I need to cancel my flight."),
            Ours(2, "The flight is cancelled."),
            Theirs(3, "Can I bring my skis as baggage? And what is the refund for the cancelled flight?"),
            Ours(4, "The refund for a cancelled flight is paid to your card."),
            Theirs(5, "Thanks. I would also like an invoice."));

        var open = brief.Lines.First(line => line.Kind == BriefKind.Open);

        Assert.Equal("No answer found to: “Can I bring my skis as baggage?”", open.Text);
        Assert.Equal([3], open.Seqs);
    }

    [Fact]
    public void Of_a_customer_it_says_what_they_are_worth_and_since_when_with_the_event_that_said_so()
    {
        var customer = CustomerState.New("c1") with
        {
            Attributes = ImmutableSortedDictionary<string, AttributeValue>.Empty.Add("plan", Known("\"gold\"")).Add("vip", Known("true")).Add("since", Known("\"2022-03-01\"")),
            Consent = ImmutableSortedDictionary<string, bool>.Empty.Add("doNotContact", true),
        };
        var brief = BriefWriter.Write(new CaseFile
        {
            Reason = "The customer asked for a person.",
            Opened = 2,
            Root = 2,
            Now = Now,
            Customer = customer,
            CustomerName = "Ana Alvarez",
            Log = [Of(1, EventTypes.CustomerUpdated, """{"attributes":{"plan":"gold"}}""", Actor.Channel("crm")), Theirs(2, "I want a person.")],
        });

        var who = brief.Lines[0];

        Assert.Equal("Ana Alvarez: VIP, plan gold, customer for 4 years, asked not to be contacted", who.Text);
        Assert.Equal([1], who.Seqs);
    }

    [Fact]
    public void Of_what_was_tried_it_says_what_was_refused_and_what_failed()
    {
        var brief = Write(
            Theirs(1, "I want my money back for the lamp."),
            new CaseEvent(Of(2, EventTypes.ActionProposed, """{"agent":"billing","kind":"refund","data":{"amount":120,"currency":"EUR"}}""", Actor.Agent("billing")).Event, "suppress", "suppressed"),
            Of(3, EventTypes.TaskFinished, """{"agent":"reply","status":"failure","detail":"No answer within 20 s."}""", Actor.Agent("reply")));

        Assert.Equal("Tried: billing asked for refund of 120 EUR, not allowed; reply failed (“No answer within 20 s.”)", Text(brief, BriefKind.Tried));
    }

    [Fact]
    public void A_case_about_no_customer_and_one_without_words_say_why_they_came()
    {
        Assert.Equal(["Came here: The customer asked for a person."], Write().Lines.Select(line => line.Text));
        Assert.Equal([BriefKind.Why], Write(Theirs(1, "  \u202E\u0000  "), Theirs(2, "👍")).Lines.Select(line => line.Kind));
    }

    [Theory]
    [InlineData("Hello! Can you help me? My parcel W123456 never arrived.", "My parcel W123456 never arrived.")]
    [InlineData("I'd like to talk to a human. I was charged twice for my subscription.", "I was charged twice for my subscription.")]
    [InlineData("Thanks.\nWhere is my order?\nBest, Ana", "Where is my order?")]
    [InlineData("Mr. Smith told me to write. How do I change my address?", "How do I change my address?")]
    [InlineData("Guten Tag, ich möchte meine Bestellung stornieren.", "Guten Tag, ich möchte meine Bestellung stornieren.")]
    public void The_sentence_that_asks_is_found_among_courtesies(string text, string asks) =>
        Assert.Equal($"Wants: “{asks}”", Text(Write(Theirs(1, text)), BriefKind.Wants));

    [Theory]
    [InlineData("Order #W5442520 please", "#W5442520")]
    [InlineData("my user ID is mia_li_3668", "mia_li_3668")]
    [InlineData("reservation SI5UKW", "SI5UKW")]
    [InlineData("booking number 4711", "4711")]
    [InlineData("it cost 1.299,00 EUR", "1.299,00 EUR")]
    [InlineData("on 2024-05-20 or so", "2024-05-20")]
    [InlineData("call me: +49 30 123456-7", "+49 30 123456-7")]
    [InlineData("see https://example.com/a?b=1.", "https://example.com/a?b=1")]
    [InlineData("the Philips Sonicare stopped", "Philips Sonicare")]
    [InlineData("my card 4111 1111 1111 1111", null)]
    [InlineData("I AM SO ANGRY", null)]
    public void What_the_customer_gave_is_kept_and_numbers_of_cards_are_not(string text, string? value) =>
        Assert.Equal(value, Write(Theirs(1, text)).Given.Select(fact => fact.Value).FirstOrDefault());

    [Theory]
    [InlineData("one\n\ttwo\u0007 three", "“one two three”")]
    [InlineData("right\u202Eleft \u200Bzero", "“rightleft zero”")]
    [InlineData("he said “no” to me", "“he said \"no\" to me”")]
    public void Quoted_words_stand_in_one_line_and_cannot_leave_their_marks(string text, string quote) => Assert.Equal(quote, Quote.Of(text));

    [Fact]
    public void A_long_quote_is_cut_at_a_word_and_never_within_a_sign()
    {
        Assert.Equal("“one two…”", Quote.Of("one two three four", 9));
        Assert.All(Enumerable.Range(1, 20), most => Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(Quote.Of(string.Concat(Enumerable.Repeat("👍", 20)), most)))));
    }

    [Fact]
    public void A_hostile_text_of_a_megabyte_is_read_at_once()
    {
        foreach (var text in new[] { new string('(', 1_000_000), string.Concat(Enumerable.Repeat("a@", 500_000)), string.Concat(Enumerable.Repeat("1-", 500_000)), string.Concat(Enumerable.Repeat("Aa ", 300_000)), new string('.', 1_000_000), string.Concat(Enumerable.Repeat("A1-", 300_000)) })
        {
            var brief = Write(Theirs(1, text), Theirs(2, text), Theirs(3, text));

            Assert.All(brief.Lines, line => Assert.InRange(line.Text.Length, 1, 700));
        }
    }

    private static AttributeValue Known(string json) => new(JsonElement.Parse(json), "channel:crm", Now);

    private static string? Text(CaseBrief brief, BriefKind kind) => brief.Lines.FirstOrDefault(line => line.Kind == kind)?.Text;

    private static CaseBrief Write(params CaseEvent[] log) => BriefWriter.Write(new CaseFile { Reason = "The customer asked for a person.", Opened = 1, Root = 1, Now = Now, Log = log });

    private static CaseEvent Theirs(long seq, string text) => Of(seq, EventTypes.MessageReceived, JsonSerializer.Serialize(new { text }), Actor.Channel("urn:mail"));

    private static CaseEvent Ours(long seq, string text) => Of(seq, EventTypes.MessageSent, JsonSerializer.Serialize(new { text, agent = "reply" }), Actor.Channel("urn:mail"));

    private static CaseEvent Of(long seq, string type, string data, Actor by) => new(new Event
    {
        Seq = seq,
        Source = "urn:test",
        Id = seq.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Type = type,
        Customer = "c1",
        Time = Now.AddMinutes(seq),
        Received = Now.AddMinutes(seq),
        Actor = by,
        Root = seq,
        Data = JsonElement.Parse(data),
    });
}

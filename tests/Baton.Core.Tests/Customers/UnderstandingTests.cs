using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Customers;

public sealed class UnderstandingTests
{
    private readonly Story _story = new();

    [Fact]
    public void A_case_is_open_until_it_is_resolved()
    {
        _story.Tell("case.opened", new { @case = "4711", department = "success", title = "Late parcel", priority = "high" });
        Assert.Equal(new Core.Customers.Case("4711", "success", "Late parcel", "high", _story.Now), Assert.Single(_story.State.OpenCases));
        var opened = _story.Now;
        _story.Wait(TimeSpan.FromHours(1));
        _story.Tell("case.updated", new { @case = "4711", priority = "urgent" });
        Assert.Equal(new Core.Customers.Case("4711", "success", "Late parcel", "urgent", opened), Assert.Single(_story.State.OpenCases));
        _story.Tell("case.resolved", new { @case = "4711" });

        Assert.Empty(_story.State.OpenCases);
    }

    [Theory]
    [InlineData("""{"case":"7"}""", """{"case":"7"}""")]
    [InlineData("""{"caseId":"7"}""", """{"id":"7"}""")]
    [InlineData("""{"case":7}""", """{"case":"7"}""")]
    [InlineData("""{}""", """{}""")]
    public void A_case_is_known_by_its_id_whether_text_or_number_and_without_one_it_is_the_last(string opened, string resolved)
    {
        _story.Tell("case.opened", opened);
        Assert.Single(_story.State.OpenCases);
        _story.Tell("case.resolved", resolved);

        Assert.Empty(_story.State.OpenCases);
    }

    [Fact]
    public void The_end_of_an_unknown_case_ends_no_other()
    {
        _story.Tell("case.opened", new { @case = "1" });
        _story.Tell("case.resolved", new { @case = "2" });

        Assert.Single(_story.State.OpenCases);
    }

    [Fact]
    public void A_contact_sent_is_remembered_as_done_with_its_channel_and_time()
    {
        _story.Tell("contact.sent", new { channel = "email", purpose = "promotion", department = "sales", agent = "outreach" }, time: _story.Now.AddHours(-2), id: "m1");

        var action = Assert.Single(_story.State.Actions);
        Assert.Equal(("test/m1", "contact.email", "promotion", "outreach"), (action.Proposal.Id, action.Proposal.Kind, action.Proposal.Purpose, action.Proposal.Agent));
        Assert.Equal((ActionStatus.Done, "sales", _story.Now.AddHours(-2)), (action.Status, action.Department, action.Decided));
    }

    [Theory]
    [InlineData("""{"doNotContact":true}""", "doNotContact=True")]
    [InlineData("""{"purpose":"promotion","granted":false}""", "promotion=False")]
    [InlineData("""{"channel":"sms","granted":true}""", "sms=True")]
    [InlineData("""{"purpose":"promotion","channel":"sms","granted":false}""", "promotion=False,sms=False")]
    [InlineData("""{"consent":{"sms":true,"email":false,"odd":"x"}}""", "email=False,sms=True")]
    public void Consent_is_kept_by_purpose_and_channel(string data, string consent)
    {
        _story.Tell("consent.changed", data);

        Assert.Equal(consent, string.Join(',', _story.State.Consent.Select(c => $"{c.Key}={c.Value}")));
    }

    [Fact]
    public void Attributes_are_merged_and_remember_whose_word_they_are()
    {
        _story.Tell("customer.updated", """{"attributes":{"plan":"pro","address":{"city":"Ulm","zip":"89073"},"old":1}}""");
        _story.Tell("customer.updated", """{"attributes":{"address":{"zip":null,"street":"A"},"old":null,"new":{"a":null,"b":1}}}""", Actor.Agent("care"));

        Assert.Equal(["address", "new", "plan"], _story.State.Attributes.Keys);
        Assert.Equal("""{"city":"Ulm","street":"A"}""", _story.State.Attributes["address"].Value.GetRawText());
        Assert.Equal("""{"b":1}""", _story.State.Attributes["new"].Value.GetRawText());
        Assert.Equal(("agent:care", "channel:test"), (_story.State.Attributes["address"].By, _story.State.Attributes["plan"].By));
    }

    [Fact]
    public void Attributes_may_stand_in_the_payload_itself_beside_the_customers_name()
    {
        _story.Tell("customer.updated", """{"customer":{"email":"a@x.test"},"plan":"pro"}""");

        Assert.Equal(["plan"], _story.State.Attributes.Keys);
    }

    [Fact]
    public void A_lead_may_bring_attributes()
    {
        _story.Tell("lead.created", """{"interest":"storage","attributes":{"company":"Ulmer GmbH"}}""");

        Assert.Equal("Ulmer GmbH", _story.State.AttributeText("company"));
    }

    [Fact]
    public void A_patch_changes_attributes_and_consent()
    {
        _story.Tell("customer.updated", """{"attributes":{"plan":"pro"}}""");
        _story.Tell(EventTypes.CustomerPatched, """{"attributes":{"plan":null,"vip":true},"consent":{"promotion":false}}""", Actor.Person("ana@example.com"));

        Assert.Equal(["vip"], _story.State.Attributes.Keys);
        Assert.False(_story.State.Consent["promotion"]);
    }

    [Theory]
    [InlineData("message.received")]
    [InlineData("message.sent")]
    [InlineData("conversation.ended")]
    [InlineData("weather.changed")]
    public void Other_events_change_nothing_but_the_version(string type)
    {
        var before = _story.State;
        _story.Tell(type, new { text = "hello" });

        Assert.Equal(Timeline.Json.Of(before with { Version = 1 }), Timeline.Json.Of(_story.State));
    }

    [Theory]
    [InlineData("message.received", """{}""", "data.text")]
    [InlineData("message.received", """{"text":5}""", "data.text")]
    [InlineData("consent.changed", """{}""", "data.doNotContact")]
    [InlineData("consent.changed", """{"purpose":"promotion"}""", "data.granted")]
    [InlineData("consent.changed", """{"channel":"sms","granted":"yes"}""", "data.granted")]
    [InlineData("consent.changed", """{"doNotContact":"yes"}""", "data.doNotContact")]
    [InlineData("customer.updated", """[]""", "data.attributes")]
    [InlineData("customer.updated", """{"attributes":[]}""", "data.attributes")]
    [InlineData("lead.created", """{"attributes":"x"}""", "data.attributes")]
    public void What_cannot_be_interpreted_changes_nothing_is_kept_and_comes_to_a_person(string type, string data, string named)
    {
        var decision = _story.Tell(type, data);

        Assert.Equal(EventOutcome.Quarantined, decision.Outcome);
        Assert.Contains(named, decision.Fault, StringComparison.Ordinal);
        Assert.Equal((HandoffCause.Uninterpretable, $"What does this “{type}” mean?"), (_story.Handoff.Cause, _story.Handoff.Title));
        Assert.Empty(_story.State.Consent);
        Assert.Empty(_story.State.Attributes);
    }

    [Fact]
    public void What_cannot_be_interpreted_starts_no_cooldown()
    {
        var story = new Story("""{ "cooldowns": [ { "id": "c", "after": { "field": "event.type", "op": "eq", "value": "message.received" }, "blocks": { "field": "action.kind", "op": "exists" }, "for": "P1D" } ] }""");
        story.Tell("message.received", new { });

        Assert.Empty(story.State.Marks);
    }

    [Fact]
    public void A_hold_in_force_remembers_since_when()
    {
        var story = new Story("""{ "holds": [ { "id": "busy", "while": { "field": "customer.openCases", "op": "gt", "value": 0 }, "blocks": { "field": "action.kind", "op": "exists" } } ] }""");
        story.Tell("case.opened", new { @case = "1" });
        var since = story.Now;
        story.Wait(TimeSpan.FromHours(1));
        story.Tell("case.updated", new { @case = "1" });
        Assert.Equal([new HoldInForce("busy", since)], story.State.Holds);
        story.Tell("case.resolved", new { @case = "1" });

        Assert.Empty(story.State.Holds);
    }
}

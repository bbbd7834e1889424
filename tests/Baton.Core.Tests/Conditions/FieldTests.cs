using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Events;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Conditions;

public sealed class FieldTests
{
    [Theory]
    [InlineData("event.type", "message.received")]
    [InlineData("event.source", "mail")]
    [InlineData("event.id", "e7")]
    [InlineData("event.subject", "email:ana@example.com")]
    [InlineData("event.time", "2026-11-20T11:00:00.0000000+00:00")]
    [InlineData("event.text", "hello")]
    [InlineData("event.agent", "reply")]
    [InlineData("event.actor", "Channel")]
    [InlineData("event.data.order.total", "12.5")]
    [InlineData("customer.id", "c1")]
    [InlineData("customer.openCases", "1")]
    [InlineData("customer.openHandoffs", "0")]
    [InlineData("customer.openTasks", "0")]
    [InlineData("customer.doNotContact", "false")]
    [InlineData("customer.consent.promotion", "true")]
    [InlineData("customer.plan", "pro")]
    [InlineData("customer.attributes.PLAN", "pro")]
    [InlineData("customer.address.city", "Ulm")]
    [InlineData("agent.name", "outreach")]
    [InlineData("agent.department", "sales")]
    [InlineData("agent.kind", "built-in")]
    [InlineData("action.kind", "contact.email")]
    [InlineData("action.purpose", "promotion")]
    [InlineData("action.channel", "email")]
    [InlineData("action.text", "hi")]
    [InlineData("action.agent", "outreach")]
    [InlineData("action.data.amount", "40")]
    public void A_field_reads_what_its_name_says(string path, string value) => Assert.Equal(value, Field.Find(path, out _)!.Read(Facts).ToString());

    [Theory]
    [InlineData("weather.today")]
    [InlineData("event")]
    [InlineData("event.data")]
    [InlineData("event.data.")]
    [InlineData("event..type")]
    [InlineData("action.colour")]
    [InlineData("agent.department.name")]
    [InlineData("")]
    public void A_field_that_there_is_not_is_refused_by_name(string path)
    {
        Assert.Null(Field.Find(path, out var fault));
        Assert.Contains($"'{path}'", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contact", null)]
    [InlineData("contact.sms", "sms")]
    [InlineData("refund", null)]
    public void Only_contacts_have_a_channel(string kind, string? channel) => Assert.Equal(channel, new Proposal { Id = "a", Agent = "x", Kind = kind }.Channel);

    private static Facts Facts
    {
        get
        {
            var story = new Story();
            story.Tell("case.opened", new { @case = "1" });
            story.Tell("consent.changed", new { purpose = "promotion", granted = true });
            story.Tell("customer.updated", new { attributes = new { plan = "pro", address = new { city = "Ulm" } } });
            var e = Ask.Message("hello") with { Id = "e7", Subject = "email:ana@example.com", Time = story.Now.AddHours(-1), Actor = Actor.Channel("mail"), Data = Story.Json(new { text = "hello", agent = "reply", order = new { total = 12.5 } }) };
            var action = new Proposal { Id = "a", Agent = "outreach", Kind = "contact.email", Purpose = "promotion", Text = "hi", Data = Story.Json(new { amount = 40 }) };
            return new Facts(story.Now, story.State, e, action, Story.Agent("outreach", "sales") with { Kind = AgentKind.BuiltIn });
        }
    }
}

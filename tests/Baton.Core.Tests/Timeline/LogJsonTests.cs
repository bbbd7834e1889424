using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Stories;
using Baton.Core.Timeline;

namespace Baton.Core.Tests.Timeline;

public sealed class LogJsonTests
{
    private static string Write<T>(T value) => JsonSerializer.Serialize(value, LogJson.Compact);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, LogJson.Compact)!;

    [Fact]
    public void A_state_reads_back_as_it_was_written()
    {
        var story = new Story();
        story.Tell("customer.updated", new { attributes = new { plan = "pro", Zone = "x" } });
        story.Propose("outreach");

        var json = Write(story.State);
        var read = Read<CustomerState>(json);

        Assert.Equal(json, Write(read));
        Assert.Equal(
            """{"id":"c1","version":2,"attributes":{"plan":{"value":"pro","by":"channel:test","at":"2026-11-20T12:00:00+00:00"},"Zone":{"value":"x","by":"channel:test","at":"2026-11-20T12:00:00+00:00"}},"actions":[{"proposal":{"id":"a2","agent":"outreach","kind":"contact.email","purpose":"promotion"},"department":"sales","status":"allowed","asked":"2026-11-20T12:00:00+00:00","decided":"2026-11-20T12:00:00+00:00","permitExpires":"2026-11-20T12:15:00+00:00","root":2,"seq":2}]}""",
            json);
    }

    [Fact]
    public void What_was_empty_is_empty_again_and_not_missing()
    {
        var read = Read<CustomerState>("""{"id":"c1"}""");

        Assert.Empty(read.Handoffs);
        Assert.Empty(read.Actions);
        Assert.Empty(read.Attributes);
        Assert.Empty(Read<Decision>("""{"sentence":"x"}""").Rulings);
    }

    [Fact]
    public void Names_of_attributes_still_ignore_case_after_reading()
    {
        var story = new Story();
        story.Tell("customer.updated", new { attributes = new { plan = "pro" } });

        Assert.Equal("pro", Read<CustomerState>(Write(story.State)).AttributeText("PLAN"));
    }

    [Fact]
    public void A_decision_says_its_verdict_even_when_it_is_the_mildest()
    {
        var story = new Story();
        story.Propose("outreach");

        var json = Write(story.Log[^1].Decision);

        Assert.Equal(
            """{"sentence":"outreach → contact.email (promotion): allowed. Nothing stands against it.","rulings":[{"action":"a1","verdict":"allow","reason":"Nothing stands against it.","reasonCode":"allowed","considered":[{"kind":"permission","id":"outreach"},{"kind":"consent","id":"doNotContact"},{"kind":"handoff","id":"human-owns"},{"kind":"precedence","id":"precedence"}],"permitExpires":"2026-11-20T12:15:00+00:00","department":"sales"}]}""",
            json);
        Assert.Equal(json, Write(Read<Decision>(json)));
    }

    [Fact]
    public void An_agent_reads_back_with_what_was_not_said_of_it()
    {
        var read = Read<AgentDefinition>("""{"name":"reply","department":"support"}""");

        Assert.Equal((3, "general", AgentKind.Pull, TimeSpan.FromMinutes(15)), (read.MaxAttempts, read.Queue, read.Kind, read.Permit));
    }

    [Fact]
    public void What_differs_from_the_beginning_is_written_although_it_is_a_default_of_its_type()
    {
        var agent = Read<AgentDefinition>(Write(new AgentDefinition { Name = "triage", Department = "support", Kind = AgentKind.BuiltIn, MaxAttempts = 0 }));
        var handoff = Read<OpenHandoff>(Write(new OpenHandoff { Id = "h", Cause = HandoffCause.Escalated, Queue = "q", Title = "t", Reason = "r", Opened = default, Due = default, Priority = Priority.Low }));

        Assert.Equal((AgentKind.BuiltIn, 0), (agent.Kind, agent.MaxAttempts));
        Assert.Equal(Priority.Low, handoff.Priority);
    }

    [Theory]
    [InlineData(ResultStatus.Success, "success")]
    [InlineData(ResultStatus.NeedsHumanReview, "needs-human-review")]
    public void A_result_writes_its_status_as_the_decider_reads_it(ResultStatus status, string written) =>
        Assert.Contains($"\"status\":\"{written}\"", Write(new TaskResult("t1", "triage", status)), StringComparison.Ordinal);

    [Fact]
    public void Kinds_of_rules_are_written_under_their_names_in_the_contract()
    {
        Assert.Equal("\"handoff\"", Write(RuleKind.Ownership));
        Assert.Equal("\"quietHours\"", Write(RuleKind.QuietHours));
        Assert.All(Enum.GetValues<RuleKind>(), kind => Assert.Equal(kind, Read<RuleKind>(Write(kind))));
    }
}

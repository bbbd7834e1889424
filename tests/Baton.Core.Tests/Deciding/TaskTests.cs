using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Deciding;

public sealed class TaskTests
{
    private const string Chain = """
        { "routing": [
          { "id": "triage", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "triage" }, "priority": "high" },
          { "id": "reply", "when": { "all": [ { "field": "event.type", "op": "eq", "value": "baton.task.finished" }, { "field": "event.agent", "op": "eq", "value": "triage" } ] }, "to": { "agent": "reply" } } ] }
        """;

    private readonly Story _story = new(Chain, Story.Agent("triage", "support") with { MinConfidence = 0.6, Fallback = "spare", Queue = "second-level" }, Story.Agent("reply", "support"), Story.Agent("spare", "support") with { MaxAttempts = 1 });

    private OpenTask Task => Assert.Single(_story.State.Tasks);

    private void Receive() => _story.Tell("message.received", new { text = "My parcel is late" });

    [Fact]
    public void A_sentence_ends_with_one_full_stop_whatever_was_said()
    {
        Receive();
        string Said(string status, string detail) => _story.Tell(EventTypes.TaskFinished, new { task = Task.Id, agent = Task.Agent, status, detail }, Actor.Agent(Task.Agent)).Sentence;

        Assert.Equal("triage failed: No answer within 60 s. Try 2 in 2 s.", Said("failure", "No answer within 60 s."));
        Assert.DoesNotContain("..", Said("needs-more-info", "The order's number."), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_becomes_a_task_of_the_agent_that_the_rule_names()
    {
        Receive();

        Assert.Equal(new OpenTask(TaskId.Of(1, "c1"), "triage", 1, 1, 0, 1, Priority.High, _story.Now), Task);
    }

    [Fact]
    public void A_sure_result_goes_on_by_the_routing_rules_under_the_same_root()
    {
        Receive();
        var decision = _story.Finish(TaskId.Of(1, "c1"), confidence: 0.9, output: new { label = "shipping" });

        Assert.Equal(("reply", 2, 1, 1), (Task.Agent, Task.Event, Task.Root, Task.Depth));
        Assert.Equal("triage is done (shipping). To reply (rule reply).", decision.Sentence);
        Assert.Equal("reply is done (without output).", _story.Finish(TaskId.Of(2, "c1")).Sentence);
        Assert.Empty(_story.State.Tasks);
    }

    [Theory]
    [InlineData(0.59, true)]
    [InlineData(0.6, false)]
    [InlineData(null, false)]
    public void A_result_less_sure_than_the_agent_must_be_comes_to_a_person(double? confidence, bool person)
    {
        Receive();
        _story.Finish(TaskId.Of(1, "c1"), confidence: confidence, output: new { label = "shipping" });

        if (!person)
        {
            Assert.Empty(_story.State.Handoffs);
            return;
        }

        Assert.Equal((HandoffCause.LowConfidence, "second-level", "triage is only 59% sure (shipping)", 1), (_story.Handoff.Cause, _story.Handoff.Queue, _story.Handoff.Title, _story.Handoff.Root));
        Assert.Equal("triage is 59% sure; at least 60% is wanted.", _story.Handoff.Reason);
    }

    [Fact]
    public void What_a_person_approves_goes_on_as_if_the_agent_had_been_sure()
    {
        Receive();
        _story.Finish(TaskId.Of(1, "c1"), confidence: 0.3, output: new { label = "shipping" });
        _story.Resolve(_story.Handoff.Id, "ana@example.com", "approved");

        Assert.Equal(("reply", 1), (Task.Agent, Task.Root));
    }

    [Fact]
    public void A_person_may_correct_the_result_that_goes_on()
    {
        var rules = Chain.Replace("\"baton.task.finished\" }", "\"baton.task.finished\" }, { \"field\": \"event.data.output.label\", \"op\": \"eq\", \"value\": \"billing\" }", StringComparison.Ordinal).Replace("{ \"field\": \"event.agent\", \"op\": \"eq\", \"value\": \"triage\" }", "{ \"field\": \"event.data.output\", \"op\": \"exists\" }", StringComparison.Ordinal);
        var story = new Story(rules, Story.Agent("triage", "support") with { MinConfidence = 0.6 }, Story.Agent("reply", "support"));
        story.Tell("message.received", new { text = "My parcel is late" });
        story.Finish(TaskId.Of(1, "c1"), confidence: 0.3, output: new { label = "shipping" });

        story.Resolve(story.Handoff.Id, "ana@example.com", "answered", data: new { label = "billing" });

        Assert.Equal("reply", Assert.Single(story.State.Tasks).Agent);
    }

    [Fact]
    public void What_a_person_rejects_does_not_go_on()
    {
        Receive();
        _story.Finish(TaskId.Of(1, "c1"), confidence: 0.3);
        _story.Resolve(_story.Handoff.Id, "ana@example.com", "rejected");

        Assert.Empty(_story.State.Tasks);
    }

    [Theory]
    [InlineData("needs-human-review", HandoffCause.NeedsReview)]
    [InlineData("needs-more-info", HandoffCause.NeedsInfo)]
    public void An_agent_may_ask_for_a_person(string status, HandoffCause cause)
    {
        Receive();
        _story.Finish(TaskId.Of(1, "c1"), status);

        Assert.Equal(cause, _story.Handoff.Cause);
        Assert.NotNull(_story.Handoff.Held);
    }

    [Fact]
    public void A_failure_is_tried_again_ever_later_then_falls_back_then_comes_to_a_person()
    {
        Receive();
        Assert.Equal(_story.Now.AddSeconds(2), Assert.Single(_story.Finish(TaskId.Of(1, "c1"), "failure").Tasks).NotBefore);
        Assert.Equal(_story.Now.AddSeconds(4), Assert.Single(_story.Finish(TaskId.Of(2, "c1"), "failure").Tasks).NotBefore);
        Assert.Equal(3, Task.Attempt);

        Assert.Equal("triage failed 3 times. spare takes over.", _story.Finish(TaskId.Of(3, "c1"), "failure").Sentence);
        Assert.Equal(("spare", 1, 1), (Task.Agent, Task.Attempt, Task.Root));

        _story.Finish(TaskId.Of(4, "c1"), "failure");
        Assert.Equal((HandoffCause.AgentFailed, "spare could not do its task"), (_story.Handoff.Cause, _story.Handoff.Title));
        Assert.Empty(_story.State.Tasks);
    }

    [Fact]
    public void A_result_counts_once()
    {
        Receive();
        _story.Finish(TaskId.Of(1, "c1"), confidence: 0.9);

        Assert.Equal(RefusalKind.Gone, _story.Try(EventTypes.TaskFinished, new { task = TaskId.Of(1, "c1"), status = "success" }, Actor.Agent("triage"))!.Kind);
    }

    [Fact]
    public void Agents_that_go_round_in_a_circle_are_stopped_and_a_person_can_end_it()
    {
        var story = new Story("""{ "routing": [ { "id": "start", "when": { "field": "event.type", "op": "eq", "value": "lead.created" }, "to": { "agent": "a" } }, { "id": "round", "when": { "field": "event.type", "op": "startsWith", "value": "baton." }, "to": { "agent": "a" } } ] }""", Story.Agent("a", "sales"));
        story.Tell("lead.created");
        var steps = 0;
        while (!story.State.Tasks.IsEmpty && steps++ < 100) story.Finish(story.State.Tasks[0].Id);

        Assert.Equal(HandoffCause.Loop, story.Handoff.Cause);
        Assert.Equal(Decider.MaxDepth + 1, steps);
        story.Claim(story.Handoff.Id, "ana@example.com");
        Assert.Single(story.State.Handoffs);
        story.Resolve(story.Handoff.Id, "ana@example.com", "other");
        Assert.Empty(story.State.Handoffs);
    }
}

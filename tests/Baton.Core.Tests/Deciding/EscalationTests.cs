using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Deciding;

/// <summary>What becomes of a task whose agent fails for good, may not be called, or is unsure: the next agent in the chain, and in the end a person.</summary>
public sealed class EscalationTests
{
    private const string Rules = """{ "routing": [ { "id": "first", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "junior" } } ] }""";

    private readonly Story _story = new(Rules,
        Story.Agent("junior", "support") with { MinConfidence = 0.6, Senior = "senior", Fallback = "spare", Limits = AgentLimits.Usual },
        Story.Agent("senior", "support") with { MinConfidence = 0.8, Queue = "experts" },
        Story.Agent("spare", "support") with { Fallback = "last" },
        Story.Agent("last", "support") with { Queue = "experts" });

    public EscalationTests() => _story.Tell("message.received", new { text = "My parcel is late" });

    private OpenTask Task => Assert.Single(_story.State.Tasks);

    [Theory]
    [InlineData("success", "junior is 30% sure; at least 60% is wanted. senior looks at it before a person does.")]
    [InlineData("needs-human-review", "junior asks for a person's review. senior looks at it before a person does.")]
    public void A_senior_agent_looks_at_what_a_junior_is_unsure_of_then_a_person(string status, string sentence)
    {
        Assert.Equal(sentence, Finish(new { status, confidence = 0.3, output = new { label = "late" } }).Sentence);
        Assert.Equal(("senior", 2, 1, 1), (Task.Agent, Task.Event, Task.Root, Task.Attempt));
        Assert.Empty(_story.State.Handoffs);

        Finish(new { status = "success", confidence = 0.7 });
        Assert.Equal((HandoffCause.LowConfidence, "experts"), (_story.Handoff.Cause, _story.Handoff.Queue));
    }

    [Fact]
    public void A_paused_senior_is_passed_over()
    {
        _story.Define(Story.Agent("senior", "support") with { Paused = true });

        Finish(new { status = "success", confidence = 0.3 });

        Assert.Equal(HandoffCause.LowConfidence, _story.Handoff.Cause);
    }

    [Fact]
    public void A_failure_that_another_try_would_not_mend_goes_to_the_fallback_at_once_and_on_to_its_fallback_then_to_a_person()
    {
        Assert.Equal("junior failed: It refused. Another try is of no use. spare takes over.", Finish(new { status = "failure", detail = "It refused.", final = true }).Sentence);
        var key = Task.Key;
        Assert.Equal("spare was not asked: its queue of 100 is full. last takes over.", Finish(new { status = "failure", detail = "its queue of 100 is full", unasked = true }).Sentence);
        Assert.Equal(("last", 1, key), (Task.Agent, Task.Attempt, Task.Key));
        Finish(new { status = "failure", final = true });

        Assert.Equal((HandoffCause.AgentFailed, "experts"), (_story.Handoff.Cause, _story.Handoff.Queue));
    }

    [Fact]
    public void A_circle_of_fallbacks_ends_with_a_person()
    {
        _story.Define(Story.Agent("last", "support") with { Fallback = "junior" });
        for (var i = 0; i < 3 && _story.State.Tasks.Length > 0; i++) Finish(new { status = "failure", final = true });

        Assert.Equal(HandoffCause.AgentFailed, _story.Handoff.Cause);
        Assert.Empty(_story.State.Tasks);
    }

    [Fact]
    public void Every_try_has_the_key_of_the_first_and_waits_as_long_as_the_agent_asks()
    {
        var first = Task.Id;
        var decision = Finish(new { status = "failure", detail = "Too many requests", retryAfterMs = 30_000 });

        Assert.Equal("junior failed: Too many requests. Try 2 in 30 s.", decision.Sentence);
        Assert.Equal(_story.Now.AddSeconds(30), Assert.Single(decision.Tasks).NotBefore);
        Assert.NotEqual(first, Task.Id);
        Assert.Equal(first, Task.Key);
    }

    [Fact]
    public void What_a_result_says_of_further_tries_is_in_its_payload_and_nothing_more_when_it_says_nothing()
    {
        var said = TaskResultJson.Write(new TaskResult("t1", "junior", ResultStatus.Failure) { RetryAfter = TimeSpan.FromSeconds(1.5), IsFinal = true, IsUnasked = true, Model = "m" });

        Assert.Equal((1500, true, true, "m"), (said.Number("retryAfterMs"), said.Flag("final"), said.Flag("unasked"), said.Text("model")));
        Assert.Equal("""{"task":"t1","agent":"junior","status":"failure"}""", TaskResultJson.Write(new TaskResult("t1", "junior", ResultStatus.Failure)).GetRawText());
    }

    private Decision Finish(object result)
    {
        var members = Story.Json(result).EnumerateObject().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        (members["task"], members["agent"]) = (Story.Json($"\"{Task.Id}\""), Story.Json($"\"{Task.Agent}\""));
        return _story.Tell(EventTypes.TaskFinished, members, Actor.Agent(Task.Agent));
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;
using Baton.Core.Policies;
using Baton.Core.Tests.Stories;
using Baton.Core.Timeline;

namespace Baton.Core.Tests.Messages;

public sealed class MessageTests
{
    private readonly Story _story = new(PolicyReader.Beginning, Story.Agent("outreach", "sales"),
        Story.Agent("billing", "finance") with { Skills = ["refunds"], MaxAttempts = 2, Queue = "money" },
        Story.Agent("tax", "finance") with { Skills = ["invoices", "refunds"] });

    private Decision Send(string to, string id = "m1", string from = "outreach", string text = "May Ana have 20 back?", string? thread = null, string? task = null, TimeSpan? expires = null)
    {
        var message = new AgentMessage(id, from, to, text, _story.Now + (expires ?? TimeSpan.FromHours(1))) { Thread = thread ?? id, Task = task };
        return _story.Tell(EventTypes.AgentMessageSent, message.Write(), Actor.Agent(from), id: id);
    }

    private OpenTask Task => Assert.Single(_story.State.Tasks);

    [Fact]
    public void A_message_becomes_a_task_of_the_agent_named_with_the_message_as_what_it_is_about()
    {
        var decision = Send("billing");

        Assert.Equal("outreach to billing: “May Ana have 20 back?”. billing was named.", decision.Sentence);
        Assert.Equal(("billing", 1L, Priority.Normal), (Task.Agent, Task.Event, Task.Priority));
        Assert.Equal(new OpenMessage("m1", "outreach", "billing", MessageStatus.Queued, Task.Id, 1), Assert.Single(_story.State.Messages));
    }

    [Fact]
    public void A_thread_stays_with_one_agent_of_a_skill_and_threads_spread_over_all_who_have_it()
    {
        var config = _story.Config;
        var picked = Enumerable.Range(0, 50).Select(i => Recipients.Of("skill:refunds", "outreach", $"t{i}", config)).ToList();

        Assert.Equal(["billing", "tax"], picked.Select(p => p.Agent).Distinct().Order());
        Assert.Equal(picked, Enumerable.Range(0, 50).Select(i => Recipients.Of("SKILL:Refunds", "outreach", $"t{i}", config)).Select((p, i) => p with { Why = picked[i].Why }));
        Assert.Equal("tax", Recipients.Of("skill:refunds", "billing", "t1", config).Agent);
        Assert.Equal("tax alone has the skill invoices.", Recipients.Of("skill:invoices", "outreach", "t1", config).Why);
        _story.Define(Story.Agent("billing", "finance") with { Skills = ["refunds"], Paused = true });
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal("tax", Recipients.Of("department:finance", "outreach", $"t{i}", _story.Config).Agent));
    }

    [Theory]
    [InlineData("nobody", "No agent is called nobody. There are: billing, outreach, tax.")]
    [InlineData("skill:magic", "No agent besides outreach has the skill magic. Skills there are: invoices, refunds.")]
    [InlineData("department:sales", "No agent besides outreach is of the department sales. Departments with agents are: finance, sales.")]
    [InlineData("outreach", "outreach would write to itself.")]
    public void A_message_to_nobody_fails_and_says_who_there_is(string to, string why)
    {
        var decision = Send(to);

        Assert.EndsWith(why, decision.Sentence, StringComparison.Ordinal);
        Assert.Equal((MessageStatus.Failed, why), (decision.Messages[0].Status, decision.Messages[0].Why));
        Assert.Empty(_story.State.Messages);
        Assert.Empty(_story.State.Tasks);
    }

    [Fact]
    public void The_result_of_the_task_is_the_answer_and_goes_to_nobody_else()
    {
        _story.Publish("""{ "routing": [ { "id": "all", "when": { "field": "event.type", "op": "eq", "value": "baton.task.finished" }, "to": { "agent": "tax" } } ] }""");
        Send("billing");

        var decision = _story.Finish(Task.Id, output: new { text = "Yes, she may." });

        Assert.Equal("billing answered outreach: “Yes, she may.”.", decision.Sentence);
        Assert.Equal(MessageStatus.Answered, Assert.Single(decision.Messages).Status);
        Assert.Empty(_story.State.Tasks);
        Assert.Empty(_story.State.Messages);
    }

    [Fact]
    public void A_message_whose_task_fails_for_good_has_failed_until_a_person_answers_in_its_place()
    {
        Send("billing");
        Assert.Equal(MessageStatus.Delivered, _story.Finish(Task.Id, "failure").Messages[0].Status);
        Assert.Equal(Task.Id, Assert.Single(_story.State.Messages).Task);

        var last = _story.Finish(Task.Id, "failure");
        var handoff = Assert.Single(_story.State.Handoffs);
        Assert.Equal((MessageStatus.Failed, handoff.Id, "money"), (last.Messages[0].Status, last.Messages[0].Handoff, handoff.Queue));

        var answered = _story.Tell(EventTypes.HandoffResolved, new { handoff = handoff.Id, outcome = "other", answer = "Twenty is fine." }, Actor.Person("olga"));
        Assert.Equal((MessageStatus.Answered, "olga answered in its place."), (answered.Messages[0].Status, answered.Messages[0].Why));
        Assert.Equal("Twenty is fine.", MessageReply.TextOf(MessageReply.Of(_story.Log[^1].Event, handoff)));
        Assert.Empty(_story.State.Messages);
    }

    [Theory]
    [InlineData("approved", MessageStatus.Answered)]
    [InlineData("rejected", MessageStatus.Failed)]
    public void An_answer_that_wants_a_review_waits_for_the_person(string outcome, MessageStatus then)
    {
        Send("billing");
        Assert.Equal(MessageStatus.Delivered, _story.Finish(Task.Id, "needs-human-review", output: new { text = "Perhaps." }).Messages[0].Status);
        var handoff = Assert.Single(_story.State.Handoffs);

        Assert.Equal(then, _story.Tell(EventTypes.HandoffResolved, new { handoff = handoff.Id, outcome }, Actor.Person("olga")).Messages[0].Status);
        Assert.Equal("Perhaps.", MessageReply.TextOf(MessageReply.Of(_story.Log[^1].Event, handoff)));
    }

    [Fact]
    public void A_message_whose_time_is_over_takes_its_task_back()
    {
        Send("billing");
        var task = Task.Id;
        var decision = _story.Tell(EventTypes.AgentMessageExpired, new { message = "m1" }, Actor.Baton);

        Assert.Equal("The message from outreach to billing ran out of time before it was answered.", decision.Sentence);
        Assert.Empty(_story.State.Tasks);
        Assert.NotNull(_story.Try(EventTypes.AgentMessageExpired, new { message = "m1" }, Actor.Baton));
        Assert.Equal(RefusalKind.Gone, _story.Try(EventTypes.TaskFinished, new { task, agent = "billing", status = "success" }, Actor.Agent("billing"))!.Kind);
    }

    [Fact]
    public void A_message_of_a_task_belongs_to_its_chain_and_one_in_a_thread_to_the_threads()
    {
        Send("billing");
        Send("tax", "m2", "billing", task: Task.Id);
        Send("billing", "m3", thread: "m1");

        Assert.Equal([(1L, 0), (1L, 1), (1L, 1)], _story.Log.Select(r => (r.Event.Root, r.Event.Depth)));
    }

    [Fact]
    public void Two_agents_that_only_answer_each_other_are_cut_with_one_handoff_and_may_go_on_when_a_person_resolved_it()
    {
        Decision Turn(int i) => Send(i % 2 == 0 ? "billing" : "tax", $"m{i}", i % 2 == 0 ? "tax" : "billing");
        for (var i = 0; i < Circles.MostTurns; i++) Assert.Equal(MessageStatus.Queued, Turn(i).Messages[0].Status);

        var cut = Turn(Circles.MostTurns);
        Assert.Equal(MessageStatus.Failed, cut.Messages[0].Status);
        Assert.Contains("Stopped: agents go round in a circle (tax and billing took 8 turns without a pause). A person is asked.", cut.Sentence, StringComparison.Ordinal);
        var handoff = Assert.Single(cut.Handoffs);
        Assert.Equal((HandoffCause.Loop, Priority.High, "money"), (handoff.Cause, handoff.Priority, _story.Config.Agent("billing")!.Queue));

        Assert.Empty(Turn(Circles.MostTurns + 1).Handoffs);
        Assert.Equal(Circles.MostTurns, _story.State.Tasks.Length);
        _story.Tell(EventTypes.HandoffResolved, new { handoff = handoff.Id, outcome = "other" }, Actor.Person("olga"));
        Assert.Equal(MessageStatus.Queued, Turn(Circles.MostTurns + 2).Messages[0].Status);
    }

    [Fact]
    public void A_pause_ends_what_two_agents_have_to_say_to_each_other()
    {
        for (var i = 0; i < Circles.MostTurns * 3; i++)
        {
            if (i % Circles.MostTurns == 0) _story.Wait(Circles.OfPair + TimeSpan.FromSeconds(1));
            Assert.Equal(MessageStatus.Queued, Send(i % 2 == 0 ? "billing" : "tax", $"m{i}", i % 2 == 0 ? "tax" : "billing").Messages[0].Status);
        }
    }

    [Fact]
    public void A_thread_that_grows_too_long_is_cut_however_slow_it_is()
    {
        Send("billing");
        for (var i = 2; i <= Circles.MostInThread; i++)
        {
            _story.Wait(TimeSpan.FromHours(1));
            Assert.Equal(MessageStatus.Queued, Send("skill:invoices", $"m{i}", thread: "m1").Messages[0].Status);
        }

        Assert.Equal(HandoffCause.Loop, Assert.Single(Send("skill:invoices", "m99", thread: "m1").Handoffs).Cause);
    }

    [Fact]
    public void What_a_paused_agent_says_reaches_nobody()
    {
        _story.Define(Story.Agent("outreach", "sales") with { Paused = true });

        Assert.Equal("outreach is paused, and nothing it asks for is done.", Send("billing").Messages[0].Why);
    }

    [Fact]
    public void What_was_decided_reads_back_from_the_log_as_it_was()
    {
        var decision = Send("billing");
        var read = JsonSerializer.Deserialize<Decision>(JsonSerializer.Serialize(decision, LogJson.Compact), LogJson.Compact)!;

        Assert.Equal(decision.Messages[0], read.Messages[0]);
        Assert.Equal(decision.Talks.AsEnumerable(), read.Talks);
        Assert.Equal(_story.State.Messages[0], JsonSerializer.Deserialize<CustomerState>(JsonSerializer.Serialize(_story.State, LogJson.Compact), LogJson.Compact)!.Messages[0]);
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Agents;
using Baton.Engine.Messages;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Messages;

public sealed class MessageDeskTests
{
    private static readonly Address Ana = TestEngine.Address("email:ana@example.com");

    [Fact]
    public async Task A_built_in_agent_gets_a_message_as_its_task_and_its_result_is_the_answer()
    {
        AgentWork? seen = null;
        var billing = new ToldAgent("billing", (work, _) =>
        {
            seen = work;
            return Task.FromResult(new AgentAnswer { Output = JsonElement.Parse("""{"text":"Yes, Twenty."}""") });
        });
        await using var engine = await TestEngine.StartAsync(billing, ToldAgent.Answering("outreach"));
        await engine.PublishAsync(Policy.Chain("outreach", "billing"));

        var sent = await SendAsync(engine, new("outreach", "billing", "May Ana have 20 back?") { Id = "m-1", Customer = Ana });
        var answered = await engine.Get<MessageDesk>().WaitAsync(TestEngine.Workspace, "m-1", TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await engine.DoneAsync();

        Assert.Equal(("m-1", "outreach", "billing", engine.Conductor.Find(TestEngine.Workspace, Ana)), (sent.Row.Thread, sent.Row.Sender, sent.Row.Agent, sent.Row.Customer));
        Assert.Equal(("answered", """{"text":"Yes, Twenty."}""", "agent:billing"), (answered!.Status, answered.Row.Reply, answered.Row.ReplyBy));
        Assert.Equal((EventTypes.AgentMessageSent, "May Ana have 20 back?"), (seen!.Trigger.Type, seen.Trigger.Text));
        Assert.Equal(1, billing.Asked);
        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Row.Seq).Outcome);
        Assert.Equal("outreach to billing: “May Ana have 20 back?”. billing was named.", engine.Row(sent.Row.Seq).Sentence);
        Assert.Empty(engine.Lookups.DueTimers(long.MaxValue));
        Assert.True(engine.Get<Replay>().Run(TestEngine.Workspace).Agrees);
    }

    [Fact]
    public async Task An_agent_that_fetches_gets_urgent_messages_first_and_one_it_has_taken_is_delivered()
    {
        await using var engine = await PullAsync();
        await SendAsync(engine, new("outreach", "billing", "Whenever you like") { Id = "m-low", Priority = Priority.Low });
        await SendAsync(engine, new("outreach", "skill:refunds", "Now!") { Id = "m-urgent", Priority = Priority.Urgent });

        var task = Assert.Single(await engine.Pull.ClaimAsync(TestEngine.Workspace, "billing", 1, TimeSpan.Zero));
        Assert.Equal("delivered", await StatusAsync(engine, "m-urgent"));
        Assert.Equal("queued", await StatusAsync(engine, "m-low"));
        Assert.Equal(["m-urgent"], await IdsAsync(engine, new(Status: "delivered")));
        Assert.Equal(["m-low"], await IdsAsync(engine, new(Status: "queued")));

        await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "billing", ResultStatus.Success, JsonElement.Parse("""{"text":"Done"}""")));
        Assert.Equal("answered", await StatusAsync(engine, "m-urgent"));
    }

    [Fact]
    public async Task A_message_whose_time_is_over_expires_across_a_restart_and_its_task_is_taken_back()
    {
        await using var engine = await PullAsync();
        await SendAsync(engine, new("outreach", "billing", "Soon, please") { Id = "m-1", Customer = Ana, Life = TimeSpan.FromMinutes(5) });
        var task = Assert.Single(await engine.Pull.ClaimAsync(TestEngine.Workspace, "billing", 1, TimeSpan.Zero));
        await engine.RestartAsync();

        engine.Advance(TimeSpan.FromMinutes(5));
        var row = await engine.RowAsync(r => r.Type == EventTypes.AgentMessageExpired, "the message expires");

        Assert.Equal("The message from outreach to billing ran out of time before it was answered.", row.Sentence);
        Assert.Equal("expired", await StatusAsync(engine, "m-1"));
        var late = await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "billing", ResultStatus.Success));
        Assert.Equal(TurnStatus.Refused, late[0].Status);
        Assert.Empty(engine.Lookups.OpenTasks());
        await engine.UntilAsync(() => engine.Lookups.DueTimers(long.MaxValue).Count == 0, "no timer is left");
    }

    [Fact]
    public async Task The_same_message_again_changes_nothing_and_another_under_its_id_is_a_conflict()
    {
        await using var engine = await PullAsync();
        var draft = new MessageDraft("outreach", "billing", "Hello") { Id = "m-1", Customer = Ana, Data = JsonElement.Parse("""{"amount":20}""") };
        await SendAsync(engine, draft);

        Assert.Equal(SendStatus.Repeated, (await engine.Get<MessageDesk>().SendAsync(TestEngine.Workspace, draft with { Data = JsonElement.Parse("""{ "amount": 20 }""") })).Status);
        Assert.Equal(SendStatus.Conflict, (await engine.Get<MessageDesk>().SendAsync(TestEngine.Workspace, draft with { Text = "Goodbye" })).Status);
        Assert.Single(engine.Lookups.OpenTasks());
    }

    [Fact]
    public async Task What_is_wrong_is_named_with_its_place_and_nothing_is_sent()
    {
        await using var engine = await PullAsync();
        var begun = await SendAsync(engine, new("outreach", "billing", "Hello") { Customer = Ana });

        async Task<string> Fault(MessageDraft draft) => string.Join(' ', (await engine.Get<MessageDesk>().SendAsync(TestEngine.Workspace, draft)).Faults.Select(f => f.Pointer));
        Assert.Equal("/from", await Fault(new("nobody", "billing", "Hello")));
        Assert.Equal("/to", await Fault(new("outreach", "skill:magic", "Hello")));
        Assert.Equal("/thread", await Fault(new("outreach", "billing", "Hello") { Thread = "none" }));
        Assert.Equal("/task", await Fault(new("outreach", "billing", "Hello") { Task = begun.Row.Task }));
        Assert.Equal("/customer", await Fault(new("outreach", "billing", "Hello") { Thread = begun.Row.Id, Customer = TestEngine.Address("email:bob@example.com") }));
        Assert.Single(engine.Lookups.OpenTasks());
    }

    [Fact]
    public async Task A_message_sent_while_at_work_on_one_belongs_to_its_thread_and_customer()
    {
        await using var engine = await PullAsync();
        var first = await SendAsync(engine, new("outreach", "billing", "May Ana have 20 back?") { Customer = Ana });

        var asked = await SendAsync(engine, new("billing", "tax", "What rate?") { Task = first.Row.Task });

        Assert.Equal((first.Row.Id, first.Row.Customer), (asked.Row.Thread, asked.Row.Customer));
        Assert.Equal(first.Row.Seq, engine.Row(asked.Row.Seq).Root);
        Assert.Equal([first.Row.Id, asked.Row.Id], (await engine.Get<MessageQueries>().ThreadAsync(TestEngine.Workspace, first.Row.Id)).Select(m => m.Row.Id));
    }

    [Fact]
    public async Task Agents_that_only_answer_each_other_are_stopped_and_a_person_is_asked()
    {
        await using var engine = await PullAsync();
        var statuses = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var sent = await SendAsync(engine, i % 2 == 0 ? new("billing", "tax", $"And {i}?") { Customer = Ana } : new("tax", "billing", $"And {i}?") { Customer = Ana });
            statuses.Add(sent.Status);
        }

        Assert.Equal([.. Enumerable.Repeat("queued", 8), "failed", "failed"], statuses);
        Assert.Equal(HandoffCause.Loop, Assert.Single((await engine.StateAsync()).Handoffs).Cause);
        Assert.True(engine.Get<Replay>().Run(TestEngine.Workspace).Agrees);
    }

    [Fact]
    public async Task Messages_are_listed_newest_first_by_whom_about_whom_and_by_words_in_them_or_in_their_answers()
    {
        await using var engine = await PullAsync();
        await SendAsync(engine, new("outreach", "billing", "A refund for Ana") { Id = "m-1", Customer = Ana });
        await SendAsync(engine, new("outreach", "skill:invoices", "The VAT number") { Id = "m-2" });
        await SendAsync(engine, new("tax", "billing", "Which account?") { Id = "m-3" });
        var task = (await engine.Pull.ClaimAsync(TestEngine.Workspace, "tax", 1, TimeSpan.Zero))[0];
        await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "tax", ResultStatus.Success, JsonElement.Parse("""{"text":"It is DE999."}""")));

        Assert.Equal(["m-3", "m-2", "m-1"], await IdsAsync(engine, new()));
        Assert.Equal(["m-3", "m-1"], await IdsAsync(engine, new(To: "billing")));
        Assert.Equal(["m-2"], await IdsAsync(engine, new(To: "tax")));
        Assert.Equal(["m-2"], await IdsAsync(engine, new(To: "skill:invoices", From: "outreach")));
        Assert.Equal(["m-3", "m-2"], await IdsAsync(engine, new(Agent: "tax")));
        Assert.Equal(["m-1"], await IdsAsync(engine, new(Customer: (await engine.StateAsync()).Id)));
        Assert.Equal(["m-2"], await IdsAsync(engine, new(Words: "vat DE999")));
        var page = await engine.Get<MessageQueries>().ListAsync(TestEngine.Workspace, new(), PageOf.First(2));
        Assert.Equal("m-1", Assert.Single((await engine.Get<MessageQueries>().ListAsync(TestEngine.Workspace, new(), PageOf.Read(2, page.Next!)!.Value)).Items).Row.Id);
    }

    private static async Task<TestEngine> PullAsync()
    {
        var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("outreach", "sales", AgentKind.Pull);
        await engine.DefineAsync("billing", "finance", AgentKind.Pull, a => a with { Skills = ["refunds"], Timeout = TimeSpan.FromMinutes(30) });
        await engine.DefineAsync("tax", "finance", AgentKind.Pull, a => a with { Skills = ["invoices"] });
        return engine;
    }

    private static async Task<MessageView> SendAsync(TestEngine engine, MessageDraft draft)
    {
        var outcome = await engine.Get<MessageDesk>().SendAsync(TestEngine.Workspace, draft);
        Assert.True(outcome.Status == SendStatus.Sent, string.Join(' ', outcome.Faults.Select(f => f.Detail)));
        return outcome.Message!;
    }

    private static async Task<string?> StatusAsync(TestEngine engine, string id) => (await engine.Get<MessageQueries>().FindAsync(TestEngine.Workspace, id))?.Status;

    private static async Task<List<string>> IdsAsync(TestEngine engine, MessageFilter filter) =>
        [.. (await engine.Get<MessageQueries>().ListAsync(TestEngine.Workspace, filter, PageOf.First())).Items.Select(m => m.Row.Id)];
}

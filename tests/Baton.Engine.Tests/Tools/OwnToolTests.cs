using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Tools;

public sealed class OwnToolTests
{
    private static readonly ToolGrant Everything = new() { Tool = "*", Write = true };

    [Fact]
    public async Task A_change_of_the_customer_is_arbitrated_like_any_action_and_then_done()
    {
        await using var bench = await ToolBench.StartAsync();
        var box = await bench.BoxAsync(await bench.MessageAsync(), [Everything]);

        var answer = await box.UseAsync("customer_update", JsonElement.Parse("""{"attributes":{"plan":"pro"}}"""), default);

        Assert.Equal("allow", answer.Result?.Text("verdict"));
        await bench.Engine.UntilAsync(() => bench.Engine.StateAsync().GetAwaiter().GetResult().AttributeText("plan") == "pro", "the plan is changed");
        var row = Assert.Single(bench.Engine.Log(), r => r.Type == EventTypes.ActionProposed);
        Assert.Equal(("allow", "customer.update"), (row.Verdict, JsonElement.Parse(row.Data!).Text("kind")));
    }

    [Fact]
    public async Task What_the_policy_forbids_is_not_done_and_the_answer_says_why()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.Engine.PublishAsync(""" "holds":[{"id":"frozen","while":{"field":"customer.frozen","op":"eq","value":true},"blocks":{"field":"action.kind","op":"eq","value":"customer.update"},"then":"suppress"}] """);
        await bench.Engine.SendAsync("u-1", type: EventTypes.CustomerUpdated, data: """{"attributes":{"frozen":true,"plan":"basic"}}""");
        var box = await bench.BoxAsync(await bench.MessageAsync(), [Everything]);

        var answer = await box.UseAsync("customer_update", JsonElement.Parse("""{"attributes":{"plan":"pro"}}"""), default);

        Assert.Null(answer.Fault);
        Assert.Equal("suppress", answer.Result?.Text("verdict"));
        Assert.NotEmpty(answer.Result?.Text("reason")!);
        Assert.Equal("basic", (await bench.Engine.StateAsync()).AttributeText("plan"));
        Assert.StartsWith("reply asked by customer.update: suppress", bench.Recorded().Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_to_contact_counts_like_a_contact_and_a_later_try_of_the_task_asks_only_once()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.Engine.PublishAsync(Policy.CapOfOne);
        var message = await bench.MessageAsync();
        var mail = JsonElement.Parse("""{"text":"It is on its way.","purpose":"reply"}""");

        var first = await (await bench.BoxAsync(message, [Everything])).UseAsync("contact_email", mail, default);
        var again = await (await bench.BoxAsync(message, [Everything])).UseAsync("contact_email", mail, default);
        var other = await (await bench.BoxAsync(message, [Everything])).UseAsync("contact_sms", mail, default);

        Assert.Equal(("allow", "allow", "suppress"), (first.Result?.Text("verdict"), again.Result?.Text("verdict"), other.Result?.Text("verdict")));
        Assert.Equal(2, bench.Engine.Log().Count(r => r.Type == EventTypes.ActionProposed));
    }

    [Fact]
    public async Task An_agent_reads_the_fields_that_it_declared_and_no_others()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.Engine.SendAsync("u-1", type: EventTypes.CustomerUpdated, data: """{"attributes":{"plan":"pro","income":90000}}""");
        var box = await bench.BoxAsync(await bench.MessageAsync(), [new ToolGrant { Tool = "customer.read" }], with: a => a with { Kind = AgentKind.Llm, Context = new ContextNeeds { Customer = ["plan", "openCases", "city"] } });

        var all = await box.UseAsync("customer_read", JsonElement.Parse("{}"), default);
        var hidden = await box.UseAsync("customer.read", JsonElement.Parse("""{"fields":["income"]}"""), default);

        Assert.Equal("""{"plan":"pro","openCases":0,"city":null}""", all.Result?.GetRawText());
        Assert.Equal("income is not among the fields of the customer that this agent may see. It may see plan, openCases, city.", hidden.Fault);
    }

    [Fact]
    public async Task Handing_off_opens_a_handoff_of_the_tasks_chain_once_however_often_the_task_is_tried()
    {
        await using var bench = await ToolBench.StartAsync();
        var message = await bench.MessageAsync();
        var ask = JsonElement.Parse("""{"title":"Is this a fraud?","reason":"Three cards in one day.","queue":"finance","priority":"high"}""");

        var first = await (await bench.BoxAsync(message, [Everything])).UseAsync("handoff", ask, default);
        var again = await (await bench.BoxAsync(message, [Everything])).UseAsync("handoff", ask, default);

        var open = Assert.Single((await bench.Engine.StateAsync()).Handoffs);
        Assert.Equal((open.Id, open.Id), (first.Result?.Text("handoff"), again.Result?.Text("handoff")));
        Assert.Equal(("finance", Priority.High, message.Seq), (open.Queue, open.Priority, open.Root));
    }

    [Fact]
    public async Task A_message_reaches_the_other_agent_and_one_that_reaches_nobody_is_a_fault()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.Engine.DefineAsync("billing", kind: AgentKind.Pull);
        await bench.Engine.DefineAsync("reply", kind: AgentKind.Pull);
        await bench.Engine.PublishAsync(Policy.Chain("reply"));
        var box = await bench.BoxAsync(await bench.MessageAsync(), [Everything]);

        var sent = await box.UseAsync("message_send", JsonElement.Parse("""{"to":"billing","text":"Was it paid?"}"""), default);
        var lost = await box.UseAsync("message_send", JsonElement.Parse("""{"to":"nobody","text":"Hello?"}"""), default);

        Assert.Equal((null, "queued"), (sent.Fault, sent.Result?.Text("status")));
        Assert.Equal("billing", Assert.Single(bench.Engine.Lookups.OpenTasks(), t => t.Agent == "billing").Agent);
        Assert.StartsWith("The message was not sent. ", lost.Fault, StringComparison.Ordinal);
    }
}

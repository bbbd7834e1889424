using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Tools;

public sealed class ToolUseTests
{
    private static readonly JsonElement Order = JsonElement.Parse("""{"order":"A-1"}""");
    private static readonly ToolGrant Everything = new() { Tool = "*", Write = true };

    [Fact]
    public async Task A_use_calls_the_address_and_stands_on_the_customers_timeline_with_its_cause_result_and_cost()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order", with: t => t with { Cost = 0.25m });
        var message = await bench.MessageAsync();
        bench.Server.Answers = _ => new("""{"status":"shipped"}""");

        var answer = await (await bench.BoxAsync(message, [new ToolGrant { Tool = "order" }])).UseAsync("order", Order, default);

        Assert.Equal((null, """{"status":"shipped"}"""), (answer.Fault, answer.Result?.GetRawText()));
        Assert.Equal(("GET", "/orders/A-1", null), bench.Server.Requests.Select(r => (r.Method, r.Path, r.Key)).Single());
        var row = Assert.Single(bench.Engine.Log(), r => r.Type == EventTypes.ToolUsed);
        Assert.Equal((message.Customer, message.Seq, message.Seq, "agent:reply"), (row.Customer, row.Cause, row.Root, row.Actor));
        var (use, sentence) = bench.Recorded().Single();
        Assert.Equal(("order", 0.25m, """{"order":"A-1"}""", """{"status":"shipped"}"""), (use.Tool, use.Cost, use.Arguments.GetRawText(), use.Result?.GetRawText()));
        Assert.StartsWith("reply used order", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_is_offered_what_it_was_granted_and_may_change_and_no_more()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order");
        await bench.DefineAsync("order-refund", writes: true);
        await bench.DefineAsync("stock");
        var message = await bench.MessageAsync();

        var readOnly = await bench.BoxAsync(message, [new ToolGrant { Tool = "order*" }, new ToolGrant { Tool = "customer.read" }]);
        var writing = await bench.BoxAsync(message, [new ToolGrant { Tool = "order*", Write = true }, new ToolGrant { Tool = "contact.whatsapp", Write = true }]);
        var none = await bench.BoxAsync(message, []);

        Assert.Equal(["order", "customer_read"], readOnly.Offers.Select(o => o.Name));
        Assert.Equal(["order", "order-refund", "contact_whatsapp"], writing.Offers.Select(o => o.Name));
        Assert.Empty(none.Offers);
    }

    [Fact]
    public async Task A_denied_use_calls_nobody_and_tells_the_agent_and_the_operator_why()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("refund-lookup");
        var grant = new ToolGrant { Tool = "refund-lookup", When = JsonElement.Parse("""{"field":"customer.plan","op":"eq","value":"enterprise"}""") };

        var answer = await (await bench.BoxAsync(await bench.MessageAsync(), [grant])).UseAsync("refund-lookup", Order, default);

        Assert.StartsWith("reply may not use refund-lookup: granted only while ", answer.Fault, StringComparison.Ordinal);
        Assert.Empty(bench.Server.Requests);
        Assert.Equal((ToolDenial.Condition, answer.Fault), (bench.Recorded().Single().Use.Denial, bench.Recorded().Single().Sentence));
    }

    [Fact]
    public async Task The_condition_is_held_against_the_customer_as_it_is_now()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order");
        var box = await bench.BoxAsync(await bench.MessageAsync(), [new ToolGrant { Tool = "order", When = JsonElement.Parse("""{"field":"customer.plan","op":"eq","value":"enterprise"}""") }]);
        Assert.NotNull((await box.UseAsync("order", Order, default)).Fault);

        await bench.Engine.SendAsync("u-1", type: EventTypes.CustomerUpdated, data: """{"attributes":{"plan":"enterprise"}}""");

        Assert.Null((await box.UseAsync("order", Order, default)).Fault);
    }

    [Fact]
    public async Task A_paused_agent_uses_nothing_even_in_a_task_that_it_began_before()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order");
        var message = await bench.MessageAsync();
        var box = await bench.BoxAsync(message, [Everything]);
        await bench.Engine.Agents.PauseAsync(TestEngine.Workspace, "reply", Actor.Person("olga"));

        Assert.Equal("reply may not use order: the agent is paused.", (await box.UseAsync("order", Order, default)).Fault);
        Assert.Null((await (await bench.BoxAsync(message, [Everything], isTrial: true)).UseAsync("order", Order, default)).Fault); // people may try it out before it goes on
    }

    [Fact]
    public async Task A_later_try_that_asks_for_the_same_change_gets_what_came_of_it_and_nothing_is_done_again()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("refund", writes: true);
        var message = await bench.MessageAsync();
        var times = 0;
        bench.Server.Answers = _ => new($$"""{"refund":{{++times}}}""");

        var first = await (await bench.BoxAsync(message, [Everything])).UseAsync("refund", Order, default);
        await bench.Engine.RestartAsync();
        var again = await bench.BoxAsync(message, [Everything]);
        var second = await again.UseAsync("refund", Order, default);
        var onPurpose = await again.UseAsync("refund", Order, default);

        Assert.Equal(("""{"refund":1}""", """{"refund":1}""", """{"refund":2}"""), (first.Result?.GetRawText(), second.Result?.GetRawText(), onPurpose.Result?.GetRawText()));
        Assert.Equal(2, bench.Server.Requests.Select(r => r.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, bench.Recorded().Count);
    }

    [Fact]
    public async Task A_change_that_failed_is_tried_again_under_the_same_idempotency_key()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("refund", writes: true);
        var message = await bench.MessageAsync();
        bench.Server.Answers = _ => new("try later", Status: 503, Type: "text/plain");

        var failed = await (await bench.BoxAsync(message, [Everything])).UseAsync("refund", Order, default);
        bench.Server.Answers = _ => new("""{"ok":true}""");
        var done = await (await bench.BoxAsync(message, [Everything])).UseAsync("refund", Order, default);

        Assert.Equal("refund answered 503 Service Unavailable: try later", failed.Fault);
        Assert.Null(done.Fault);
        Assert.NotNull(Assert.Single(bench.Server.Requests.Select(r => r.Key).Distinct(StringComparer.Ordinal)));
        Assert.Equal(2, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task A_rate_counts_all_uses_of_the_agent_at_once_and_across_a_restart_until_its_time_is_over()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order");
        var message = await bench.MessageAsync();
        var grant = new ToolGrant { Tool = "order", Max = 3, Per = TimeSpan.FromHours(1) };
        async Task<int> LetAsync(int asked)
        {
            var box = await bench.BoxAsync(message, [grant]);
            var answers = await Task.WhenAll(Enumerable.Range(0, asked).Select(i => box.UseAsync("order", JsonElement.Parse($$"""{"order":"{{i}}"}"""), default)));
            return answers.Count(a => a.Fault is null);
        }

        Assert.Equal(3, await LetAsync(10));
        await bench.Engine.RestartAsync();
        Assert.Equal(0, await LetAsync(1));
        bench.Engine.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(3, await LetAsync(5));
        Assert.Contains(bench.Recorded(), r => r.Sentence == "reply may not use order: 3 uses in 1 h are granted, and 3 were made.");
    }

    [Fact]
    public async Task A_credential_is_sent_and_stands_nowhere_else_even_when_the_server_says_it_back()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order", with: t => t with { Http = t.Http! with { Credential = "shop" } });
        bench.Server.Answers = asked => new($$"""{"you":"{{asked.Authorization}}"}""");
        var box = await bench.BoxAsync(await bench.MessageAsync(), [Everything]);

        var answer = await box.UseAsync("order", JsonElement.Parse($$"""{"order":"{{ToolServer.Secret}}"}"""), default);

        Assert.Equal("Bearer " + ToolServer.Secret, bench.Server.Requests.Single().Authorization);
        Assert.DoesNotContain(ToolServer.Secret, answer.Result?.GetRawText(), StringComparison.Ordinal);
        Assert.All(bench.Engine.Log(), row => Assert.DoesNotContain(ToolServer.Secret, row.Data + row.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_server_does_wrong_is_said_in_the_answer_and_on_the_timeline()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order", with: t => t with { Timeout = TimeSpan.FromSeconds(1) });
        var box = await bench.BoxAsync(await bench.MessageAsync(), [Everything]);
        async Task<string?> FaultAsync(ToolServer.Answer answers)
        {
            bench.Server.Answers = _ => answers;
            return (await box.UseAsync("order", Order, default)).Fault;
        }

        Assert.Equal("order answered 404 Not Found: no such order", await FaultAsync(new("no such\n  order", Status: 404)));
        Assert.Equal("order answered more than 256 KB. Ask for less.", await FaultAsync(new(new string('x', 300_000))));
        Assert.Equal("order did not answer within 1 s.", await FaultAsync(new("", Hangs: true)));
        Assert.Null(await FaultAsync(new("not { json")));
        Assert.Equal(3, bench.Recorded().Count(r => r.Sentence.StartsWith("reply used order, and it failed: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_trial_reads_for_real_changes_nothing_and_records_nothing()
    {
        await using var bench = await ToolBench.StartAsync();
        await bench.DefineAsync("order");
        await bench.DefineAsync("refund", writes: true);
        var box = await bench.BoxAsync(await bench.MessageAsync(), [Everything], isTrial: true);
        var rows = bench.Engine.Log().Count;

        var read = await box.UseAsync("order", Order, default);
        var refund = await box.UseAsync("refund", Order, default);
        var contact = await box.UseAsync("contact_email", JsonElement.Parse("""{"text":"Hello","purpose":"reply"}"""), default);

        Assert.Equal("""{"ok":true}""", read.Result?.GetRawText());
        Assert.Equal($"POST {bench.Server.Address}/orders/A-1", refund.Result?.Text("call"));
        Assert.Equal("allow", contact.Result?.Text("verdict"));
        Assert.Equal("GET", Assert.Single(bench.Server.Requests).Method);
        Assert.Equal(rows, bench.Engine.Log().Count);
        Assert.Equal(["order", "refund", "contact.email"], Assert.IsType<Baton.Engine.Tools.TaskToolbox>(box).Used.Select(u => u.Tool));
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling.Http;
using Baton.Engine.Clocks;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Agents.Calling.Http;

/// <summary>Agents that Baton calls and that answer later, from the event to the result.</summary>
public sealed class LaterAnswerTests
{
    [Fact]
    public async Task A_task_that_is_answered_later_is_leased_until_its_result_comes()
    {
        await using var server = await Loopback.AnsweringAsync(202);
        await using var engine = await StartAsync(server);

        var (task, secret) = await SendAsync(engine, server);
        var opened = await engine.Get<Callbacks>().FindAsync(secret);
        await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(opened!.Task, "hands", ResultStatus.Success));

        Assert.Equal(task, opened.Task);
        var kept = engine.Lookups.ReadTask(TestEngine.Workspace, task)!.Input!;
        Assert.Contains("Where is my parcel?", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.Empty(engine.Lookups.OpenTasks());
        Assert.Null(await engine.Get<Callbacks>().FindAsync(secret[..^1] + (secret[^1] == 'A' ? 'Q' : 'A')));
        await using var db = engine.OpenDb();
        Assert.DoesNotContain(db.Callbacks.ToList(), c => c.Hash.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task After_a_restart_it_is_not_called_again_while_its_lease_holds()
    {
        await using var server = await Loopback.AnsweringAsync(202);
        await using var engine = await StartAsync(server);
        var (task, secret) = await SendAsync(engine, server);

        await engine.RestartAsync();
        engine.Get<CallbackAddress>().Base = new Uri("http://baton.test");
        // Of the same agent, so that its queue was gone through when this one is answered.
        await engine.SendAsync("m-2", "email:bob@example.com");
        await engine.UntilAsync(() => server.Requests.Count >= 2 && engine.Lookups.OpenTasks().Count(t => t.Status == TaskRecords.Leased) == 2, "the second task is with the agent");

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(1, server.Requests.Count(r => r.Headers["webhook-id"] == task));
        Assert.Equal(task, (await engine.Get<Callbacks>().FindAsync(secret))?.Task);
    }

    [Fact]
    public async Task A_lease_that_runs_out_is_a_failed_try_and_its_address_opens_nothing_more()
    {
        await using var server = await Loopback.AnsweringAsync(202);
        await using var engine = await StartAsync(server);
        var (_, secret) = await SendAsync(engine, server);

        engine.Advance(TimeSpan.FromSeconds(61));
        await engine.RowAsync(r => r.Sentence?.StartsWith("hands failed: it took the task and did not answer within ", StringComparison.Ordinal) == true, "the lease runs out");

        Assert.Null(await engine.Get<Callbacks>().FindAsync(secret));
        engine.Advance(TimeSpan.FromSeconds(5));
        await engine.UntilAsync(() => server.Requests.Count == 2, "it is tried again");
    }

    [Fact]
    public async Task A_result_that_is_faster_than_the_word_that_it_comes_later_counts()
    {
        TestEngine? engine = null;
        await using var server = await Loopback.StartAsync(async (context, got) =>
        {
            var opened = await engine!.Get<Callbacks>().FindAsync(got.Json.GetProperty("callback").GetString()!.Split('/')[^1]);
            await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(opened!.Task, "hands", ResultStatus.Success));
            await Loopback.AnswerAsync(context, 202);
        });
        await using var running = engine = await StartAsync(server);

        await engine.SendAsync("m-1");
        await engine.DoneAsync();
        await engine.SendAsync("m-2", "email:bob@example.com");
        await engine.DoneAsync();

        Assert.Equal(2, engine.Log().Count(r => r.Type == EventTypes.TaskFinished));
        Assert.Equal(2, server.Requests.Count);
        Assert.True(engine.Count().Balances, engine.Count().ToString());
    }

    private static async Task<TestEngine> StartAsync(Loopback server)
    {
        var engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], Calling);
        engine.Get<CallbackAddress>().Base = new Uri("http://baton.test");
        await engine.DefineAsync("hands", kind: AgentKind.Http, with: a => a with { Http = new HttpSettings { Address = server.Address }, Output = JsonElement.Parse("""{"type":"object","required":["label"]}""") });
        await engine.PublishAsync(Policy.Chain("hands"));
        return engine;
    }

    private static void Calling(IServiceCollection services)
    {
        services.AddSingleton(Calls.Outbound);
    }

    private static async Task<(string Task, string Secret)> SendAsync(TestEngine engine, Loopback server)
    {
        await engine.SendAsync("m-1");
        await engine.UntilAsync(() => engine.Lookups.OpenTasks() is [{ Status: TaskRecords.Leased }], "the task is with the agent");
        var got = server.Requests.Single().Json;
        return (got.GetProperty("task").GetString()!, got.GetProperty("callback").GetString()!.Split('/')[^1]);
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Baton.Engine.Tests.Tools;

public sealed class ToolCarryTests
{
    [Fact]
    public async Task A_task_that_failed_after_it_changed_something_is_tried_again_and_goes_on_with_what_came_of_it()
    {
        await using var bench = await ToolBench.StartAsync(services =>
        {
            services.RemoveAll<IAgentCaller>();
            services.AddSingleton<IAgentCaller, Refunder>();
        });
        await bench.DefineAsync("refund", writes: true);
        await bench.Engine.DefineAsync("refunder", kind: AgentKind.Llm, with: a => a with { Tools = [new ToolGrant { Tool = "refund", Write = true }] });
        await bench.Engine.PublishAsync(Policy.Chain("refunder"));
        bench.Server.Answers = asked => new($$"""{"refund":"{{asked.Key}}"}""");

        await bench.Engine.SendAsync("m-1");
        await bench.Engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "the first try failed");
        bench.Engine.Advance(TimeSpan.FromMinutes(1));
        await bench.Engine.DoneAsync();

        var asked = Assert.Single(bench.Server.Requests);
        var results = bench.Engine.Log().Where(r => r.Type == EventTypes.TaskFinished).Select(r => JsonElement.Parse(r.Data!)).ToList();
        Assert.Equal(["failure", "success"], results.Select(r => r.Text("status")!));
        Assert.Equal(asked.Key, results[1].GetProperty("output").Text("refund"));
        Assert.Equal("refunder", Assert.Single(bench.Recorded()).Use.Agent);
    }

    // Books a refund and then breaks, at its first try.
    private sealed class Refunder : IAgentCaller
    {
        public AgentKind Kind => AgentKind.Llm;

        public async Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel)
        {
            var answer = await call.Tools.UseAsync("refund", JsonElement.Parse("""{"order":"A-1"}"""), cancel);
            return call.Attempt == 1 ? AgentAnswer.Failure("It broke.") : new AgentAnswer { Output = answer.Result };
        }
    }
}

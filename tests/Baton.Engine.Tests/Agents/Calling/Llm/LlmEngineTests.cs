using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents.Calling.Llm;
using Baton.Engine.Clocks;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Agents.Calling.Llm;

public sealed class LlmEngineTests
{
    [Fact]
    public async Task An_event_routed_to_an_llm_agent_brings_an_answer_whose_action_is_decided()
    {
        await using var server = new ModelServer().Then(
            ModelScript.Refused(503),
            ModelScript.Answers(actions: """[{"kind":"contact.email","purpose":"support","text":"It is on its way.","data":null}]"""));
        using var http = new HttpClient();
        await using var engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], services => services.AddSingleton(new ModelAccess(_ => http, (_, _, _) => LlmBench.Secret)));
        await engine.DefineAsync("writer", kind: AgentKind.Llm, with: a => a with { Llm = new LlmSettings { Address = server.OpenAi, Model = "small", Credential = "models", Instructions = "You answer customers.", InputPrice = 10 } });
        await engine.PublishAsync(Policy.Chain("writer"));

        var sent = await engine.SendAsync("m-1");
        await engine.UntilAsync(() => engine.Lookups.OpenTasks() is [{ Attempt: 1 }], "the overloaded server is asked again later");
        engine.Advance(TimeSpan.FromMinutes(1));
        var proposed = await engine.RowAsync(r => r.Type == EventTypes.ActionProposed, "the answer is proposed");

        Assert.Equal(("allow", "writer", sent.Seq), (proposed.Verdict, proposed.Agent, proposed.Root));
        Assert.Contains("It is on its way.", proposed.Data, StringComparison.Ordinal);
        var finished = engine.Log().Last(r => r.Type == EventTypes.TaskFinished);
        Assert.Contains("\"inputTokens\":120", finished.Data, StringComparison.Ordinal);
        Assert.Contains("0.0012", finished.Data, StringComparison.Ordinal);
        Assert.Equal(JsonElement.Parse(finished.Data!).Text("task"), server.Seen[1].Headers["Idempotency-Key"]);
        Assert.DoesNotContain(engine.Log(), r => r.Data?.Contains(LlmBench.Secret, StringComparison.Ordinal) == true);
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Storage.Rows;
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
        await using var engine = await TestEngine.StartAsync();
        await engine.Get<CredentialDesk>().PutAsync(TestEngine.Workspace, new GivenCredential("models", LlmBench.Secret, ["127.0.0.1"]), Actor.Person("olga"));
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
        Assert.Equal(TaskId.Of(sent.Seq, sent.State!.Id), Assert.Single(server.Seen.Select(seen => seen.Headers["Idempotency-Key"]).Distinct()));
        Assert.All(server.Seen, seen => Assert.Equal("Bearer " + LlmBench.Secret, seen.Headers["Authorization"]));
        Assert.DoesNotContain(engine.Log(), r => r.Data?.Contains(LlmBench.Secret, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_model_whose_answer_was_broken_is_told_so_at_the_next_try()
    {
        await using var server = new ModelServer().Then(ModelScript.Says("Of course! It is on its way."), ModelScript.Answers());
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("writer", kind: AgentKind.Llm, with: a => a with { Llm = new LlmSettings { Protocol = LlmProtocol.Anthropic, Address = server.Anthropic, Model = "small", Instructions = "You answer customers." } });
        await engine.PublishAsync(Policy.Chain("writer"));

        var sent = await engine.SendAsync("m-1");
        await engine.UntilAsync(() => engine.Lookups.OpenTasks() is [{ Attempt: 1 }], "the second try waits");
        engine.Advance(TimeSpan.FromMinutes(1));
        await engine.DoneAsync();

        Assert.Contains("could not be taken: Must be one JSON object and nothing else.", server.Seen[1].Body.GetProperty("messages")[0].GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
    }

    [Fact]
    public async Task A_server_at_an_address_that_may_not_be_reached_is_not_called_and_people_learn_how_to_allow_it()
    {
        await using var server = new ModelServer();
        await using var engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], services => services.AddSingleton(new OutboundOptions()));
        await engine.DefineAsync("writer", kind: AgentKind.Llm, with: a => a with { MaxAttempts = 1, Llm = new LlmSettings { Address = server.OpenAi, Model = "small", Instructions = "You answer customers." } });
        await engine.PublishAsync(Policy.Chain("writer"));

        await engine.SendAsync("m-1");
        var handed = await engine.RowAsync(r => r.Handoff is not null, "a person is asked");

        Assert.Contains("An admin can allow 127.0.0.1:", handed.Sentence, StringComparison.Ordinal);
        Assert.Empty(server.Seen);
    }
}

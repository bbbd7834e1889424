using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Agents.Calling.Llm;

/// <summary>Models are called through the guard, with credentials from the vault.</summary>
public sealed class LlmAccessTests
{
    [Fact]
    public async Task A_model_gets_the_credential_of_its_host_and_an_answer_that_repeats_it_is_kept_without()
    {
        await using var server = new ModelServer().Then(ModelScript.Answers(actions: $$"""[{"kind":"contact.email","purpose":"support","text":"Your key is {{LlmBench.Secret}}.","data":null}]"""));
        await using var engine = await TestEngine.StartAsync();
        await engine.Get<CredentialDesk>().PutAsync(TestEngine.Workspace, new GivenCredential("models", LlmBench.Secret, [server.OpenAi.Host]), Actor.Person("olga"));
        await DefineAsync(engine, server);

        await engine.SendAsync("m-1");
        var proposed = await engine.RowAsync(r => r.Type == EventTypes.ActionProposed, "the answer is proposed");

        Assert.Equal($"Bearer {LlmBench.Secret}", server.Seen[0].Headers["Authorization"]);
        Assert.Contains("Your key is [credential models].", proposed.Data, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Log(), row => row.Data?.Contains(LlmBench.Secret, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_credential_that_is_bound_elsewhere_is_not_sent_and_people_read_why()
    {
        await using var server = new ModelServer();
        await using var engine = await TestEngine.StartAsync();
        await engine.Get<CredentialDesk>().PutAsync(TestEngine.Workspace, new GivenCredential("models", LlmBench.Secret, ["api.example.com"]), Actor.Person("olga"));
        await DefineAsync(engine, server);

        await engine.SendAsync("m-1");
        var finished = await engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "the task ends");

        Assert.Empty(server.Seen);
        Assert.Contains("it is bound to api.example.com", finished.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_on_a_private_address_is_not_called_until_an_admin_allows_it()
    {
        await using var server = new ModelServer().Then(ModelScript.Answers());
        await using var engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], services => services.AddSingleton(new OutboundOptions()));
        await DefineAsync(engine, server, credential: null);

        await engine.SendAsync("m-1");
        var refused = await engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "the task ends");
        await engine.Get<OutboundDesk>().PutAsync(TestEngine.Workspace, [server.OpenAi.Authority], Actor.Person("olga"));
        await engine.SendAsync("m-2", "email:ben@example.com");
        await engine.RowAsync(r => r.Type == EventTypes.TaskFinished && r.Seq > refused.Seq && r.Data!.Contains("\"success\"", StringComparison.Ordinal), "the model answers");

        Assert.Contains($"An admin can allow {server.OpenAi.Authority} in the settings", refused.Data, StringComparison.Ordinal);
        Assert.Single(server.Seen);
    }

    private static async Task DefineAsync(TestEngine engine, ModelServer server, string? credential = "models")
    {
        await engine.DefineAsync("writer", kind: AgentKind.Llm, with: a => a with { MaxAttempts = 1, Llm = new LlmSettings { Address = server.OpenAi, Model = "small", Credential = credential, Instructions = "You answer customers." } });
        await engine.PublishAsync(Policy.Chain("writer"));
    }
}

using Baton.Core.Events;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents;

public sealed class HoldTests
{
    [Fact]
    public async Task Tasks_held_while_an_agent_is_paused_and_resumed_again_and_again_are_all_carried()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("triage"));
        await engine.PublishAsync(Policy.Chain("triage"));
        var olga = Actor.Person("olga");
        var sending = Task.WhenAll(Enumerable.Range(0, 4).Select(hand => Task.Run(async () =>
        {
            for (var i = 0; i < 150; i++) await engine.SendAsync($"{hand}-{i}", $"email:c{i % 29}@example.com");
        })));

        while (!sending.IsCompleted)
        {
            await engine.Agents.PauseAsync(TestEngine.Workspace, "triage", olga);
            await engine.Agents.ResumeAsync(TestEngine.Workspace, "triage", olga);
        }

        await sending;
        await engine.DoneAsync();
    }

    [Fact]
    public async Task An_agent_defined_anew_while_it_is_paused_stays_paused()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("triage"));
        await engine.Agents.PauseAsync(TestEngine.Workspace, "triage", Actor.Person("olga"));

        await engine.DefineAsync("triage", "sales");

        var agent = engine.Get<Engine.Policies.Configurations>().Of(TestEngine.Workspace).Agent("triage")!;
        Assert.Equal(("sales", true), (agent.Department, agent.Paused));
    }
}

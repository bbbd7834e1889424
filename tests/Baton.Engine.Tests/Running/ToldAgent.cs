using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Engine.Agents;

namespace Baton.Engine.Tests.Running;

/// <summary>An agent that does what the test tells it.</summary>
internal sealed class ToldAgent(string name, Func<AgentWork, CancellationToken, Task<AgentAnswer>> work) : IBuiltInAgent
{
    private int _asked;

    public string Name => name;

    /// <summary>How often it was given work.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static ToldAgent Answering(string name, string output = """{"label":"ok"}""") =>
        new(name, (_, _) => Task.FromResult(new AgentAnswer { Output = JsonElement.Parse(output), Confidence = 0.9 }));

    public static ToldAgent Proposing(string name, string kind = "contact.email", string? purpose = "reply") =>
        new(name, (_, _) => Task.FromResult(new AgentAnswer { Proposals = [new Proposal { Id = "", Agent = name, Kind = kind, Purpose = purpose, Text = "Hello" }] }));

    public static ToldAgent Failing(string name, string why = "It broke.") =>
        new(name, (_, _) => Task.FromResult(new AgentAnswer { Status = ResultStatus.Failure, Detail = why }));

    public Task<AgentAnswer> WorkAsync(AgentWork work1, CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        return work(work1, cancel);
    }
}

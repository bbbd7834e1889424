using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Engine.Agents;

namespace Baton.Benchmarks.Coordination;

/// <summary>An agent that answers at once; the last of a chain proposes a reply to the customer.</summary>
internal sealed class TrivialAgent(string name, bool acts, Action<long>? called = null) : IBuiltInAgent
{
    private static readonly JsonElement Output = JsonElement.Parse("""{"label":"refund"}""");

    public string Name => name;

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        called?.Invoke(work.Trigger.Seq);
        return Task.FromResult(new AgentAnswer
        {
            Output = Output,
            Confidence = 0.9,
            Proposals = acts ? [new Proposal { Id = "", Agent = name, Kind = "contact.email", Purpose = "reply", Text = "Your refund is on its way." }] : [],
        });
    }
}

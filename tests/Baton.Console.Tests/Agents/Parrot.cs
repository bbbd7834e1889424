using Baton.Core.Events;
using Baton.Engine.Agents;

namespace Baton.Web.Tests.Agents;

/// <summary>A built-in agent that says again what it was told.</summary>
internal sealed class Parrot(string name) : IBuiltInAgent
{
    public string Name => name;

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel) =>
        Task.FromResult(new AgentAnswer { Output = Payload.Of(json => json.WriteString("text", work.Trigger.Text)), Confidence = 0.9, Usage = new(100, 20, 0.5m) });
}

using Baton.Core.Policies;

namespace Baton.Core.Agents;

/// <summary>What is wrong with a definition among the others of its workspace. That an agent names itself can be seen without them, and is said where the definition is read.</summary>
public static class AgentFaults
{
    /// <summary>The faults, each naming its member: fallbacks and seniors must not lead back to the agent.</summary>
    /// <param name="agent">The definition.</param>
    /// <param name="agents">The agents of the workspace, itself as it was before or not among them.</param>
    public static IReadOnlyList<Fault> Of(AgentDefinition agent, IReadOnlyDictionary<string, AgentDefinition> agents)
    {
        // As it would be from now on: what it said before does not count.
        var others = agents.Where(a => a.Key != agent.Name).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        return [.. Circle("/fallback", agent, agent.Fallback, others), .. Circle("/senior", agent, agent.Senior, others)];
    }

    private static IEnumerable<Fault> Circle(string pointer, AgentDefinition agent, string? to, Dictionary<string, AgentDefinition> others)
    {
        if (to is null || to == agent.Name || AgentChains.Path(to, agent.Name, others) is not { } path) yield break;
        yield return new Fault(pointer, $"A task would go round in a circle: {string.Join(" → ", path.Prepend(agent.Name))}. Name another agent, or none: then a person is asked.");
    }
}

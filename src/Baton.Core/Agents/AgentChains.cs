using System.Collections.Frozen;

namespace Baton.Core.Agents;

/// <summary>Who gets a task after whom: fallbacks when an agent fails, seniors when it is unsure.</summary>
public static class AgentChains
{
    /// <summary>Whether a task may go from an agent to one it names. Always, unless that leads back to it: a circle is refused when an agent is defined; should there be one all the same, a task goes
    /// through it only in the order of names, so that it ends.</summary>
    /// <param name="from">The agent that had the task.</param>
    /// <param name="to">Its fallback or senior.</param>
    /// <param name="agents">Every agent, by name.</param>
    public static bool MayGo(string from, string to, FrozenDictionary<string, AgentDefinition> agents) => string.CompareOrdinal(from, to) < 0 || Path(to, from, agents) is null;

    /// <summary>The agents from one to another by fallbacks and seniors, both included; null when there is no way.</summary>
    public static IReadOnlyList<string>? Path(string from, string to, IReadOnlyDictionary<string, AgentDefinition> agents)
    {
        var cameFrom = new Dictionary<string, string?>(StringComparer.Ordinal) { [from] = null };
        var next = new Queue<string>([from]);
        while (next.TryDequeue(out var name))
        {
            if (name == to) return Walked(name, cameFrom);
            if (!agents.TryGetValue(name, out var agent)) continue;
            foreach (var other in (ReadOnlySpan<string?>)[agent.Fallback, agent.Senior]) if (other is not null && cameFrom.TryAdd(other, name)) next.Enqueue(other);
        }

        return null;
    }

    private static List<string> Walked(string last, Dictionary<string, string?> cameFrom)
    {
        var path = new List<string>();
        for (string? name = last; name is not null; name = cameFrom[name]) path.Insert(0, name);
        return path;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Baton.Core.Conditions;

namespace Baton.Core.Routing;

/// <summary>How one of a pool is picked.</summary>
public enum PoolPick
{
    /// <summary>By chance, each as often as its weight says.</summary>
    Weight,

    /// <summary>The one with the least to do for its weight.</summary>
    LeastBusy,

    /// <summary>The one that was picked longest ago.</summary>
    RoundRobin,
}

/// <summary>One of a pool.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="Weight">How much of the work it gets beside the others; 1 to 100.</param>
/// <param name="AtOnce">How many open tasks make it full; null for no limit.</param>
public sealed record PoolMember(string Agent, int Weight, int? AtOnce);

/// <summary>Several agents, or instances of one, that can all do the same work.</summary>
/// <param name="Members">Who they are.</param>
/// <param name="Pick">How one is picked.</param>
/// <param name="ElseAgent">The agent that gets what none of them can take; null when it goes to a queue.</param>
/// <param name="ElseQueue">The queue of people that gets it; null when it goes to an agent.</param>
public sealed record Pool(ImmutableArray<PoolMember> Members, PoolPick Pick, string? ElseAgent, string? ElseQueue)
{
    /// <summary>Everybody who may get work by it.</summary>
    public IEnumerable<string> Agents => Members.Select(member => member.Agent).Concat(ElseAgent is { } other ? [other] : []);

    /// <summary>In words: <c>whoever of a and b has the least to do, else to the people of triage</c>.</summary>
    public string Sentence
    {
        get
        {
            var names = Words.Listed([.. Members.Select(Name)], Pick == PoolPick.Weight ? "or" : "and");
            var picked = Pick switch
            {
                PoolPick.LeastBusy => $"whoever of {names} has the least to do",
                PoolPick.RoundRobin => $"{names} in turn",
                _ => names,
            };
            return $"{picked}, or else to {ElseAgent ?? $"the people of {ElseQueue}"}";
        }
    }

    private string Name(PoolMember member)
    {
        var weight = Members.Any(other => other.Weight != Members[0].Weight) && Pick != PoolPick.RoundRobin ? $"weight {member.Weight}" : null;
        var limit = member.AtOnce is { } most ? $"at most {most} at once" : null;
        return weight is null && limit is null ? member.Agent : $"{member.Agent} ({string.Join(", ", new[] { weight, limit }.OfType<string>())})";
    }
}

/// <summary>
/// How an agent of a pool stood when somebody was picked. It is no part of a customer's state, since other customers' work is in it; so it is recorded with the
/// event for which it was looked at, and the same pick can be made again.
/// </summary>
/// <param name="Agent">The agent.</param>
/// <param name="Open">Its open tasks.</param>
/// <param name="Turn">The number of the pick at which it was picked last; 0 when it never was.</param>
/// <param name="Finished">Its latest tasks that ended in the last five minutes, 20 at most.</param>
/// <param name="Failed">How many of these failed.</param>
public sealed record AgentSight(string Agent, int Open, long Turn, int Finished, int Failed)
{
    /// <summary>Fewer tasks say nothing of whether an agent fails.</summary>
    public const int LeastFinished = 5;

    /// <summary>Half of what it did lately failed. Five minutes without a task, and it is tried again.</summary>
    [JsonIgnore]
    public bool IsFailing => Finished >= LeastFinished && Failed * 2 >= Finished;
}

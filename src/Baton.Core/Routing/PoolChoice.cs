using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;

namespace Baton.Core.Routing;

/// <summary>Who of a pool gets an event, and why. Pure: how its agents stand came with the event, and chance is drawn from the event's place in the log.</summary>
/// <param name="Agent">The agent that gets it; null when it goes to a queue.</param>
/// <param name="Queue">The queue of people that gets it; null when it goes to an agent.</param>
/// <param name="Why">Why, as the end of a sentence.</param>
public sealed record PoolChoice(string? Agent, string? Queue, string Why)
{
    /// <summary>Picks.</summary>
    /// <param name="rule">The routing rule.</param>
    /// <param name="pool">Its pool.</param>
    /// <param name="e">The event, with how agents stood.</param>
    /// <param name="config">The agents.</param>
    public static PoolChoice Of(RoutingRule rule, Pool pool, Event e, WorkspaceConfig config)
    {
        var (able, unable) = (new List<Candidate>(pool.Members.Length), new List<string>());
        foreach (var member in pool.Members)
        {
            var sight = e.Sights.FirstOrDefault(s => s.Agent == member.Agent) ?? new AgentSight(member.Agent, 0, 0, 0, 0);
            if (Hindrance(member, sight, config) is { } hindrance) unable.Add(hindrance);
            else able.Add(new Candidate(member, sight));
        }

        var others = unable.Count == 0 ? "" : $"; {string.Join(", ", unable)}";
        if (able.Count == 0) return new(pool.ElseAgent, pool.ElseQueue, $"nobody of its pool can take it ({string.Join(", ", unable)}), so it goes to {pool.ElseAgent ?? $"the people of {pool.ElseQueue}"}");
        if (able.Count == 1 && unable.Count > 0) return new(able[0].Name, null, $"only {able[0].Name} of its pool can take it{others}");

        // Where nobody looked, as in history that is decided again by a draft, all stand alike.
        var (picked, why) = e.Sights.Count == 0 || pool.Pick == PoolPick.Weight ? Drawn(rule, e, able) : pool.Pick == PoolPick.LeastBusy ? LeastBusy(able) : InTurn(able);
        return new(picked.Name, null, why + others);
    }

    private static string? Hindrance(PoolMember member, AgentSight sight, WorkspaceConfig config) => config.Agent(member.Agent) switch
    {
        null => $"{member.Agent} is not defined",
        { Paused: true } => $"{member.Agent} is paused",
        { DrainsFrom: not null } => $"{member.Agent} drains",
        _ when sight.IsFailing => $"{member.Agent} is failing ({sight.Failed} of its last {sight.Finished} tasks)",
        _ when sight.Open >= member.AtOnce => $"{member.Agent} is full ({sight.Open} of {member.AtOnce})",
        _ => null,
    };

    // The first eight bytes of SHA-256 over the rule and the event's place in the log, as a number, modulo the sum of the weights.
    private static (Candidate Picked, string Why) Drawn(RoutingRule rule, Event e, List<Candidate> able)
    {
        var sum = able.Sum(candidate => candidate.Member.Weight);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{rule.Id}\n{e.Seq}")));
        var left = (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)sum);
        var picked = able.First(candidate => (left -= candidate.Member.Weight) < 0);
        return (picked, $"{picked.Name} was drawn, with weight {picked.Member.Weight} of {sum}");
    }

    private static (Candidate Picked, string Why) LeastBusy(List<Candidate> able)
    {
        // As if each had the new task already: of two that have nothing to do the one of more weight comes first.
        var picked = able.OrderBy(candidate => (candidate.Sight.Open + 1.0) / candidate.Member.Weight).ThenBy(candidate => candidate.Sight.Turn).First();
        return (picked, $"{picked.Name} has the least to do, with {picked.Sight.Open} open");
    }

    private static (Candidate Picked, string Why) InTurn(List<Candidate> able)
    {
        var picked = able.MinBy(candidate => candidate.Sight.Turn)!;
        return (picked, $"it is {picked.Name}'s turn");
    }

    private sealed record Candidate(PoolMember Member, AgentSight Sight)
    {
        public string Name => Member.Agent;
    }
}

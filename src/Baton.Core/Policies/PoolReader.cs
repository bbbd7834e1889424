using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Routing;

namespace Baton.Core.Policies;

/// <summary>Reads the pool of a routing rule.</summary>
internal static class PoolReader
{
    private const int MostMembers = 50;

    /// <summary>The pool in <c>to</c>; null when there is none, or none that can be read.</summary>
    public static Pool? Read(RuleJson? to)
    {
        if (to?.Object("pool") is not { } json) return null;
        var members = Members(json);
        var pick = json.Choice("pick", PoolPick.LeastBusy);
        var other = json.Object("else");
        var (agent, queue) = (other?.Text("agent", max: 64), other?.Text("queue", max: 64));
        other?.NothingElse();
        if (agent is null == queue is null) json.Wrong("else", "'else' names one agent or one queue: where work goes that nobody of the pool can take.");
        json.NothingElse();
        return members.IsEmpty ? null : new Pool(members, pick, agent, queue);
    }

    private static ImmutableArray<PoolMember> Members(RuleJson json)
    {
        var members = json.List("agents", MostMembers).Select(Member).ToImmutableArray();
        if (members.IsEmpty) json.Wrong("agents", $"'agents' must be a list of 1 to {MostMembers} objects, each with an 'agent'.");
        if (members.DistinctBy(member => member.Agent, StringComparer.Ordinal).Count() != members.Length) json.Wrong("agents", "An agent stands here twice. Give it more weight instead.");
        return members;
    }

    private static PoolMember Member(RuleJson json)
    {
        var member = new PoolMember(json.Text("agent", required: true, max: 64) ?? "?", json.Member("weight") is null ? 1 : json.Whole("weight", 1, 100), json.Member("atOnce") is null ? null : json.Whole("atOnce", 1, 10_000));
        json.NothingElse();
        return member;
    }
}

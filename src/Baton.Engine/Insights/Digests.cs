using Baton.Core.Arbitration;
using Baton.Core.Policies;
using Baton.Core.Trying;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Insights;

/// <summary>Tells days from the counters of their minutes.</summary>
public sealed class Digests(IDbContextFactory<BatonDb> database, Configurations configurations)
{
    private const int Minutes = 24 * 60;

    /// <summary>The digest of a day in UTC; of a day that goes on, as far as it has come.</summary>
    public async Task<Digest> OfAsync(string workspace, DateOnly day, CancellationToken cancel = default)
    {
        var first = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnix() / 60_000;
        await using var db = await database.CreateDbContextAsync(cancel);
        var sums = await db.Counters.Where(c => c.Workspace == workspace && c.Minute >= first && c.Minute < first + Minutes
            && (c.Name.StartsWith(InsightCounters.Asked) || c.Name.StartsWith(InsightCounters.Held) || c.Name.StartsWith(InsightCounters.Restored)))
            .GroupBy(c => c.Name).Select(g => new { g.Key, Sum = g.Sum(c => c.Value) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancel);
        var agents = AgentsOf(sums);
        var total = new AgentDay("", agents.Sum(a => a.Asked), agents.Sum(a => a.Allowed), agents.Sum(a => a.Delayed), agents.Sum(a => a.Suppressed), agents.Sum(a => a.Escalated), agents.Sum(a => a.Restored));
        var rules = RulesOf(sums, configurations.Of(workspace).Policy);
        return new Digest(day, total, agents, rules, DigestWords.Of(total, agents, rules));
    }

    private static IReadOnlyList<AgentDay> AgentsOf(Dictionary<string, long> sums)
    {
        var names = sums.Keys.Where(name => name.StartsWith(InsightCounters.Asked, StringComparison.Ordinal)).Select(name => name[InsightCounters.Asked.Length..name.LastIndexOf(':')])
            .Concat(sums.Keys.Where(name => name.StartsWith(InsightCounters.Restored, StringComparison.Ordinal)).Select(name => name[InsightCounters.Restored.Length..])).Distinct(StringComparer.Ordinal);
        return [.. names.Select(Of).OrderByDescending(agent => agent.Asked).ThenBy(agent => agent.Agent, StringComparer.Ordinal)];

        AgentDay Of(string agent)
        {
            var (allowed, delayed, suppressed, escalated) = (Sum(Verdict.Allow), Sum(Verdict.Delay), Sum(Verdict.Suppress), Sum(Verdict.Escalate));
            return new AgentDay(agent, allowed + delayed + suppressed + escalated, allowed, delayed, suppressed, escalated, sums.GetValueOrDefault(InsightCounters.Restored + agent));

            long Sum(Verdict verdict) => sums.GetValueOrDefault($"{InsightCounters.Asked}{agent}:{verdict.Name()}");
        }
    }

    private static IReadOnlyList<RuleDay> RulesOf(Dictionary<string, long> sums, Policy policy)
    {
        var held = sums.Where(sum => sum.Key.StartsWith(InsightCounters.Held, StringComparison.Ordinal)).Select(sum => Conflicts.Read(sum.Key, default, sum.Value));
        return [.. held.GroupBy(h => h.Rule, StringComparer.Ordinal).Select(rule => new RuleDay(
            rule.Key, StandingRules.SentenceOf(rule.Key, policy), rule.Sum(h => h.Count),
            [.. rule.Where(h => h.Act is not null).GroupBy(h => h.Act!, StringComparer.Ordinal).Select(act => new ActDay(act.Key, act.Sum(h => h.Count))).OrderByDescending(act => act.Count).ThenBy(act => act.Act, StringComparer.Ordinal)]))
            .OrderByDescending(rule => rule.Count).ThenBy(rule => rule.Rule, StringComparer.Ordinal)];
    }
}

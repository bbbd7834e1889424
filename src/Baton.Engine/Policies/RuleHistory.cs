using System.Collections.Immutable;
using Baton.Core.Arbitration;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Policies;

/// <summary>Since when rules have been in force as they are, and when each last decided something.</summary>
public sealed class RuleHistory(PolicyDesk desk, IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    // Further back nobody asks: it is about rules that have had nothing to do for a month.
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(45);

    /// <summary>By <c>kind:id</c>, of the rules of a policy that are published in the same words.</summary>
    public async Task<ImmutableDictionary<string, RuleActivity>> OfAsync(string workspace, Policy policy, CancellationToken cancel = default)
    {
        var since = await SinceAsync(workspace, policy, cancel);
        var from = (clock.GetUtcNow() - LooksBack).ToUnix() / 60_000;
        await using var db = await database.CreateDbContextAsync(cancel);
        var last = await db.Counters
            .Where(c => c.Workspace == workspace && c.Minute >= from && c.Name.StartsWith(RuleUses.Counter))
            .GroupBy(c => c.Name)
            .Select(g => new { g.Key, Minute = g.Max(c => c.Minute) })
            .ToDictionaryAsync(c => c.Key[RuleUses.Counter.Length..], c => (c.Minute * 60_000).ToTime(), StringComparer.Ordinal, cancel);
        return since.ToImmutableDictionary(rule => rule.Key, rule => new RuleActivity(rule.Value, last.TryGetValue(rule.Key, out var at) ? at : null), StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, DateTimeOffset>> SinceAsync(string workspace, Policy policy, CancellationToken cancel)
    {
        var open = policy.Rules.ToDictionary(Key, PolicyDiff.Describe, StringComparer.Ordinal);
        var since = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var version in await desk.VersionsAsync(workspace, cancel))
        {
            var said = PolicyReader.Read(version.Document, version.Version).Rules.ToDictionary(Key, PolicyDiff.Describe, StringComparer.Ordinal);
            foreach (var (key, sentence) in open.ToList())
            {
                if (said.GetValueOrDefault(key) == sentence) since[key] = version.Published.ToTime();
                else open.Remove(key);
            }

            if (open.Count == 0 || clock.GetUtcNow() - version.Published.ToTime() > LooksBack) break;
        }

        return since;
    }

    private static string Key(Rule rule) => $"{rule.Kind.Name()}:{rule.Id}";
}

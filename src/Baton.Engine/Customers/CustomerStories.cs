using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Customers;

/// <summary>A stretch of time in which a rule blocked something for a customer.</summary>
/// <param name="Rule">The rule, as <c>kind:id</c>.</param>
/// <param name="From">When it began, UTC.</param>
/// <param name="Until">When it was or will be over, UTC; null for a hold that goes on.</param>
public sealed record BlockedStretch(string Rule, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A customer's last events, and what was blocked meanwhile.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Blocked">Holds and cooldowns, as they were recorded.</param>
/// <param name="IsWhole">Whether these are all the events there are.</param>
public sealed record CustomerStory(IReadOnlyList<TimelineEntry> Entries, IReadOnlyList<BlockedStretch> Blocked, bool IsWhole);

/// <summary>Reads a customer's story for the lanes view.</summary>
public sealed class CustomerStories(IDbContextFactory<BatonDb> database, FacetIndex facets, ArchiveShelf shelf)
{
    /// <summary>How many of the last events are read.</summary>
    public const int Length = 250;

    /// <summary>The last events of a customer.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="customer">The customer as known now.</param>
    /// <param name="policy">The rules, for how long cooldowns last.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CustomerStory> ReadAsync(string workspace, CustomerState customer, Policy policy, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var seqs = facets.Newest(FacetQuery.OfCustomer(workspace, customer.Id), Length);
        var rows = await db.Log.Where(r => r.Workspace == workspace && seqs.Contains(r.Seq)).OrderByDescending(r => r.Seq).ToListAsync(cancel);
        var decisions = rows.AsEnumerable().Reverse().Where(r => r.Decisions is not null).Select(r => (At: r.Received.ToTime(), Decision: r.ToDecision())).ToList();
        return new CustomerStory(await rows.ToEntriesAsync(db, workspace, cancel), [.. Holds(customer, decisions), .. Cooldowns(decisions, policy)], rows.Count < Length && !shelf.HasRowsOf(workspace, customer.Id));
    }

    // Every decision that changed the holds says which ones were in force from then on.
    private static IEnumerable<BlockedStretch> Holds(CustomerState customer, List<(DateTimeOffset At, Decision Decision)> decisions)
    {
        var open = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var (at, decision) in decisions)
        {
            if (decision.Holds is not { } holds) continue;
            foreach (var ended in open.Keys.Where(rule => holds.All(h => h.Rule != rule)).ToList())
            {
                open.Remove(ended, out var since);
                yield return new BlockedStretch("hold:" + ended, since, at);
            }

            foreach (var hold in holds) open.TryAdd(hold.Rule, hold.Since);
        }

        foreach (var hold in customer.Holds) yield return new BlockedStretch("hold:" + hold.Rule, hold.Since, null);
    }

    // Cooldowns that begin again before they are over make one stretch.
    private static IEnumerable<BlockedStretch> Cooldowns(List<(DateTimeOffset At, Decision Decision)> decisions, Policy policy)
    {
        foreach (var rule in policy.Cooldowns.Where(c => c.Enabled))
        {
            var starts = decisions.SelectMany(d => d.Decision.Marks.Where(m => m.Rule == rule.Id).Select(m => m.At)
                .Concat(d.Decision.Rulings.Where(r => r.Starts.Contains(rule.Id, StringComparer.Ordinal)).Select(_ => d.At))).Order().ToList();
            for (var i = 0; i < starts.Count; i++)
            {
                var from = starts[i];
                while (i + 1 < starts.Count && starts[i + 1] <= starts[i] + rule.For) i++;
                yield return new BlockedStretch("cooldown:" + rule.Id, from, starts[i] + rule.For);
            }
        }
    }
}

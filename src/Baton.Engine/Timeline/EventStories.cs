using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Timeline;

/// <summary>The whole story of one event.</summary>
/// <param name="Entry">As the list shows it.</param>
/// <param name="Row">As the log keeps it.</param>
/// <param name="Event">The event.</param>
/// <param name="Decision">What was decided on it; null when there is none to read.</param>
/// <param name="Policy">The policy it was decided by; null when that version is gone.</param>
/// <param name="Chain">The causes and effects it belongs to, oldest first, at most <see cref="EventStories.LongestChain"/>.</param>
public sealed record EventStory(TimelineEntry Entry, LogRow Row, Event Event, Decision? Decision, Policy? Policy, IReadOnlyList<TimelineEntry> Chain)
{
    /// <summary>What the deciding rule looked at, with the values of that time.</summary>
    public IReadOnlyList<UsedFact> Facts { get; init; } = [];
}

/// <summary>Reads everything there is to say about one event.</summary>
public sealed class EventStories(IDbContextFactory<BatonDb> database, FacetIndex facets, WholeLog log, ArchiveShelf shelf)
{
    /// <summary>How many rows of a chain are read.</summary>
    public const int LongestChain = 200;

    /// <summary>A customer's state of that time is folded anew from at most so many rows.</summary>
    public const int LongestFold = 500;

    /// <summary>The story of the event at a place in the log; null when it is not in this workspace.</summary>
    /// <param name="config">What the workspace decides with now, for the agents.</param>
    /// <param name="seq">The place in the log.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<EventStory?> FindAsync(WorkspaceConfig config, long seq, CancellationToken cancel = default)
    {
        var workspace = config.Workspace;
        await using var db = await database.CreateDbContextAsync(cancel);
        if (log.Find(workspace, seq) is not { Row: { } row } found) return null;
        var chain = await log.ReadChain(workspace, row.Root).Take(LongestChain).ToList().ToEntriesAsync(db, workspace, cancel);
        var document = await db.Policies.Where(p => p.Workspace == workspace && p.Version == row.Policy).Select(p => p.Document).FirstOrDefaultAsync(cancel);
        var policy = PolicyReader.Read(document ?? PolicyReader.Beginning, row.Policy);
        var entry = (chain.FirstOrDefault(e => e.Seq == seq) ?? (await new[] { row }.ToEntriesAsync(db, workspace, cancel))[0]) with { IsArchived = found.IsArchived };
        var decision = row.Decisions is null ? null : row.ToDecision();
        var before = await StateBeforeAsync(db, workspace, row, cancel);
        return new EventStory(entry, row, row.ToEvent(), decision, policy, chain) { Facts = FactsUsed.Of(row.ToEvent(), decision, policy, before, config) };
    }

    private async Task<CustomerState?> StateBeforeAsync(BatonDb db, string workspace, LogRow row, CancellationToken cancel)
    {
        // Folding what is left of a log that began in an archive would say what never was.
        if (row.Customer is not { } customer || shelf.HasRowsOf(workspace, customer)) return null;
        var seqs = facets.Oldest(FacetQuery.OfCustomer(workspace, customer) with { End = row.Seq }, LongestFold + 1);
        if (seqs.Count > LongestFold) return null;
        var earlier = await db.Log.Where(r => r.Workspace == workspace && seqs.Contains(r.Seq)).OrderBy(r => r.Seq).ToListAsync(cancel);
        return earlier.Aggregate(CustomerState.New(customer), (state, before) => Evolution.Evolve(state, before.ToEvent(), before.ToDecision()));
    }
}

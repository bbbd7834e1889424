using System.Collections.Concurrent;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Wall;

/// <summary>
/// Handoffs as figures need them. What is open and what ended in the last hour is read each time; what ended before is read once and kept by the hour,
/// since it changes no more. So a wall costs the same with a hundred thousand resolved cases as with none.
/// </summary>
internal sealed class WallCases(IDbContextFactory<BatonDb> database, Configurations configurations)
{
    /// <summary>The longest time that is looked back.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private const long Hour = 3_600_000;
    private const long Settling = 5 * 60_000; // what was received before is on disk by then, and nobody undoes it any more
    private static readonly string[] Open = [HandoffRecords.Waiting, HandoffRecords.Claimed];

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>All that is open, and all that ended at a moment or later.</summary>
    public async Task<IReadOnlyList<WallCase>> ReadAsync(string workspace, DateTimeOffset from, DateTimeOffset now, CancellationToken cancel)
    {
        var resets = configurations.ResetsOf(workspace);
        var kept = _kept.AddOrUpdate(workspace, _ => new Kept(resets), (_, known) => known.Resets == resets ? known : new Kept(resets));
        var settled = (now.ToUnix() - Settling) / Hour;
        var first = from.ToUnix() / Hour;
        await using var db = await database.CreateDbContextAsync(cancel);
        await kept.Filling.WaitAsync(cancel);
        try
        {
            kept.Forget(before: (now - Longest).ToUnix() / Hour);
            if (Missing(kept, first, settled) is var (begin, end))
            {
                var read = (await OfAsync(db, workspace, Ended(db, workspace, begin * Hour, end * Hour), cancel)).ToLookup(c => c.Resolved!.Value / Hour);
                for (var hour = begin; hour < end; hour++) kept.Hours[hour] = [.. read[hour]];
            }
        }
        finally
        {
            kept.Filling.Release();
        }

        var fresh = await OfAsync(db, workspace, db.Handoffs.Where(h => h.Workspace == workspace && Open.Contains(h.Status)), cancel);
        fresh.AddRange(await OfAsync(db, workspace, Ended(db, workspace, Math.Max(first, settled) * Hour, long.MaxValue), cancel));
        var known = fresh.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        for (var hour = first; hour < settled; hour++)
        {
            // One that was opened again since is among the open ones.
            if (kept.Hours.TryGetValue(hour, out var cases)) fresh.AddRange(cases.Where(c => known.Add(c.Id)));
        }

        return fresh;
    }

    private static (long Begin, long End)? Missing(Kept kept, long first, long settled)
    {
        while (first < settled && kept.Hours.ContainsKey(first)) first++;
        while (first < settled && kept.Hours.ContainsKey(settled - 1)) settled--;
        return first < settled ? (first, settled) : null;
    }

    private static IQueryable<HandoffRow> Ended(BatonDb db, string workspace, long from, long to) =>
        db.Handoffs.Where(h => h.Workspace == workspace && h.Status == HandoffRecords.Resolved && h.Resolved >= from && h.Resolved < to);

    private static async Task<List<WallCase>> OfAsync(BatonDb db, string workspace, IQueryable<HandoffRow> rows, CancellationToken cancel)
    {
        var found = await (
            from h in rows
            join l in db.Log.Where(l => l.Workspace == workspace) on h.Seq equals l.Seq into opening
            from l in opening.DefaultIfEmpty()
            join r in db.Log.Where(r => r.Workspace == workspace) on l.Root equals r.Seq into beginning
            from r in beginning.DefaultIfEmpty()
            select new { h.Id, h.Status, h.Queue, h.Customer, Person = h.ResolvedBy ?? h.Owner, h.Asked, h.Why, h.Opened, h.Due, h.Claimed, h.Resolved, h.ResolutionOutcome, l.Agent, Root = (long?)l.Root, IsMessage = r.Type == EventTypes.MessageReceived }).ToListAsync(cancel);
        return found.ConvertAll(h => new WallCase
        {
            Id = h.Id,
            Status = h.Status,
            Queue = h.Queue,
            Customer = h.Customer,
            Person = h.Person,
            Cause = h.Asked,
            Rule = h.Why,
            Agent = h.Agent,
            Root = h.Root ?? 0,
            FromMessage = h.IsMessage,
            Opened = h.Opened,
            Due = h.Due,
            Claimed = h.Claimed,
            Resolved = h.Resolved,
            Outcome = h.ResolutionOutcome,
        });
    }

    private sealed class Kept(int resets)
    {
        public int Resets => resets;

        public SemaphoreSlim Filling { get; } = new(1, 1);

        public ConcurrentDictionary<long, IReadOnlyList<WallCase>> Hours { get; } = [];

        public void Forget(long before)
        {
            foreach (var hour in Hours.Keys) if (hour < before) Hours.TryRemove(hour, out _);
        }
    }
}

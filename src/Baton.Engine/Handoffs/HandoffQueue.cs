using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Access;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs;

/// <summary>Which handoffs a person looks at.</summary>
public enum HandoffView
{
    /// <summary>Those that nobody has.</summary>
    Waiting,

    /// <summary>Those that the person has.</summary>
    Mine,

    /// <summary>Everything that is open.</summary>
    All,

    /// <summary>Those that are over.</summary>
    Done,

    /// <summary>Those that sleep until a time or the customer's answer.</summary>
    Sleeping,
}

/// <summary>How many handoffs there are, in one queue or in all.</summary>
/// <param name="Waiting">That nobody has.</param>
/// <param name="Late">Of those, past their time.</param>
/// <param name="Mine">That the person has.</param>
/// <param name="Open">Waiting or with somebody.</param>
public sealed record HandoffCounts(int Waiting, int Late, int Mine, int Open)
{
    /// <summary>That sleep.</summary>
    public int Sleeping { get; init; }
}

/// <summary>The handoffs as people work through them: what is due first stands first.</summary>
public sealed class HandoffQueue(IDbContextFactory<BatonDb> database, QueueAccess access)
{
    /// <summary>The first of a view, at most so many; over the whole workspace or one queue.</summary>
    public Task<IReadOnlyList<HandoffLine>> ReadAsync(string workspace, HandoffView view, string person, string? queue, int most, CancellationToken cancel = default) =>
        ReadAsync(workspace, new HandoffList(view, person) { Queue = queue }, skip: 0, most, cancel);

    /// <summary>Some lines of a list.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="list">The list.</param>
    /// <param name="skip">How many stand before the first of them.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<IReadOnlyList<HandoffLine>> ReadAsync(string workspace, HandoffList list, int skip, int most, CancellationToken cancel = default)
    {
        var hidden = await access.HiddenFromAsync(workspace, list.Person, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await list.InOrder(list.Of(In(db, workspace, list.Queue, hidden))).Skip(skip).Take(most).ToListAsync(cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. rows.Select(r => r.Customer).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        return rows.ConvertAll(r => HandoffLine.Of(r, r.Customer is { } id ? names.GetValueOrDefault(id) : null));
    }

    /// <summary>How many lines a list has.</summary>
    public async Task<int> CountAsync(string workspace, HandoffList list, CancellationToken cancel = default)
    {
        var hidden = await access.HiddenFromAsync(workspace, list.Person, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        return await list.Of(In(db, workspace, list.Queue, hidden)).CountAsync(cancel);
    }

    /// <summary>How many lines of a list stand before a handoff; null when it is not in it.</summary>
    public async Task<int?> PlaceAsync(string workspace, HandoffList list, string handoff, CancellationToken cancel = default)
    {
        var hidden = await access.HiddenFromAsync(workspace, list.Person, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = list.Of(In(db, workspace, list.Queue, hidden));
        return await rows.FirstOrDefaultAsync(r => r.Id == handoff, cancel) is { } row ? await list.Before(rows, row).CountAsync(cancel) : null;
    }

    /// <summary>The open handoffs of one customer that the person sees, the latest first.</summary>
    public async Task<IReadOnlyList<HandoffLine>> OfCustomerAsync(string workspace, string customer, string person, CancellationToken cancel = default)
    {
        var hidden = await access.HiddenFromAsync(workspace, person, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await In(db, workspace, null, hidden).Where(r => r.Customer == customer && (r.Status == HandoffRecords.Waiting || r.Status == HandoffRecords.Claimed)).OrderByDescending(r => r.Seq).ToListAsync(cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [customer], cancel);
        return rows.ConvertAll(r => HandoffLine.Of(r, names.GetValueOrDefault(customer)));
    }

    /// <summary>Counts what is open.</summary>
    public async Task<HandoffCounts> CountAsync(string workspace, string person, string? queue, DateTimeOffset now, CancellationToken cancel = default)
    {
        var hidden = await access.HiddenFromAsync(workspace, person, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        var open = In(db, workspace, queue, hidden).Where(HandoffList.IsOpen);
        var unix = now.ToUnix();
        return await open.GroupBy(r => 1).Select(rows => new HandoffCounts(
            rows.Count(r => r.Status == HandoffRecords.Waiting && r.Sleeps == null && r.MergedInto == null && r.Ends == null),
            rows.Count(r => r.Status == HandoffRecords.Waiting && r.Sleeps == null && r.MergedInto == null && r.Ends == null && r.Due < unix),
            rows.Count(r => r.Status == HandoffRecords.Claimed && r.Owner == person),
            rows.Count(r => r.MergedInto == null)) { Sleeping = rows.Count(r => r.Sleeps != null) }).SingleOrDefaultAsync(cancel) ?? new HandoffCounts(0, 0, 0, 0);
    }

    /// <summary>The queues in which something is open that the person sees, by name.</summary>
    public async Task<IReadOnlyList<string>> QueuesAsync(string workspace, string person, CancellationToken cancel = default)
    {
        var hidden = await access.HiddenFromAsync(workspace, person, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        return await In(db, workspace, null, hidden).Where(HandoffList.IsOpen)
            .Select(r => r.Queue).Distinct().OrderBy(q => q).ToListAsync(cancel);
    }

    /// <summary>Open handoffs that the person sees, whose title, customer or queue has these words, soonest due first.</summary>
    public async Task<IReadOnlyList<HandoffLine>> FindAsync(string workspace, string text, string person, int most, CancellationToken cancel = default)
    {
        var hidden = await access.HiddenFromAsync(workspace, person, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        IQueryable<HandoffRow> open = In(db, workspace, null, hidden).Where(HandoffList.IsOpen).OrderBy(r => r.Due).ThenBy(r => r.Id);
        if (text.Length > 0)
        {
            var part = $"%{text.ToLowerInvariant().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)}%";
#pragma warning disable CA1304, CA1311 // said by the database, which has no culture here
            open = open.Where(r => EF.Functions.Like(r.Title.ToLower(), part) || EF.Functions.Like(r.Queue.ToLower(), part) || db.Customers.Any(c => c.Workspace == workspace && c.Id == r.Customer && EF.Functions.Like(c.Search, part)));
#pragma warning restore CA1304, CA1311
        }

        var rows = await open.Take(most).ToListAsync(cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. rows.Select(r => r.Customer).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        return rows.ConvertAll(r => HandoffLine.Of(r, r.Customer is { } id ? names.GetValueOrDefault(id) : null));
    }

    private static IQueryable<HandoffRow> In(BatonDb db, string workspace, string? queue, IReadOnlyList<string> hidden)
    {
        var rows = db.Handoffs.Where(r => r.Workspace == workspace && (queue == null || r.Queue == queue));
        return hidden.Count == 0 ? rows : rows.Where(r => !hidden.Contains(r.Queue));
    }
}

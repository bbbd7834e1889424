using System.Linq.Expressions;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs;

/// <summary>In what order handoffs stand in a list.</summary>
public enum HandoffOrder
{
    /// <summary>What is due first stands first; of those that are over, the latest.</summary>
    Due,

    /// <summary>The most urgent first, of those the soonest due.</summary>
    Priority,

    /// <summary>The latest opened first.</summary>
    Newest,
}

/// <summary>A list of handoffs as a person looks at it.</summary>
/// <param name="View">Which ones.</param>
/// <param name="Person">Who looks.</param>
public sealed record HandoffList(HandoffView View, string Person)
{
    /// <summary>Only this queue; null for all.</summary>
    public string? Queue { get; init; }

    /// <summary>In what order.</summary>
    public HandoffOrder Order { get; init; }

    /// <summary>Among those that wait, also those that somebody took since then, so that a row does not vanish under somebody's eyes.</summary>
    public DateTimeOffset? TakenSince { get; init; }

    internal static Expression<Func<HandoffRow, bool>> IsOpen { get; } = r => r.Status == HandoffRecords.Waiting || r.Status == HandoffRecords.Claimed;

    // What sleeps, is part of another or is about to end waits for nobody.
    internal IQueryable<HandoffRow> Of(IQueryable<HandoffRow> rows)
    {
        var (person, since) = (Person, TakenSince?.ToUnix() ?? long.MaxValue);
        return View switch
        {
            HandoffView.Waiting => rows.Where(r => r.Sleeps == null && r.MergedInto == null && ((r.Status == HandoffRecords.Waiting && r.Ends == null) || (r.Status == HandoffRecords.Claimed && r.Claimed >= since))),
            HandoffView.Mine => rows.Where(r => r.Status == HandoffRecords.Claimed && r.Owner == person),
            HandoffView.Done => rows.Where(r => r.Status == HandoffRecords.Resolved),
            HandoffView.Sleeping => rows.Where(IsOpen).Where(r => r.Sleeps != null),
            _ => rows.Where(IsOpen).Where(r => r.MergedInto == null),
        };
    }

    internal IQueryable<HandoffRow> InOrder(IQueryable<HandoffRow> rows) => Order switch
    {
        HandoffOrder.Newest => rows.OrderByDescending(r => r.Seq).ThenBy(r => r.Id),
        HandoffOrder.Priority => rows.OrderByDescending(r => r.Priority).ThenBy(r => r.Due).ThenBy(r => r.Id),
        _ when View == HandoffView.Done => rows.OrderByDescending(r => r.Resolved).ThenBy(r => r.Id),
        _ => rows.OrderBy(r => r.Due).ThenBy(r => r.Id),
    };

#pragma warning disable CA1310, CA1309, MA0001 // compared by the database, as it sorts
    internal IQueryable<HandoffRow> Before(IQueryable<HandoffRow> rows, HandoffRow row)
    {
        var (id, due, seq, priority, resolved) = (row.Id, row.Due, row.Seq, row.Priority, row.Resolved);
        return Order switch
        {
            HandoffOrder.Newest => rows.Where(r => r.Seq > seq || (r.Seq == seq && string.Compare(r.Id, id) < 0)),
            HandoffOrder.Priority => rows.Where(r => r.Priority > priority || (r.Priority == priority && (r.Due < due || (r.Due == due && string.Compare(r.Id, id) < 0)))),
            _ when View == HandoffView.Done => rows.Where(r => r.Resolved > resolved || (r.Resolved == resolved && string.Compare(r.Id, id) < 0)),
            _ => rows.Where(r => r.Due < due || (r.Due == due && string.Compare(r.Id, id) < 0)),
        };
    }
#pragma warning restore CA1310, CA1309, MA0001
}

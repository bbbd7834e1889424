using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs;

/// <summary>Which handoffs are wanted; null leaves a filter out.</summary>
/// <param name="Status"><c>waiting</c>, <c>claimed</c> or <c>resolved</c>.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Customer">Baton's id of the customer.</param>
/// <param name="Owner">E-mail of who has it.</param>
/// <param name="Hidden">Queues that are left out.</param>
public sealed record HandoffFilter(string? Status = null, string? Queue = null, string? Customer = null, string? Owner = null, IReadOnlyList<string>? Hidden = null);

/// <summary>Handoffs as programs page through them.</summary>
public sealed class HandoffQueries(IDbContextFactory<BatonDb> database)
{
    /// <summary>One handoff; null when there is none of that id.</summary>
    public async Task<HandoffRow?> FindAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Handoffs.FirstOrDefaultAsync(h => h.Workspace == workspace && h.Id == id, cancel);
    }

    /// <summary>Handoffs, the latest opened first. No event opens more than one, so the seq alone orders them.</summary>
    public async Task<Page<HandoffRow>> ListAsync(string workspace, HandoffFilter filter, PageOf page, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var handoffs = db.Handoffs.Where(h => h.Workspace == workspace && h.Seq < page.Before);
        if (filter.Status is { } status) handoffs = handoffs.Where(h => h.Status == status);
        if (filter.Queue is { } queue) handoffs = handoffs.Where(h => h.Queue == queue);
        if (filter.Customer is { } customer) handoffs = handoffs.Where(h => h.Customer == customer);
        if (filter.Owner is { } owner) handoffs = handoffs.Where(h => h.Owner == owner);
        if (filter.Hidden is { Count: > 0 } hidden) handoffs = handoffs.Where(h => !hidden.Contains(h.Queue));
        return page.Of(await handoffs.OrderByDescending(h => h.Seq).Take(page.Limit + 1).ToListAsync(cancel), h => h.Seq);
    }
}

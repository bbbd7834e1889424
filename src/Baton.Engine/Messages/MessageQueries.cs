using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Messages;

/// <summary>A message as it stands now.</summary>
/// <param name="Row">The message.</param>
/// <param name="Begun">When its agent began with it, unix ms; null while it waits.</param>
public sealed record MessageView(MessageRow Row, long? Begun)
{
    /// <summary>The name of the customer it is about, if it is known.</summary>
    public string? CustomerName { get; init; }

    /// <summary>The customer's addresses, as lists find them; null when it is about none.</summary>
    public string? CustomerAddresses { get; init; }

    /// <summary><c>queued</c>, <c>delivered</c>, <c>answered</c>, <c>failed</c> or <c>expired</c>.</summary>
    public string Status => Row.Status == MessageQueries.Queued && Begun is not null ? MessageQueries.Delivered : Row.Status;
}

/// <summary>Which messages are wanted; null leaves a filter out.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">For whom it was written, or the agent whom it reached.</param>
/// <param name="Customer">Baton's id of the customer.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Thread">Its thread.</param>
/// <param name="Words">Words that all stand in it or in its answer.</param>
/// <param name="Agent">Who sent it or whom it reached.</param>
public sealed record MessageFilter(string? From = null, string? To = null, string? Customer = null, string? Status = null, string? Thread = null, string? Words = null, string? Agent = null);

/// <summary>Messages from agent to agent.</summary>
public sealed class MessageQueries(IDbContextFactory<BatonDb> database)
{
    internal const string Queued = "queued";
    internal const string Delivered = "delivered";

    /// <summary>The words for where a message stands.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [Queued, Delivered, "answered", "failed", "expired"];

    /// <summary>One message; null when there is none of that id.</summary>
    public async Task<MessageView?> FindAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await Viewed(db, workspace, db.Messages.Where(m => m.Workspace == workspace && m.Id == id)).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The message that came with a task; null when the task came of something else.</summary>
    public async Task<MessageRow?> OfTaskAsync(string workspace, string task, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Messages.FirstOrDefaultAsync(m => m.Workspace == workspace && m.Task == task, cancel);
    }

    /// <summary>Messages, the latest sent first.</summary>
    public async Task<Page<MessageView>> ListAsync(string workspace, MessageFilter filter, PageOf page, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var messages = Filtered(db, workspace, filter).Where(m => m.Seq < page.Before).OrderByDescending(m => m.Seq).Take(page.Limit + 1);
        return page.Of(await Viewed(db, workspace, messages).ToListAsync(cancel), m => m.Row.Seq);
    }

    /// <summary>A thread, from its first message on; no longer than a page may be.</summary>
    public async Task<IReadOnlyList<MessageView>> ThreadAsync(string workspace, string thread, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await Viewed(db, workspace, db.Messages.Where(m => m.Workspace == workspace && m.Thread == thread).OrderBy(m => m.Seq).Take(PageOf.MostItems)).ToListAsync(cancel);
    }

    private static IQueryable<MessageRow> Filtered(BatonDb db, string workspace, MessageFilter filter)
    {
        var messages = db.Messages.Where(m => m.Workspace == workspace);
        if (filter.From is { } from) messages = messages.Where(m => m.Sender == from);
        if (filter.To is { } to) messages = messages.Where(m => m.Recipient == to || m.Agent == to);
        if (filter.Agent is { } agent) messages = messages.Where(m => m.Sender == agent || m.Agent == agent);
        if (filter.Customer is { } customer) messages = messages.Where(m => m.Customer == customer);
        if (filter.Thread is { } thread) messages = messages.Where(m => m.Thread == thread);
        if (filter.Status is Queued) messages = messages.Where(m => m.Status == Queued && !db.Tasks.Any(t => t.Workspace == m.Workspace && t.Id == m.Task && t.Started != null));
        else if (filter.Status is Delivered) messages = messages.Where(m => m.Status == Delivered || m.Status == Queued && db.Tasks.Any(t => t.Workspace == m.Workspace && t.Id == m.Task && t.Started != null));
        else if (filter.Status is { } status) messages = messages.Where(m => m.Status == status);
        foreach (var word in (filter.Words ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) messages = messages.Where(m => m.Search.Contains(word));
        return messages;
    }

    private static IQueryable<MessageView> Viewed(BatonDb db, string workspace, IQueryable<MessageRow> messages) =>
        messages.Select(m => new MessageView(m, db.Tasks.Where(t => t.Workspace == workspace && t.Id == m.Task).Select(t => t.Started).FirstOrDefault())
        {
            CustomerName = db.Customers.Where(c => c.Workspace == workspace && c.Id == m.Customer).Select(c => c.Name).FirstOrDefault(),
            CustomerAddresses = db.Customers.Where(c => c.Workspace == workspace && c.Id == m.Customer).Select(c => c.Search).FirstOrDefault(),
        });
}

using System.Collections.Concurrent;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Policies;

/// <summary>Lets one after another change the draft and the policy of a workspace, on whichever node they are.</summary>
public sealed class PolicyGate(IDbContextFactory<BatonDb> database) : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _here = new(StringComparer.Ordinal);

    /// <summary>Does something while nobody else changes the draft or publishes. What it reads of them stays true until it is done.</summary>
    internal async Task<T> InsideAsync<T>(string workspace, Func<Task<T>> work, CancellationToken cancel)
    {
        var here = _here.GetOrAdd(workspace, _ => new SemaphoreSlim(1, 1));
        await here.WaitAsync(cancel);
        try
        {
            await using var db = await database.CreateDbContextAsync(cancel);
            if (!db.Database.IsNpgsql()) return await work();

            // Other nodes wait for the end of this transaction, however it ends.
            await using var held = await db.Database.BeginTransactionAsync(cancel);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7240004, hashtext({workspace}))", cancel);
            return await work();
        }
        finally
        {
            here.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var here in _here.Values) here.Dispose();
    }
}

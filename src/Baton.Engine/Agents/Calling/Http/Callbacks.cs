using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents.Calling.Http;

/// <summary>Where the agents that answer later find Baton.</summary>
public sealed class CallbackAddress
{
    /// <summary>The path under which callbacks are taken.</summary>
    public const string Path = "/api/v1/callbacks/";

    /// <summary>Baton's address as agents reach it; null while nobody knows it, and then no callback is offered.</summary>
    public Uri? Base { get; set; }
}

/// <summary>
/// Addresses to which an agent answers later. Each holds a secret that opens one task's result and nothing else, until the task's deadline. Only its hash is kept.
/// </summary>
public sealed class Callbacks(CallbackAddress address, Journal journal, IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    /// <summary>Opens one for a task; null when nobody knows Baton's address.</summary>
    internal async Task<Uri?> OpenAsync(string workspace, string task, DateTimeOffset until)
    {
        if (address.Base is not { } own) return null;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        using var unit = journal.Begin(0);
        unit.ForgetCallbacks(clock.GetUtcNow().ToUnix());
        unit.Put(new CallbackRow { Hash = HashOf(secret), Workspace = workspace, Task = task, Expires = until.ToUnix() });
        await journal.SubmitAsync(unit);
        return new Uri(own.ToString().TrimEnd('/') + CallbackAddress.Path + secret);
    }

    /// <summary>The task that a secret opens; null when it opens none, or its time is over.</summary>
    public async Task<CallbackRow?> FindAsync(string secret, CancellationToken cancel = default)
    {
        var hash = HashOf(secret);
        await using var db = await database.CreateDbContextAsync(cancel);
        var row = await db.Callbacks.FirstOrDefaultAsync(c => c.Hash == hash, cancel);
        return row is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.Hash), Encoding.ASCII.GetBytes(hash)) && row.Expires > clock.GetUtcNow().ToUnix() ? row : null;
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

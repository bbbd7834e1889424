using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Cluster;

/// <summary>By this the nodes of one database know each other. It was made with the tables, and whoever may read them may as well write to them.</summary>
public sealed class ClusterSecret(IDbContextFactory<BatonDb> database)
{
    private const string Name = "cluster.secret";

    private string? _known;

    /// <summary>The secret, to be sent along.</summary>
    public async ValueTask<string> ReadAsync(CancellationToken cancel)
    {
        if (_known is { } known) return known;
        await using var db = await database.CreateDbContextAsync(cancel);
        return _known = await db.Settings.Where(s => s.Workspace == "" && s.Name == Name).Select(s => s.Value).FirstAsync(cancel);
    }

    /// <summary>Whether somebody sent it. Takes as long whatever is wrong with it.</summary>
    public async ValueTask<bool> IsAsync(string? sent, CancellationToken cancel)
    {
        var secret = await ReadAsync(cancel);
        return CryptographicOperations.FixedTimeEquals(HashOf(sent ?? ""), HashOf(secret));
    }

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

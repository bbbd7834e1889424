using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Channels;

/// <summary>A file as lists show it.</summary>
/// <param name="Id">Its id, which nobody can guess.</param>
/// <param name="Name">Its name, without any path.</param>
/// <param name="Type">Its media type as it was given.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Hash">SHA-256 of its bytes, in hex.</param>
public sealed record AttachmentInfo(string Id, string Name, string Type, long Size, string Hash);

/// <summary>Keeps the files that go along with what is written, each with the hash of its bytes.</summary>
public sealed class AttachmentDesk(IDbContextFactory<BatonDb> database, Journal journal, TimeProvider clock)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int Largest = 10 * 1024 * 1024;

    /// <summary>The most files of one message.</summary>
    public const int Most = 10;

    /// <summary>Keeps a file of a customer's.</summary>
    /// <exception cref="ArgumentException">It is empty, too large or has no name.</exception>
    public async Task<AttachmentInfo> PutAsync(string workspace, string customer, string name, string? type, byte[] content, Actor by, CancellationToken cancel = default)
    {
        if (content.Length is 0 or > Largest) throw new ArgumentException($"A file has 1 byte to {Largest / 1024 / 1024} MiB.", nameof(content));
        var row = new AttachmentRow
        {
            Workspace = workspace,
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)),
            Customer = customer,
            Name = PlainName(name),
            Type = string.IsNullOrWhiteSpace(type) || type.Length > 100 ? "application/octet-stream" : type,
            Size = content.Length,
            Hash = Convert.ToHexStringLower(SHA256.HashData(content)),
            Author = by.Name,
            Added = clock.GetUtcNow().ToUnix(),
            Content = content,
        };
        using var unit = journal.Begin(0);
        unit.Put(row);
        await journal.SubmitAsync(unit).WaitAsync(cancel);
        return InfoOf(row);
    }

    /// <summary>A file with its bytes, as they were given; null when there is none of that id or they are not what they were.</summary>
    public async Task<AttachmentRow?> FindAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var row = await db.Attachments.FirstOrDefaultAsync(a => a.Workspace == workspace && a.Id == id, cancel);
        return row is not null && Convert.ToHexStringLower(SHA256.HashData(row.Content)) == row.Hash ? row : null;
    }

    /// <summary>The files of those ids that are the customer's; others are left out.</summary>
    public async Task<IReadOnlyList<AttachmentInfo>> InfosAsync(string workspace, string customer, IReadOnlyList<string> ids, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Attachments.Where(a => a.Workspace == workspace && a.Customer == customer && ids.Contains(a.Id)).OrderBy(a => a.Name)
            .Select(a => new AttachmentInfo(a.Id, a.Name, a.Type, a.Size, a.Hash)).ToListAsync(cancel);
    }

    /// <summary>The files that an action's data names, with their bytes.</summary>
    internal async Task<IReadOnlyList<AttachmentRow>> OfAsync(string workspace, JsonElement data, CancellationToken cancel)
    {
        if (data.Member("attachments") is not { ValueKind: JsonValueKind.Array } list) return [];
        var found = new List<AttachmentRow>();
        foreach (var named in list.EnumerateArray().Take(Most))
        {
            if (named.Text("id") is not { } id) continue;
            found.Add(await FindAsync(workspace, id, cancel) ?? throw new ChannelException($"The file {named.Text("name") ?? id} is not there any more, or was changed. Nothing was sent."));
        }

        return found;
    }

    private static AttachmentInfo InfoOf(AttachmentRow row) => new(row.Id, row.Name, row.Type, row.Size, row.Hash);

    private static string PlainName(string name)
    {
        name = string.Concat(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))).Trim();
        return name.Length == 0 ? "file" : name.Length <= 120 ? name : name[..100] + name[^20..];
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Learning;

/// <summary>
/// The suggestions of a workspace as rows. The same thing suggested again is the same suggestion; one that was answered comes again only when its evidence has grown by half.
/// </summary>
public sealed class Suggestions(Journal journal, IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    private const double GrownBy = 1.5;

    /// <summary>How bodies are kept.</summary>
    internal static readonly JsonSerializerOptions BodyJson = new(JsonSerializerDefaults.Web);

    /// <summary>The suggestions of a workspace, the last changed first.</summary>
    public async Task<IReadOnlyList<SuggestionRow>> ListAsync(string workspace, string? status = null, string? kind = null, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Suggestions.Where(s => s.Workspace == workspace && (status == null || s.Status == status) && (kind == null || s.Kind == kind))
            .OrderByDescending(s => s.Updated).ThenBy(s => s.Id).Take(500).ToListAsync(cancel);
    }

    /// <summary>A suggestion; null when there is none of that id.</summary>
    public async Task<SuggestionRow?> FindAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Suggestions.FirstOrDefaultAsync(s => s.Workspace == workspace && s.Id == id, cancel);
    }

    /// <summary>Suggests something, or brings what is suggested already up to date. Null when it was answered and the evidence has not grown by half since.</summary>
    internal async Task<SuggestionRow?> OfferAsync<TBody>(string workspace, string kind, string key, string sentence, int evidence, TBody body, bool isNew = false, CancellationToken cancel = default)
    {
        var id = IdOf(kind, key);
        var before = await FindAsync(workspace, id, cancel);
        if (!isNew && before is { Answered: { } then } && evidence < then * GrownBy) return null;
        var now = clock.GetUtcNow().ToUnix();
        var row = new SuggestionRow
        {
            Workspace = workspace,
            Id = id,
            Kind = kind,
            Status = SuggestionStatus.Open,
            Sentence = sentence,
            Evidence = evidence,
            Body = JsonSerializer.Serialize(body, BodyJson),
            Made = before?.Made ?? now,
            Updated = now,
        };
        if (before is { Status: SuggestionStatus.Open } && before with { Updated = now } == row) return before;
        await PutAsync(row);
        return row;
    }

    /// <summary>Takes back what is suggested and no longer spoken for.</summary>
    internal async Task WithdrawAsync(string workspace, string kind, IReadOnlyCollection<string> still, CancellationToken cancel)
    {
        foreach (var row in (await ListAsync(workspace, SuggestionStatus.Open, kind, cancel)).Where(row => !still.Contains(row.Id)))
            await PutAsync(row with { Status = SuggestionStatus.Withdrawn, Updated = clock.GetUtcNow().ToUnix() });
    }

    internal async Task PutAsync(SuggestionRow row)
    {
        using var unit = journal.Begin(0);
        unit.Put(row);
        await journal.SubmitAsync(unit);
    }

    internal static string IdOf(string kind, string key) => "sg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {key}")).AsSpan(0, 8));
}

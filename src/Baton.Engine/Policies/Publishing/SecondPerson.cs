using System.Text.Json;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Policies.Publishing;

/// <summary>Keeps whether a second person must say yes before a draft is published, and for which draft somebody asked.</summary>
public sealed class SecondPerson(IDbContextFactory<BatonDb> database, Journal journal)
{
    private const string Needed = "policy.secondPerson", Asked = "policy.request";

    /// <summary>Whether one is needed in a workspace.</summary>
    public async Task<bool> IsNeededAsync(string workspace, CancellationToken cancel = default) => await ReadAsync(workspace, Needed, cancel) is "true";

    /// <summary>Says whether one is needed. What waits goes on waiting until it is asked for again.</summary>
    public Task NeedAsync(string workspace, bool isNeeded) => WriteAsync(workspace, Needed, isNeeded ? "true" : "false");

    /// <summary>Who asked for the draft as it is to be published; null when nobody did.</summary>
    public async Task<PublicationRequest?> FindAsync(DraftRow draft, CancellationToken cancel = default) =>
        await ReadAsync(draft.Workspace, Asked, cancel) is { Length: > 0 } kept && JsonSerializer.Deserialize<PublicationRequest>(kept) is { } request
        && (request.Revision, request.Updated) == (draft.Revision, draft.Updated) ? request : null;

    internal Task AskAsync(string workspace, PublicationRequest request) => WriteAsync(workspace, Asked, JsonSerializer.Serialize(request));

    private async Task<string?> ReadAsync(string workspace, string name, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Settings.Where(s => s.Workspace == workspace && s.Name == name).Select(s => s.Value).FirstOrDefaultAsync(cancel);
    }

    private async Task WriteAsync(string workspace, string name, string value)
    {
        using var unit = journal.Begin(0);
        unit.Put(new SettingRow { Workspace = workspace, Name = name, Value = value });
        await journal.SubmitAsync(unit);
    }
}

using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Rollouts;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Policies;

/// <summary>Drafts and published versions of a workspace's policy.</summary>
public sealed class PolicyDesk(Conductor conductor, Configurations configurations, Journal journal, LogLookups lookups, IDbContextFactory<BatonDb> database, ArchiveShelf shelf, PolicyGate gate, TimeProvider clock)
{
    /// <summary>Keeps a whole document as the draft, if it has no faults; returns every fault otherwise, and keeps nothing.</summary>
    public Task<IReadOnlyList<Fault>> PutDraftAsync(string workspace, JsonElement document, string author, CancellationToken cancel = default) => gate.InsideAsync<IReadOnlyList<Fault>>(workspace, async () =>
    {
        var faults = new List<Fault>();
        if (PolicyReader.Read(document, 0, faults) is null) return faults;
        var before = await DraftAsync(workspace, cancel);
        using var unit = journal.Begin(0);
        unit.Put(new DraftRow { Workspace = workspace, Document = document.GetRawText(), Author = author, Updated = clock.GetUtcNow().ToUnix(), Revision = (before?.Revision ?? 0) + 1 });
        await journal.SubmitAsync(unit);
        return [];
    }, cancel);

    /// <summary>The draft, if there is one.</summary>
    public async Task<DraftRow?> DraftAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Drafts.FirstOrDefaultAsync(d => d.Workspace == workspace, cancel);
    }

    /// <summary>Every published version, newest first.</summary>
    public async Task<IReadOnlyList<PolicyRow>> VersionsAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Policies.Where(p => p.Workspace == workspace).OrderByDescending(p => p.Version).ToListAsync(cancel);
    }

    /// <summary>Publishes the draft: from one point of the log on it decides. Null when there is no draft, or another one than was looked at.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="author">Who publishes.</param>
    /// <param name="note">Why.</param>
    /// <param name="terms">For which share of the customers it decides, the published policy deciding for the rest; null for everybody.</param>
    /// <param name="seen">The draft as its publisher saw it; null publishes whatever stands there.</param>
    /// <param name="cancel">Gives up waiting for others who publish.</param>
    /// <exception cref="CooldownTooLongException">It would have to count what is no longer in the log.</exception>
    /// <exception cref="RolloutRefusedException">Another version is tried, or rules are.</exception>
    public Task<int?> PublishAsync(string workspace, Actor author, string? note, RolloutTerms? terms = null, DraftRow? seen = null, CancellationToken cancel = default) => gate.InsideAsync<int?>(workspace, async () =>
    {
        if (await DraftAsync(workspace, cancel) is not { } draft || (seen ?? draft) != draft) return null;
        var version = await PublishAsync(workspace, draft.Document, author, note, terms, cancel);
        using var unit = journal.Begin(0);
        unit.RemoveDraft(workspace);
        await journal.SubmitAsync(unit);
        return version;
    }, cancel);

    /// <summary>Publishes an earlier version again, as a new one. Null when there is none of that number.</summary>
    /// <exception cref="CooldownTooLongException">It would have to count what is no longer in the log.</exception>
    public Task<int?> RestoreAsync(string workspace, int version, Actor author, CancellationToken cancel = default) => RestoreAsync(workspace, version, author, note: null, cancel);

    /// <summary>The same, with a note of why beside the number of the version.</summary>
    public Task<int?> RestoreAsync(string workspace, int version, Actor author, string? note, CancellationToken cancel = default) => gate.InsideAsync<int?>(workspace, async () =>
    {
        var row = (await VersionsAsync(workspace, cancel)).FirstOrDefault(v => v.Version == version);
        var why = string.IsNullOrWhiteSpace(note) ? "" : $": {note.Trim()}";
        return row is null ? null : await PublishAsync(workspace, row.Document, author, $"Version {version} restored{why}", terms: null, cancel);
    }, cancel);

    /// <summary>Publishes a document that was read without faults.</summary>
    internal async Task<int> PublishAsync(string workspace, string document, Actor author, string? note, RolloutTerms? terms, CancellationToken cancel)
    {
        RolloutRefusedException.ThrowIfClashing(configurations.Of(workspace), document, terms);
        if (shelf.NewestOf(workspace) is { } newest) CooldownTooLongException.ThrowIf(PolicyReader.Read(document, version: 0).LongestCooldown, newest.ToTime(), clock.GetUtcNow());
        for (; ; )
        {
            var version = (await VersionsAsync(workspace, cancel) is [var last, ..] ? last.Version : 0) + 1;
            var data = Rollouts.Write(version, note, document, terms);
            var turn = await conductor.TakeAsync(workspace, new Input
            {
                Source = "baton/policy",
                Id = $"version-{version}",
                Type = terms is null ? EventTypes.PolicyPublished : EventTypes.RolloutStarted,
                Actor = author,
                Data = data,
                Configures = true,
            }, cancel);

            // Somebody who published on another node at this moment may have been first; then this is the version after.
            if (turn.Status == TurnStatus.Duplicate && lookups.ReadRow(workspace, turn.Seq)?.Data is { } published && !JsonElement.DeepEquals(JsonElement.Parse(published), data)) continue;
            return version;
        }
    }
}

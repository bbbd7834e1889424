using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs;

/// <summary>What went on after a handoff ended.</summary>
/// <param name="IsOver">Whether it has ended.</param>
/// <param name="Rows">What followed from its end, the end itself first.</param>
public sealed record HandoffSequel(bool IsOver, IReadOnlyList<LogRow> Rows);

/// <summary>Reads what followed from the end of a handoff, so that whoever ended it sees it happen.</summary>
public sealed class HandoffSequels(IDbContextFactory<BatonDb> database, WholeLog whole)
{
    /// <summary>The end of a handoff and everything that it caused, oldest first; null when there is no such handoff.</summary>
    public async Task<HandoffSequel?> ReadAsync(string workspace, string handoff, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Handoffs.FirstOrDefaultAsync(h => h.Workspace == workspace && h.Id == handoff, cancel) is not { } row) return null;
        if (row.Status != HandoffRecords.Resolved || whole.Read(workspace, row.LastSeq) is not { } end) return new HandoffSequel(false, []);
        var caused = new HashSet<long> { end.Seq };
        var rows = whole.ReadChain(workspace, end.Root).Where(r => r.Seq == end.Seq || (r.Cause is { } cause && caused.Contains(cause) && caused.Add(r.Seq)));
        return new HandoffSequel(true, [.. rows]);
    }
}

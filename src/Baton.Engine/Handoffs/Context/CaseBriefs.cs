using System.Text.Json;
using Baton.Core.Handoffs.Briefs;
using Baton.Core.Timeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Context;

/// <summary>The brief of a case: a model's where one is wanted, was written and is of now; else the one by fixed rules, which is always of now.</summary>
public sealed class CaseBriefs(IDbContextFactory<BatonDb> database, BriefSettings settings, ModelBriefs models)
{
    /// <summary>The brief.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The handoff's id.</param>
    /// <param name="file">The case.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<CaseBrief> ReadAsync(string workspace, string handoff, CaseFile file, CancellationToken cancel = default)
    {
        var own = BriefWriter.Write(file);
        if (await settings.WriterOfAsync(workspace, cancel) is not { } agent) return own;
        await using var db = await database.CreateDbContextAsync(cancel);
        var row = await db.CaseBriefs.FirstOrDefaultAsync(b => b.Workspace == workspace && b.Handoff == handoff, cancel);
        if (row is null || row.Agent != agent || row.Upto < UptoOf(file))
        {
            models.Order(workspace, handoff);
            return own with { Note = row is null ? $"{agent} is writing a summary." : $"The case went on; {agent} is writing a summary again." };
        }

        return row.Fault is { } fault ? own with { Note = $"{agent} could not write a summary: {Quote.Cut(Quote.Plain(fault), 200)}" } : Of(row, own);
    }

    /// <summary>The last event that a summary must take into account: words of either side, or the opening of the case. People's acts and agents' inner work make none stale.</summary>
    internal static long UptoOf(CaseFile file) => Said.In(file.Log).Select(said => said.Seq).Append(file.Opened).Max();

    private static CaseBrief Of(CaseBriefRow row, CaseBrief own) => new(JsonSerializer.Deserialize<List<BriefLine>>(row.Lines, LogJson.Compact)!, row.Upto)
    {
        WrittenBy = row.Agent,
        Dropped = row.Dropped,
        Given = own.Given,
        Note = row.Dropped == 0 ? null : row.Dropped == 1 ? "One claim was left out: it names no event of this case." : $"{row.Dropped} claims were left out: they name no event of this case.",
    };
}

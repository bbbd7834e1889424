using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Core.Routing;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Classification;

/// <summary>
/// What people correct becomes examples: who resolves a handoff may name the right label (<c>data.label</c>), or do so afterwards, and the message that a classifier was asked
/// about is learned with it. Read from the log, so that nothing need be told here when it happens, and nothing is lost.
/// </summary>
public sealed class ModelCorrections(ModelExamples examples, LogLookups lookups, FacetIndex facets, Journal journal, IDbContextFactory<BatonDb> database)
{
    private const int Page = 200;

    /// <summary>Takes into a model's examples what was corrected since the last time; returns how much.</summary>
    public async Task<int> TakeAsync(string workspace, string model, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Models.FirstOrDefaultAsync(m => m.Workspace == workspace && m.Name == model, cancel) is not { } row) return 0;
        var taken = 0;
        var query = new FacetQuery(workspace, [new AnyOf(Facet.Type, [EventTypes.HandoffResolved, EventTypes.HandoffLabelled])]) { First = row.Corrected + 1 };
        while (facets.Oldest(query, Page) is { Count: > 0 } seqs)
        {
            using var unit = journal.Begin(0);
            foreach (var resolved in seqs.Select(seq => lookups.ReadRow(workspace, seq)).OfType<LogRow>())
            {
                if (await LearnedAsync(db, workspace, model, resolved, cancel) is not { } example) continue;
                unit.Put(example);
                taken++;
            }

            unit.Correct(row with { Corrected = seqs[^1] });
            await journal.SubmitAsync(unit);
            query = query with { First = seqs[^1] + 1 };
        }

        return taken;
    }

    private async Task<ModelExampleRow?> LearnedAsync(BatonDb db, string workspace, string model, LogRow resolved, CancellationToken cancel)
    {
        var e = resolved.ToEvent();
        if (LabelIn(e) is not ({ } label, var named) || named is not null && named != model || e.Data.Text("handoff") is not { } id) return null;
        if (await db.Handoffs.Where(h => h.Workspace == workspace && h.Id == id).Select(h => (long?)h.Seq).FirstOrDefaultAsync(cancel) is not { } opened) return null;
        // Who names the model as well says that the case's first message is an example for it, though it was not asked about it.
        if ((Asked(workspace, model, opened) ?? (named is null ? null : First(workspace, opened))) is not { Text: { } text }) return null;
        var example = new LabelledText(text, label);
        return ModelLimits.FaultOf(example) is null ? examples.RowOf(workspace, model, example, ModelExamples.Correction, e.Actor) : null;
    }

    // At the end of a case beside the answer, or afterwards.
    private static (string? Label, string? Model) LabelIn(Event e) =>
        (e.Type == EventTypes.HandoffLabelled ? e.Data : e.Data.Member("data") ?? default) is var said ? (said.Text("label"), said.Text("model")) : default;

    private Event? First(string workspace, long seq) =>
        lookups.ReadRow(workspace, seq) is not { } row ? null : row.Root == row.Seq || row.Root == 0 ? row.ToEvent() : lookups.ReadRow(workspace, row.Root)?.ToEvent();

    // The event that the classifier was asked about: it opened the handoff, or the chain began with it.
    private Event? Asked(string workspace, string model, long seq)
    {
        if (lookups.ReadRow(workspace, seq) is not { Decisions: not null } row) return null;
        if (row.ToDecision().Route is { Guess: { } guess } && guess.Model == model) return row.ToEvent();
        return row.Root != row.Seq ? Asked(workspace, model, row.Root) : null;
    }
}

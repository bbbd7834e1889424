using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Policies;
using Baton.Core.Policies.Drafting;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Policies.Drafting;

/// <summary>
/// The one draft of a workspace, which several people change at once, a rule at a time. Each change is durable when it is answered. A draft begins with
/// the first change of what is published, and ends when it says the same again.
/// </summary>
public sealed class DraftDesk(PolicyDesk desk, PolicyGate gate, Journal journal, Configurations configurations, TimeProvider clock)
{
    /// <summary>Makes one change, together with all that others have changed since its author looked.</summary>
    public Task<DraftSaved> EditAsync(string workspace, DraftEdit edit, string author, CancellationToken cancel = default) => gate.InsideAsync(workspace, async () =>
    {
        var before = await desk.DraftAsync(workspace, cancel);
        var published = configurations.Of(workspace).Policy.Document;
        switch (DraftMerge.Apply(before?.Document ?? published, edit))
        {
            case DraftOutcome.Merged merged:
                var faults = new List<Fault>();
                if (PolicyReader.Read(JsonElement.Parse(merged.Document), 0, faults) is null) return new DraftSaved(before, faults, null, null);
                return new DraftSaved(await KeepAsync(workspace, before, merged.Document, published, author), [], null, merged.Undo);
            case var refused:
                return new DraftSaved(before, [], (DraftOutcome.Conflict)refused, null);
        }
    }, cancel);

    /// <summary>Drops the draft, if there is one; what takes it back, otherwise null.</summary>
    public Task<DraftEdit?> DiscardAsync(string workspace, CancellationToken cancel = default) => gate.InsideAsync(workspace, async () =>
    {
        if (await desk.DraftAsync(workspace, cancel) is not { } draft) return null;
        using var unit = journal.Begin(0);
        unit.RemoveDraft(workspace);
        await journal.SubmitAsync(unit);
        return (DraftEdit?)new ReplaceAll(draft.Document, configurations.Of(workspace).Policy.Document);
    }, cancel);

    private async Task<DraftRow?> KeepAsync(string workspace, DraftRow? before, string document, string published, string author)
    {
        using var unit = journal.Begin(0);
        var draft = JsonNode.DeepEquals(JsonNode.Parse(document), JsonNode.Parse(published)) ? null : new DraftRow
        {
            Workspace = workspace,
            Document = document,
            Author = author,
            Updated = clock.GetUtcNow().ToUnix(),
            Revision = (before?.Revision ?? 0) + 1,
        };
        if (draft is null) unit.RemoveDraft(workspace);
        else unit.Put(draft);
        await journal.SubmitAsync(unit);
        return draft;
    }
}

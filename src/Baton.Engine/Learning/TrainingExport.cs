using System.Runtime.CompilerServices;
using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Learning.Masking;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Learning;

/// <summary>A message of an exported case.</summary>
/// <param name="FromCustomer">Whether the customer wrote it.</param>
/// <param name="Text">What was said, without personal data.</param>
public sealed record ExportedMessage(bool FromCustomer, string Text);

/// <summary>A resolution as a labelled example, without personal data.</summary>
/// <param name="Queue">The queue it waited in.</param>
/// <param name="Title">What was asked of the person.</param>
/// <param name="Reason">Why it came to a person.</param>
/// <param name="Conversation">What was said until then, oldest first.</param>
/// <param name="Proposed">What an agent wanted to do or to say, as JSON; null when nothing was proposed.</param>
/// <param name="Outcome"><c>approved</c>, <c>rejected</c>, <c>answered</c> or <c>other</c>.</param>
/// <param name="Answer">What the person answered.</param>
/// <param name="Note">What they noted for colleagues.</param>
/// <param name="Label">What they said it was about.</param>
public sealed record ExportedCase(string Queue, string Title, string Reason, IReadOnlyList<ExportedMessage> Conversation, JsonElement? Proposed, string Outcome, string? Answer, string? Note, string? Label);

/// <summary>Reads what people resolved as examples for training, a page at a time, each with placeholders in place of what names anybody. Nothing of who answered goes along.</summary>
public sealed class TrainingExport(IDbContextFactory<BatonDb> database, LogLookups lookups, WholeLog log, FacetIndex facets, Masks masks)
{
    private const int Page = 100;
    private const int MostMessages = 30;

    /// <summary>The examples of a stretch of time, the first resolved first.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="from">From when on they were resolved.</param>
    /// <param name="to">Before when.</param>
    /// <param name="masksOrders">Whether numbers of orders and bookings are taken out too.</param>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<ExportedCase> ReadAsync(string workspace, DateTimeOffset from, DateTimeOffset to, bool masksOrders = false, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var labels = LabelsAfterwards(workspace);
        var (since, until) = (from.ToUnix(), to.ToUnix());
        HashSet<string> seen = []; // of those resolved at the moment with which the next page begins
        while (true)
        {
            List<HandoffRow> page;
            await using (var db = await database.CreateDbContextAsync(cancel))
            {
                page = await db.Handoffs.Where(h => h.Workspace == workspace && h.Status == HandoffRecords.Resolved && h.Resolved >= since && h.Resolved < until)
                    .OrderBy(h => h.Resolved).ThenBy(h => h.Id).Take(Page + seen.Count).ToListAsync(cancel);
            }

            var wanted = Page + seen.Count;
            foreach (var row in page) if (!seen.Contains(row.Id)) yield return await CaseOfAsync(workspace, row, labels, masksOrders, cancel);
            if (page.Count < wanted) yield break;
            since = page[^1].Resolved!.Value;
            seen = [.. page.Where(row => row.Resolved == since).Select(row => row.Id)];
        }
    }

    private async Task<ExportedCase> CaseOfAsync(string workspace, HandoffRow row, IReadOnlyDictionary<string, string> labels, bool masksOrders, CancellationToken cancel)
    {
        var masker = await masks.OfAsync(workspace, row.Id, masksOrders, cancel);
        var messages = row.Customer is null ? [] : lookups.ReadMessages(workspace, row.Customer, MostMessages, row.LastSeq).Select(message => message.ToEvent()).Where(e => e.Text is { Length: > 0 });
        var label = labels.GetValueOrDefault(row.Id) ?? log.Read(workspace, row.LastSeq)?.ToEvent().Data.Member("data")?.Text("label");
        return new ExportedCase(
            row.Queue, masker.Mask(row.Title), masker.Mask(row.Reason),
            [.. messages.Select(e => new ExportedMessage(e.Type == EventTypes.MessageReceived, masker.Mask(e.Text!)))],
            await ProposedAsync(workspace, row, masker, cancel),
            row.ResolutionOutcome ?? "other", Masked(row.Answer, masker), Masked(row.Note, masker), label);
    }

    private async Task<JsonElement?> ProposedAsync(string workspace, HandoffRow row, Masker masker, CancellationToken cancel)
    {
        if (row.Action is null) return null;
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Actions.Where(a => a.Workspace == workspace && a.Id == row.Action).Select(a => (long?)a.Seq).FirstOrDefaultAsync(cancel) is not { } seq || log.Read(workspace, seq) is not { } proposed) return null;
        var proposal = ProposalJson.Read(proposed.ToEvent());
        return Payload.Of(json =>
        {
            json.WriteString("kind", proposal.Kind);
            if (proposal.Purpose is { } purpose) json.WriteString("purpose", purpose);
            if (proposal.Text is { } text) json.WriteString("text", masker.Mask(text));
            if (proposal.Data.ValueKind != JsonValueKind.Object) return;
            json.WritePropertyName("data");
            Write(json, proposal.Data, masker);
        });
    }

    // What was said afterwards counts before what was said at the end; of several the last.
    private Dictionary<string, string> LabelsAfterwards(string workspace)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var seq in facets.Oldest(new FacetQuery(workspace, [new AnyOf(Facet.Type, [EventTypes.HandoffLabelled])]), int.MaxValue))
            if (log.Read(workspace, seq)?.ToEvent().Data is { } data && data.Text("label") is { } label && data.Text("handoff") is { } handoff) labels[handoff] = label;
        return labels;
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, Masker masker)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, masker);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(json, item, masker);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(masker.Mask(value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static string? Masked(string? text, Masker masker) => string.IsNullOrEmpty(text) ? null : masker.Mask(text);
}

using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Classification;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies.Drafting;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Learning;

/// <summary>What became of an answer to a suggestion.</summary>
/// <param name="Row">The suggestion as it stands; null when there is none of that id.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
public sealed record SuggestionAnswered(SuggestionRow? Row, string? Refusal = null);

/// <summary>Admins' answers to suggestions. Accepting a change of the policy puts it into the draft that all share: it decides nothing until somebody publishes that.</summary>
public sealed class SuggestionDesk(Suggestions suggestions, DraftDesk drafts, ModelDesk models, Conductor conductor)
{
    /// <summary>Accepts a suggestion and does what it says.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The suggestion.</param>
    /// <param name="by">Who accepts.</param>
    /// <param name="note">Why; may be left out.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<SuggestionAnswered> AcceptAsync(string workspace, string id, Actor by, string? note = null, CancellationToken cancel = default)
    {
        var found = await OpenAsync(workspace, id, cancel);
        if (found is not { Refusal: null, Row: { } row }) return found;
        var refusal = row.Kind switch
        {
            SuggestionKind.Policy => await ChangeAsync(workspace, Body<SuggestedChange>(row), by, cancel),
            SuggestionKind.Model => await PromoteAsync(workspace, Body<SuggestedVersion>(row), by, note, cancel),
            _ => "Articles cannot be kept here yet.",
        };
        return refusal is null ? await AnswerAsync(row, EventTypes.SuggestionAccepted, by, note, cancel) : found with { Refusal = refusal };
    }

    /// <summary>Dismisses a suggestion: it comes again only when its evidence has grown by half.</summary>
    public async Task<SuggestionAnswered> DismissAsync(string workspace, string id, Actor by, string? note, CancellationToken cancel = default)
    {
        var found = await OpenAsync(workspace, id, cancel);
        return found is { Refusal: null, Row: { } row } ? await AnswerAsync(row, EventTypes.SuggestionDismissed, by, note, cancel) : found;
    }

    /// <summary>What a suggestion says in full.</summary>
    public static TBody Body<TBody>(SuggestionRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return JsonSerializer.Deserialize<TBody>(row.Body, Suggestions.BodyJson)!;
    }

    private async Task<SuggestionAnswered> OpenAsync(string workspace, string id, CancellationToken cancel) => await suggestions.FindAsync(workspace, id, cancel) switch
    {
        null => new SuggestionAnswered(null, $"There is no suggestion {id} in this workspace."),
        { Status: SuggestionStatus.Open } open => new SuggestionAnswered(open),
        { Status: SuggestionStatus.Withdrawn } gone => new SuggestionAnswered(gone, "The evidence does not speak for it any more, so it was withdrawn."),
        var over => new SuggestionAnswered(over, $"{over.AnsweredBy} {over.Status} it already."),
    };

    private async Task<string?> ChangeAsync(string workspace, SuggestedChange change, Actor by, CancellationToken cancel)
    {
        var saved = await drafts.EditAsync(workspace, change.ToEdit(), by.Name, cancel);
        return saved.Conflict?.Sentence ?? (saved.Faults.Count > 0 ? $"The draft would have a fault: {saved.Faults[0].Detail}" : null);
    }

    private async Task<string?> PromoteAsync(string workspace, SuggestedVersion version, Actor by, string? note, CancellationToken cancel) =>
        await models.PromoteAsync(workspace, version.Model, version.Version, by, note, cancel) is null ? $"There is no version {version.Version} of the model {version.Model} any more." : null;

    private async Task<SuggestionAnswered> AnswerAsync(SuggestionRow row, string type, Actor by, string? note, CancellationToken cancel)
    {
        await conductor.TakeAsync(row.Workspace, Input.Act("baton/learning", type, by, Payload.Of(json =>
        {
            json.WriteString("suggestion", row.Id);
            json.WriteString("kind", row.Kind);
            json.WriteString("sentence", row.Sentence);
            if (!string.IsNullOrWhiteSpace(note)) json.WriteString("note", note.Trim());
        })), cancel);
        return new SuggestionAnswered(await suggestions.FindAsync(row.Workspace, row.Id, cancel));
    }
}

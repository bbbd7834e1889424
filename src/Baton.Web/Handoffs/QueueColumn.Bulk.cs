using Baton.Core.Deciding;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs;

/// <summary>What is done with several cases at once: each succeeds or is refused by itself, and both are told.</summary>
public sealed partial class QueueColumn
{
    private const int MostAtOnce = 100;

    private readonly Dictionary<string, HandoffLine> _picked = new(StringComparer.Ordinal);
    private int? _anchor;
    private bool _isBusy;

    /// <summary>Selects the open case, or no longer.</summary>
    public async Task ToggleSelectedAsync()
    {
        if (await PlaceOfAsync(Selected) is { } place && await LineAtAsync(place) is { } line) await ToggleAsync(line, isRange: false);
    }

    /// <summary>Selects a row as well, without ever taking one off.</summary>
    public async Task ExtendAsync(int place)
    {
        if (await LineAtAsync(_place) is { } here && here.Id == Selected) Pick(here);
        if (await LineAtAsync(place) is { } line) Pick(line);
        _anchor = place;
        StateHasChanged();
    }

    private async Task ToggleAsync(HandoffLine line, bool isRange)
    {
        var at = await PlaceOfAsync(line.Id);
        if (isRange && _anchor is { } anchor && at is { } end)
        {
            var (from, to) = (Math.Min(anchor, end), Math.Max(anchor, end));
            foreach (var between in await Handoffs.ReadAsync(Viewer.Workspace, _list, from, Math.Min(MostAtOnce, to - from + 1))) Pick(between);
        }
        else if (!_picked.Remove(line.Id))
        {
            Pick(line);
        }

        _anchor = at;
        StateHasChanged();
    }

    private void Pick(HandoffLine line)
    {
        if (_picked.Count < MostAtOnce || _picked.ContainsKey(line.Id)) _picked[line.Id] = line;
    }

    private void Clear()
    {
        _picked.Clear();
        _anchor = null;
    }

    private Task ClaimAllAsync() => EachAsync("claimed", line => Desk.ClaimAsync(Viewer.Workspace, line.Id, Viewer.Email));

    private Task SnoozeAllAsync(CaseSnooze snooze) => EachAsync("put to sleep", line => Desk.SnoozeAsync(Viewer.Workspace, line.Id, Viewer.Email, snooze.Until, snooze.ForAnswer, snooze.Note));

    private Task TransferAllAsync(CaseTransfer to) =>
        EachAsync($"given to {(to.Person is { } person ? NameOf(person) : to.Queue)}", line => Desk.TransferAsync(Viewer.Workspace, line.Id, Viewer.Email, to.Person, to.Queue, to.Note));

    private Task ResolveAllAsync(Resolution resolution) =>
        EachAsync("ended", line => Desk.EndAsync(Viewer.Workspace, line.Id, Viewer.Email, resolution), isEnding: true);

    // The right is asked for again here: buttons may be older than a change of roles.
    private async Task EachAsync(string done, Func<HandoffLine, Task<Turn>> act, bool isEnding = false)
    {
        if (_isBusy || !Viewer.Can(Rights.Handle)) return;
        _isBusy = true;
        try
        {
            var turns = await Task.WhenAll(_picked.Values.Select(async line => (Line: line, Turn: await act(line))));
            var yes = turns.Where(t => t.Turn.Refusal is null or { Kind: RefusalKind.Already }).Select(t => t.Line).ToList();
            var told = BulkWords.Of(done, yes.Count, [.. turns.Where(t => t.Turn.Refusal is { Kind: not RefusalKind.Already }).Select(t => (t.Line, t.Turn.Refusal!))], NameOf);
            if (isEnding && yes.Count > 0) Toasts.TellEnding(told, yes.ToDictionary(l => l.Id, _ => (CaseWriting?)null, StringComparer.Ordinal), Clock.GetUtcNow() + ForPeople(HandoffDesk.UndoTime));
            else Toasts.Tell(told);
            Clear();
        }
        catch (JournalException)
        {
            Toasts.Tell("It could not be written to disk; what was not done is still selected. Try again in a moment.");
        }
        finally
        {
            _isBusy = false;
            await ReloadAsync();
            await OnDone.InvokeAsync();
        }
    }
}

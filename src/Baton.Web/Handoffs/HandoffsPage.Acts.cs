using System.Text.Json;
using Baton.Core.Handoffs;
using Baton.Engine.Channels;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs;

/// <summary>What the person does with the open case.</summary>
public sealed partial class HandoffsPage
{
    private string Whose => _case?.Line.CustomerName ?? _case?.Line.Title ?? "";

    private async Task DoAsync(CaseDeed deed)
    {
        switch (deed)
        {
            case CaseDeed.Claim when _standing is { CanClaim: true }: await ActAsync(id => Desk.ClaimAsync(Viewer.Workspace, id, Viewer.Email)); break;
            case CaseDeed.Release: await ActAsync(id => Desk.ReleaseAsync(Viewer.Workspace, id, Viewer.Email)); break;
            case CaseDeed.Accept: await ActAsync(id => Desk.AcceptAsync(Viewer.Workspace, id, Viewer.Email)); break;
            case CaseDeed.Wake: await ActAsync(id => Desk.WakeAsync(Viewer.Workspace, id, Viewer.Email)); break;
            case CaseDeed.Write note: await NoteAsync(note.Words); break;
            case CaseDeed.TakeOver over: await ActAsync(id => Desk.TakeOverAsync(Viewer.Workspace, id, Viewer.Email, over.Why), Rights.Operate); break;
            case CaseDeed.Undo: await UndoAsync(_toasts.All.LastOrDefault(t => t.CanUndo && t.Ending.ContainsKey(Id!)) ?? new DeskToast("") { Ending = new Dictionary<string, CaseWriting?>(StringComparer.Ordinal) { [Id!] = null } }); break;
            case CaseDeed.Pass: await LeaveAsync(id => Desk.PassAsync(Viewer.Workspace, id, Viewer.Email), "Passed on"); break;
            case CaseDeed.Bounce back: await LeaveAsync(id => Desk.BounceAsync(Viewer.Workspace, id, Viewer.Email, back.Why), "Given back"); break;
            case CaseDeed.Transfer given: await LeaveAsync(id => Desk.TransferAsync(Viewer.Workspace, id, Viewer.Email, given.To.Person, given.To.Queue, given.To.Note), $"Given to {(given.To.Person is { } person ? NameOf(person) : given.To.Queue)}"); break;
            case CaseDeed.Return back: await LeaveAsync(id => Desk.ReturnAsync(Viewer.Workspace, id, Viewer.Email, agent: null, back.Note), $"Returned to {CaseAgent.Of(_case!) ?? "the agent"}"); break;
            case CaseDeed.Sleep sleep: await LeaveAsync(id => Desk.SnoozeAsync(Viewer.Workspace, id, Viewer.Email, sleep.Snooze.Until, sleep.Snooze.ForAnswer, sleep.Snooze.Note), "Put to sleep"); break;
            case CaseDeed.Merge merge: await LeaveAsync(id => Desk.MergeAsync(Viewer.Workspace, id, Viewer.Email, merge.Into), "Merged"); break;
            case CaseDeed.Say: await SayAsync(); break;
            case CaseDeed.Attach attached: await AttachAsync(attached.Files); break;
            case CaseDeed.End end: await EndAsync(end.Act); break;
            case CaseDeed.GoOnWith with: await EndAsync(new Resolution(HandoffOutcome.Approved) { Data = HeldFields.With(_case!, with.Fields), Note = Noted }, with.Told); break;
        }
    }

    private void UsePassage(string passage) => _writing!.Text = _writing.HasText ? $"{_writing.Text.TrimEnd()}\n\n{passage}" : passage;

    private string? Noted => _writing?.Note.Trim() is { Length: > 0 } note ? note : null;

    private async Task EndAsync(CaseAct act)
    {
        var writing = _writing!;
        var data = _case!.Cause == HandoffCause.NeedsInfo && act.Outcome == HandoffOutcome.Answered
            ? JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = writing.Text.Trim() }) : writing.Data;
        await EndAsync(new Resolution(act.Outcome) { Answer = act.Speaks && writing.HasText ? writing.Text.Trim() : null, Note = Noted, Data = data }, act.Past);
    }

    private async Task EndAsync(Resolution resolution, string told)
    {
        var (id, whose, writing) = (Id!, Whose, _writing);
        if (!await ActAsync(handoff => Desk.EndAsync(Viewer.Workspace, handoff, Viewer.Email, resolution))) return;
        _written.Remove(id);
        var until = _case?.Open?.Ending?.At ?? Clock.GetUtcNow() + ForPeople(HandoffDesk.UndoTime);
        _toasts.TellEnding($"{told}: {whose}", new Dictionary<string, CaseWriting?>(StringComparer.Ordinal) { [id] = writing }, until);
        await GoOnAsync();
    }

    private async Task NoteAsync(CaseNote note)
    {
        if (!await ActAsync(id => Desk.NoteAsync(Viewer.Workspace, id, Viewer.Email, note.Text, note.Mentions))) return;
        _form = CaseForm.None;
    }

    private async Task LeaveAsync(Func<string, Task<Turn>> act, string told)
    {
        var whose = Whose;
        if (!await ActAsync(act)) return;
        _toasts.Tell($"{told}: {whose}");
        await GoOnAsync();
    }

    private Task UndoLastAsync() => _toasts.ToUndo is { } toast ? UndoAsync(toast) : Task.CompletedTask;

    // What was written comes back with the case.
    private async Task UndoAsync(DeskToast toast)
    {
        if (_isBusy || !Viewer.Can(Rights.Handle)) return;
        _isBusy = true;
        try
        {
            var turns = await Task.WhenAll(toast.Ending.Keys.Select(async id => (Id: id, Turn: await Desk.UndoAsync(Viewer.Workspace, id, Viewer.Email))));
            var back = turns.Where(t => t.Turn.Status == TurnStatus.Accepted).Select(t => t.Id).ToList();
            foreach (var id in back) if (toast.Ending[id] is { } writing) _written[id] = writing;
            _toasts.Drop(toast);
            _toasts.Tell(back.Count == 0 ? "There is nothing to undo any more: it has gone out." : back.Count < turns.Length ? $"{back.Count} taken back; the others have gone out." : "Taken back. Nothing went out.");
            if (back is [var one] && toast.Ending.Count == 1) Navigation.NavigateTo(Href(one, Shown));
        }
        catch (JournalException)
        {
            _told = "It could not be written to disk, so it was not taken back. Try again at once.";
        }
        finally
        {
            _isBusy = false;
            await ShowAsync();
        }
    }

    // The right is asked for again here: buttons may be older than a change of roles.
    private async Task<bool> ActAsync(Func<string, Task<Turn>> act, string right = Rights.Handle)
    {
        if (_isBusy || Id is null || IsOther) return false;
        if (!Viewer.Can(right))
        {
            _told = "You may look at cases, not act on them.";
            return false;
        }

        (_isBusy, _told) = (true, null);
        try
        {
            var turn = await act(Id);
            _told = Refusals.InWords(turn.Refusal, NameOf);
            if (turn.Status == TurnStatus.Accepted) _form = CaseForm.None;
            return turn.Status == TurnStatus.Accepted;
        }
        catch (JournalException)
        {
            _told = "It could not be written to disk, so nothing has changed. Try again in a moment.";
            return false;
        }
        catch (ChannelException fault)
        {
            _told = fault.Message;
            return false;
        }
        finally
        {
            await ShowAsync();
            (_isBusy, _toldOf) = (false, _standing?.Move);
            StateHasChanged(); // keys do not render by themselves, as clicks do
        }
    }

    private async Task ShowAsync()
    {
        if (_column is not null) await _column.RefreshAsync();
        await ReloadAsync();
        StateHasChanged();
    }

    // After the end of a case the next one is there, so that the hands stay on the keyboard.
    private async Task GoOnAsync() => Navigation.NavigateTo(Href(_column is null ? null : await _column.NextAsync(), Shown));
}

using Baton.Web.Frame.Keys;
using Microsoft.JSInterop;

namespace Baton.Web.Handoffs;

/// <summary>The keyboard of the page: everything that the mouse can do.</summary>
public sealed partial class HandoffsPage
{
    private readonly IReadOnlyList<PageKey> _keys;
    private readonly Queue<Func<Task>> _waitingKeys = new();

    public HandoffsPage() => _keys =
    [
        new("j", "Next case", () => MoveAsync(+1)),
        new("k", "Case before", () => MoveAsync(-1)),
        new("Enter", "Into the case: claim it or write", () => WhenReadyAsync(EnterAsync)),
        new("c", "Claim the case", () => WhenReadyAsync(() => DoAsync(new CaseDeed.Claim()))),
        new("r", "Write the answer", () => WhenReadyAsync(() => FocusAsync("#answer"))),
        new("e", "Go to the buttons that end it", () => WhenReadyAsync(() => FocusAsync(".composer .ends .btn:not(:disabled)"))),
        new("u", "Undo the last end, within ten seconds", UndoLastAsync),
        new("t", "Transfer it", () => WhenReadyAsync(() => OpenFormAsync(CaseForm.Transfer))),
        new("z", "Snooze it", () => WhenReadyAsync(() => OpenFormAsync(CaseForm.Snooze))),
        new("n", "Note for colleagues", () => WhenReadyAsync(() => OpenFormAsync(CaseForm.Note))),
        new("m", "Merge it into another case", () => WhenReadyAsync(() => OpenFormAsync(CaseForm.Merge))),
        new("x", "Select the case", () => _column?.ToggleSelectedAsync() ?? Task.CompletedTask),
        new("J", "Select downwards", () => MoveAsync(+1, isSelecting: true)),
        new("K", "Select upwards", () => MoveAsync(-1, isSelecting: true)),
    ];

    // Who types faster than the page reads loses no key: it waits for the case that it was meant for.
    private Task WhenReadyAsync(Func<Task> press)
    {
        if (!_isBusy && (Id is null || !IsOther || IsLoaded && _case is null)) return press();
        _waitingKeys.Enqueue(press);
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (_isBusy || IsOther || !_waitingKeys.TryDequeue(out var press)) return;
        await press();
        StateHasChanged();
    }

    private async Task MoveAsync(int by, bool isSelecting = false)
    {
        if (_column is null || await _column.StepAsync(by) is not { } step) return;
        if (isSelecting) await _column.ExtendAsync(step.Place);
        if (step.Id == Id) return;
        _waitingKeys.Clear();
        Navigation.NavigateTo(Href(step.Id, Shown));
        await Browser.InvokeVoidAsync("baton.revealRow", "#queue-rows", "#queue-" + step.Id, step.Place);
    }

    private Task EnterAsync() => FocusAsync(_standing?.CanAct == true ? "#answer" : Id is null ? ".case-row a" : "#claim");

    // Opens the form where it means something, and puts the cursor into it.
    private async Task OpenFormAsync(CaseForm form)
    {
        if (form != CaseForm.None && !MayOpen(form)) return;
        _form = form;
        if (form == CaseForm.Merge) await ReloadAsync(); // what it may be merged into is read only now
        StateHasChanged();
        if (FirstFieldOf(form) is { } field) await FocusAsync(field);
    }

    private bool MayOpen(CaseForm form) => _standing is { } standing && !IsOther && form switch
    {
        CaseForm.TakeOver => standing.CanTakeOver,
        CaseForm.Return or CaseForm.Change or CaseForm.Bounce => standing.CanAct,
        CaseForm.Merge => standing.CanMove && _case!.Line.Customer is not null,
        _ => standing.CanMove,
    };

    private static string? FirstFieldOf(CaseForm form) => form switch
    {
        CaseForm.None => null,
        CaseForm.Transfer => "#transfer-to",
        CaseForm.Snooze => "#snooze-first",
        CaseForm.Merge => "#merge-first",
        CaseForm.Note => "#note-text",
        CaseForm.Change => ".act-form.fields .input",
        _ => "#why-text",
    };

    private Task FocusAsync(string selector) => Browser.InvokeVoidAsync("baton.focus", selector).AsTask();
}

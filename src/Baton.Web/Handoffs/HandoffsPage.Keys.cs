using Baton.Web.Frame.Keys;
using Microsoft.JSInterop;

namespace Baton.Web.Handoffs;

/// <summary>The keyboard of the page: everything that the mouse can do.</summary>
public sealed partial class HandoffsPage
{
    private readonly IReadOnlyList<PageKey> _keys;

    public HandoffsPage() => _keys =
    [
        new("j", "Next case", () => MoveAsync(+1)),
        new("k", "Case before", () => MoveAsync(-1)),
        new("Enter", "Into the case: claim it or write", EnterAsync),
        new("c", "Claim the case", () => DoAsync(new CaseDeed.Claim())),
        new("r", "Write the answer", () => FocusAsync("#answer")),
        new("e", "Go to the buttons that end it", () => FocusAsync(".composer .ends .btn:not(:disabled)")),
        new("u", "Undo the last end, within ten seconds", UndoLastAsync),
        new("t", "Transfer it", () => OpenFormAsync(CaseForm.Transfer)),
        new("z", "Snooze it", () => OpenFormAsync(CaseForm.Snooze)),
        new("n", "Note for colleagues", () => OpenFormAsync(CaseForm.Note)),
        new("m", "Merge it into another case", () => OpenFormAsync(CaseForm.Merge)),
        new("x", "Select the case", () => _column?.ToggleSelectedAsync() ?? Task.CompletedTask),
        new("J", "Select downwards", () => MoveAsync(+1, isSelecting: true)),
        new("K", "Select upwards", () => MoveAsync(-1, isSelecting: true)),
    ];

    private async Task MoveAsync(int by, bool isSelecting = false)
    {
        if (_column is null || await _column.StepAsync(by) is not { } step) return;
        if (isSelecting) await _column.ExtendAsync(step.Place);
        if (step.Id == Id) return;
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

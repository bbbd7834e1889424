using System.Text.Json;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Web.Frame.Keys;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Baton.Web.Handoffs;

/// <summary>Where people take over: the queue, one case, and what there is to know for it.</summary>
public sealed partial class HandoffsPage
{
    private const int Step = 100;

    private readonly Dictionary<string, CaseWriting> _written = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<PageKey> _keys;
    private IReadOnlyList<HandoffLine> _lines = [];
    private IReadOnlyList<string> _queues = [];
    private IReadOnlyList<MemberRow> _people = [];
    private IReadOnlyList<StoryEntry> _story = [];
    private HandoffCounts _counts = new(0, 0, 0, 0);
    private HandoffCase? _case;
    private CaseBackground _background = CaseBackground.None;
    private CaseStanding? _standing;
    private CaseWriting? _writing;
    private string? _told;
    private Move? _toldOf;
    private string? _ended;
    private bool _isBusy;
    private bool _isTransferring;
    private int _place; // where the case stands, or stood before it left the view: there one goes on
    private int _most = Step;
    private int _logRows = Step;

    public HandoffsPage() => _keys =
    [
        new("j", "Next case", () => MoveAsync(+1)),
        new("k", "Case before", () => MoveAsync(-1)),
        new("c", "Claim the case", ClaimAsync),
        new("r", "Write the answer", () => FocusAsync("#answer")),
        new("e", "Go to the buttons that end it", () => FocusAsync(".composer .ends .btn")),
        new("t", "Transfer it", StartTransferAsync),
    ];

    [Parameter] public string? Id { get; set; }

    [SupplyParameterFromQuery] public string? View { get; set; }

    [SupplyParameterFromQuery] public string? Queue { get; set; }

    [Inject] private HandoffQueue Handoffs { get; set; } = null!;
    [Inject] private HandoffCases Cases { get; set; } = null!;
    [Inject] private CaseBackgrounds Backgrounds { get; set; } = null!;
    [Inject] private HandoffDesk Desk { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    private HandoffView Shown => Enum.TryParse<HandoffView>(View, ignoreCase: true, out var view) ? view : HandoffView.Waiting;

    private IEnumerable<(HandoffView View, string Title, int Count)> Views =>
    [
        (HandoffView.Waiting, "Waiting", _counts.Waiting), (HandoffView.Mine, "Mine", _counts.Mine), (HandoffView.All, "Open", _counts.Open), (HandoffView.Done, "Done", 0),
    ];

    private string EmptyTitle => Shown switch
    {
        HandoffView.Mine => "You have no case",
        HandoffView.Done => "Nothing was resolved yet",
        _ => "Nothing is waiting",
    };

    private string EmptyText => Shown switch
    {
        HandoffView.Mine => "Claim one from the waiting ones.",
        HandoffView.Done => "What you and your colleagues resolve is kept here.",
        _ => "When an agent is unsure, a rule wants a person's word, or a customer asks for one, the case appears here at once.",
    };

    protected override async Task LoadAsync(CancellationToken gone)
    {
        if (_case is not null && _case.Line.Id != Id) LeaveCase();
        _people = await Members.ListAsync(Viewer.Workspace);
        _queues = await Handoffs.QueuesAsync(Viewer.Workspace, Viewer.Email, gone);
        _lines = await Handoffs.ReadAsync(Viewer.Workspace, Shown, Viewer.Email, Queue, _most, gone);
        if (IndexOf(Id) is >= 0 and var place) _place = place;
        _counts = await Handoffs.CountAsync(Viewer.Workspace, Viewer.Email, Queue, Clock.GetUtcNow(), gone);
        _case = Id is null ? null : await Cases.ReadForAsync(Viewer.Workspace, Id, Viewer.Email, _logRows, gone);
        if (_case is null) return;
        _background = await Backgrounds.ReadAsync(Viewer.Workspace, _case, gone);
        _story = CaseStory.Of(_case, NameOf);
        _standing = CaseStanding.Of(_case, Viewer, NameOf);
        if (!_isBusy && _standing.Move != _toldOf) _told = null; // what was refused is past once the case moves on
        var draft = CaseDraft.Of(_case, _story)?.Text;
        if (_written.TryGetValue(_case.Line.Id, out _writing)) _writing.Offer(draft);
        else _written[_case.Line.Id] = _writing = new CaseWriting(draft);
    }

    private void LeaveCase()
    {
        (_told, _isTransferring, _logRows) = (null, false, Step);
        if (_writing is { IsEdited: false, Note.Length: 0 }) _written.Remove(_case!.Line.Id);
    }

    private string NameOf(string email) => _people.FirstOrDefault(p => p.Email == email)?.Name is { Length: > 0 } name ? name : email;

    private string Href(string? id, HandoffView view) => Navigation.GetUriWithQueryParameters(id is null ? "/handoffs" : "/handoffs/" + Uri.EscapeDataString(id), new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["view"] = view == HandoffView.Waiting ? null : JsonName(view),
        ["queue"] = Queue,
    });

    private static string JsonName(HandoffView view) => JsonNamingPolicy.CamelCase.ConvertName(view.ToString());

    private Task ClaimAsync() => _standing is { CanClaim: true } ? ActAsync(id => Desk.ClaimAsync(Viewer.Workspace, id, Viewer.Email)) : Task.CompletedTask;

    private Task<bool> ReleaseAsync() => ActAsync(id => Desk.ReleaseAsync(Viewer.Workspace, id, Viewer.Email));

    private async Task TransferAsync(CaseTransfer to)
    {
        _isTransferring = false;
        if (await ActAsync(id => Desk.TransferAsync(Viewer.Workspace, id, Viewer.Email, to.Person, to.Queue, to.Note)))
            GoOn($"Given to {(to.Person is { } person ? NameOf(person) : to.Queue)}: {_case?.Line.CustomerName ?? _case?.Line.Title}");
    }

    private async Task EndAsync(CaseAct act)
    {
        var (whose, writing) = (_case!.Line.CustomerName ?? _case.Line.Title, _writing!);
        var data = _case.Cause == HandoffCause.NeedsInfo && act.Outcome == HandoffOutcome.Answered
            ? JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = writing.Text.Trim() }) : default;
        var answer = act.Speaks && writing.HasText ? writing.Text.Trim() : null;
        if (await ActAsync(id => Desk.EndAsync(Viewer.Workspace, id, Viewer.Email, new Resolution(act.Outcome) { Answer = answer, Note = writing.Note.Trim() is { Length: > 0 } note ? note : null, Data = data })))
        {
            _written.Remove(Id!);
            GoOn($"Done: {act.Label}, {whose}");
        }
    }

    // The right is asked for again here: buttons may be older than a change of roles.
    private async Task<bool> ActAsync(Func<string, Task<Turn>> act)
    {
        if (_isBusy || Id is null) return false;
        if (!Viewer.Can(Rights.Handle))
        {
            _told = "You may look at cases, not act on them.";
            return false;
        }

        (_isBusy, _told, _ended) = (true, null, null);
        try
        {
            var turn = await act(Id);
            _told = Refusals.InWords(turn.Refusal, NameOf);
            return turn.Status == TurnStatus.Accepted;
        }
        catch (JournalException)
        {
            _told = "It could not be written to disk, so nothing has changed. Try again in a moment.";
            return false;
        }
        finally
        {
            await ReloadAsync();
            (_isBusy, _toldOf) = (false, _standing?.Move);
            StateHasChanged(); // keys do not render by themselves, as clicks do
        }
    }

    // After the end of a case the next one is there, so that the hands stay on the keyboard.
    private void GoOn(string ended)
    {
        _ended = ended;
        var rest = _lines.Where(l => l.Id != Id).ToList();
        Navigation.NavigateTo(Href(rest.Count == 0 ? null : rest[Math.Min(_place, rest.Count - 1)].Id, Shown));
    }

    private Task MoveAsync(int by)
    {
        if (_lines.Count == 0) return Task.CompletedTask;
        var at = IndexOf(Id);
        var to = Math.Clamp(at >= 0 ? at + by : by > 0 ? _place : _place - 1, 0, _lines.Count - 1);
        if (_lines[to].Id == Id) return Task.CompletedTask;
        _ended = null;
        Navigation.NavigateTo(Href(_lines[to].Id, Shown));
        return Browser.InvokeVoidAsync("baton.reveal", "#queue-" + _lines[to].Id).AsTask();
    }

    private int IndexOf(string? id)
    {
        for (var i = 0; i < _lines.Count; i++) if (_lines[i].Id == id) return i;
        return -1;
    }

    private Task FocusAsync(string selector) => Browser.InvokeVoidAsync("baton.focus", selector).AsTask();

    private async Task StartTransferAsync()
    {
        if (_standing is not { CanAct: true }) return;
        _isTransferring = true;
        StateHasChanged();
        await FocusAsync("#transfer-to");
    }

    private Task ShowMoreAsync()
    {
        _most += Step;
        return ReloadAsync();
    }

    private Task ShowEarlierAsync()
    {
        _logRows += Step;
        return ReloadAsync();
    }
}

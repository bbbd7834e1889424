using System.Text.Json;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Storage.Rows;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Baton.Web.Handoffs;

/// <summary>Where people take over: the queue, one case, and what there is to know for it.</summary>
public sealed partial class HandoffsPage
{
    private const int Step = 100;

    private readonly Dictionary<string, CaseWriting> _written = new(StringComparer.Ordinal);
    private DeskToasts _toasts = null!;
    private QueueColumn? _column;
    private IReadOnlyList<string> _queues = [];
    private IReadOnlyList<MemberRow> _people = [];
    private IReadOnlyList<StoryEntry> _story = [];
    private IReadOnlyList<HandoffLine> _others = [];
    private HandoffCase? _case;
    private CaseBackground _background = CaseBackground.None;
    private CaseStanding? _standing;
    private CaseWriting? _writing;
    private NextStep? _step;
    private CaseForm _form;
    private string? _fault;
    private string? _told;
    private Move? _toldOf;
    private bool _isBusy;
    private int _waiting;
    private int _logRows = Step;

    [Parameter] public string? Id { get; set; }

    [SupplyParameterFromQuery] public string? View { get; set; }

    [SupplyParameterFromQuery] public string? Queue { get; set; }

    [SupplyParameterFromQuery] public string? Order { get; set; }

    [Inject] private HandoffQueue Handoffs { get; set; } = null!;
    [Inject] private HandoffCases Cases { get; set; } = null!;
    [Inject] private CaseBackgrounds Backgrounds { get; set; } = null!;
    [Inject] private HandoffDesk Desk { get; set; } = null!;
    [Inject] private HandoffSequels Sequels { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    private HandoffView Shown => Enum.TryParse<HandoffView>(View, ignoreCase: true, out var view) ? view : HandoffView.Waiting;

    private HandoffOrder ShownOrder => Enum.TryParse<HandoffOrder>(Order, ignoreCase: true, out var order) ? order : HandoffOrder.Due;

    /// <summary>Whether what is on screen is still the case before: it must not be acted on.</summary>
    private bool IsOther => _case?.Line.Id != Id;

    protected override void OnInitialized()
    {
        _toasts = new DeskToasts(Sequels, Clock);
        base.OnInitialized();
    }

    protected override async Task LoadAsync(CancellationToken gone)
    {
        try
        {
            if (_case is not null && IsOther) LeaveCase();
            _people = await Members.ListAsync(Viewer.Workspace);
            await _toasts.FollowAsync(Viewer.Workspace, NameOf, gone);
            if (_toasts.All.Count > 0) ReloadIn(DeskToasts.Stay);
            if (Id is null) _waiting = (await Handoffs.CountAsync(Viewer.Workspace, Viewer.Email, Queue, Clock.GetUtcNow(), gone)).Waiting;
            await ReadCaseAsync(gone);
            _fault = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _fault = fault.Message;
        }
    }

    private async Task ReadCaseAsync(CancellationToken gone)
    {
        var asked = Id;
        var read = asked is null ? null : await Cases.ReadForAsync(Viewer.Workspace, asked, Viewer.Email, _logRows, gone);
        if (asked != Id) return; // the person has gone on meanwhile
        _case = read;
        if (_case is null) return;
        _queues = await Handoffs.QueuesAsync(Viewer.Workspace, Viewer.Email, gone);
        _others = _form == CaseForm.Merge && _case.Line.Customer is { } customer ? [.. (await Handoffs.OfCustomerAsync(Viewer.Workspace, customer, Viewer.Email, gone)).Where(l => l.Id != asked && l.MergedInto is null)] : [];
        _background = await Backgrounds.ReadAsync(Viewer.Workspace, _case, gone);
        _story = CaseStory.Of(_case, NameOf);
        _standing = CaseStanding.Of(_case, Viewer, NameOf);
        var draft = CaseDraft.Of(_case, _story);
        _step = NextStep.Of(_case, draft, _background);
        if (!_isBusy && _standing.Move != _toldOf) _told = null; // what was refused is past once the case moves on
        if (_written.TryGetValue(_case.Line.Id, out _writing)) _writing.Offer(draft?.Text);
        else _written[_case.Line.Id] = _writing = new CaseWriting(draft?.Text);
    }

    private void LeaveCase()
    {
        (_told, _form, _logRows) = (null, CaseForm.None, Step);
        if (_writing is { IsEdited: false, Note.Length: 0 }) _written.Remove(_case!.Line.Id);
    }

    private string NameOf(string email) => _people.FirstOrDefault(p => p.Email == email)?.Name is { Length: > 0 } name ? name : email;

    private string Href(string? id, HandoffView view) => Navigation.GetUriWithQueryParameters(id is null ? "/handoffs" : "/handoffs/" + Uri.EscapeDataString(id), new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["view"] = view == HandoffView.Waiting ? null : JsonNamingPolicy.CamelCase.ConvertName(view.ToString()),
        ["queue"] = Queue,
        ["order"] = Order,
    });

    private TimeSpan ForPeople(TimeSpan time) => Clock is AppClock { Rate: > 1 and var rate } ? time * rate : time;

    private Task AgainAsync() => ReloadAsync();

    private Task ShowEarlierAsync()
    {
        _logRows += Step;
        return ReloadAsync();
    }
}

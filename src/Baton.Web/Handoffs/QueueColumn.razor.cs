using System.Text.Json;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage.Rows;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace Baton.Web.Handoffs;

/// <summary>The queue on the left. Only what one sees of it is read, however long it is.</summary>
public sealed partial class QueueColumn
{
    private const int RowHeight = 57;
    private const int FirstRows = 60;

    /// <summary>For how long a row that somebody took stays, saying so.</summary>
    private static readonly TimeSpan TakenStays = TimeSpan.FromSeconds(6);

    // From where the case stood: down first, past what others took just now, then up.
    private static readonly int[] StepsToNext = [0, 1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6];

    private Virtualize<HandoffLine>? _virtual;
    private HandoffCounts _counts = new(0, 0, 0, 0);
    private IReadOnlyList<string> _queues = [];
    private IReadOnlyList<HandoffLine> _first = [];
    private HandoffList _list = new(HandoffView.Waiting, "");
    private DateTimeOffset _now;
    private string? _fault;
    private int _total;
    private int _place; // where the case stands, or stood before it left the view: there one goes on

    [Parameter] public HandoffView View { get; set; }
    [Parameter] public string? Queue { get; set; }
    [Parameter] public HandoffOrder Order { get; set; }

    /// <summary>The case that is open.</summary>
    [Parameter] public string? Selected { get; set; }

    [Parameter] public IReadOnlyList<MemberRow> People { get; set; } = [];
    [Parameter, EditorRequired] public Func<string?, HandoffView, string> HrefOf { get; set; } = null!;
    [Parameter, EditorRequired] public Func<string, string> NameOf { get; set; } = null!;
    [Parameter, EditorRequired] public DeskToasts Toasts { get; set; } = null!;

    /// <summary>Something was done here.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    [Inject] private HandoffQueue Handoffs { get; set; } = null!;
    [Inject] private HandoffDesk Desk { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>How many handoffs wait for somebody.</summary>
    public int Waiting => _counts.Waiting;

    /// <summary>The first of the list; null when it is empty.</summary>
    public string? First => _first is [var first, ..] ? first.Id : null;

    private IEnumerable<(HandoffView View, string Title, int Count)> Views =>
    [
        (HandoffView.Waiting, "Waiting", _counts.Waiting), (HandoffView.Mine, "Mine", _counts.Mine), (HandoffView.All, "Open", _counts.Open), (HandoffView.Sleeping, "Asleep", _counts.Sleeping), (HandoffView.Done, "Done", 0),
    ];

    private string EmptyTitle => View switch
    {
        HandoffView.Mine => "You have no case",
        HandoffView.Done => "Nothing was resolved yet",
        HandoffView.Sleeping => "Nothing sleeps",
        _ => "Nothing is waiting",
    };

    private string EmptyText => View switch
    {
        HandoffView.Mine => "Claim one from the waiting ones.",
        HandoffView.Done => "What you and your colleagues resolve is kept here.",
        HandoffView.Sleeping => "A case that waits for a time or for the customer's answer sleeps here (z).",
        _ => "When an agent is unsure, a rule wants a person's word, or a customer asks for one, the case appears here at once.",
    };

    protected override async Task LoadAsync(CancellationToken gone)
    {
        try
        {
            _now = Clock.GetUtcNow();
            var list = new HandoffList(View, Viewer.Email) { Queue = Queue, Order = Order, TakenSince = _now - ForPeople(TakenStays) };
            if (list with { TakenSince = null } != _list with { TakenSince = null }) Clear();
            _list = list;
            _queues = await Handoffs.QueuesAsync(Viewer.Workspace, Viewer.Email, gone);
            _counts = await Handoffs.CountAsync(Viewer.Workspace, Viewer.Email, Queue, _now, gone);
            _first = await Handoffs.ReadAsync(Viewer.Workspace, _list, skip: 0, FirstRows, gone);
            _total = _first.Count < FirstRows ? _first.Count : await Handoffs.CountAsync(Viewer.Workspace, _list, gone);
            if (await PlaceOfAsync(Selected) is { } place) _place = place;
            if (_virtual is not null) await _virtual.RefreshDataAsync();
            if (View == HandoffView.Waiting && _first.Any(l => l.Owner is not null)) ReloadIn(TakenStays);
            _fault = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _fault = fault.Message;
        }
    }

    /// <summary>Reads again what it shows.</summary>
    public async Task RefreshAsync()
    {
        await ReloadAsync();
        StateHasChanged();
    }

    /// <summary>The case so many rows from the open one; from where it stood, when it has left the list. Null when there is none.</summary>
    /// <param name="by">How many rows down, negative for up.</param>
    public async Task<(string Id, int Place)?> StepAsync(int by)
    {
        var at = await PlaceOfAsync(Selected);
        var to = Math.Clamp(at is { } place ? place + by : by > 0 ? _place : _place - 1, 0, Math.Max(0, _total - 1));
        return await LineAtAsync(to) is { } line ? (line.Id, to) : null;
    }

    /// <summary>The case to go on with after the open one is dealt with; null when there is no other.</summary>
    public async Task<string?> NextAsync()
    {
        foreach (var by in StepsToNext)
        {
            var place = _place + by;
            if (place < 0 || place >= _total || await LineAtAsync(place) is not { } line) continue;
            if (line.Id != Selected && line.Ends is null && (View != HandoffView.Waiting || line.Owner is null)) return line.Id;
        }

        return null;
    }

    private async Task<HandoffLine?> LineAtAsync(int place) => place < _first.Count ? _first[place]
        : await Handoffs.ReadAsync(Viewer.Workspace, _list, place, 1) is [var line] ? line : null;

    private async Task<int?> PlaceOfAsync(string? id)
    {
        if (id is null) return null;
        for (var i = 0; i < _first.Count; i++) if (_first[i].Id == id) return i;
        return _first.Count < FirstRows ? null : await Handoffs.PlaceAsync(Viewer.Workspace, _list, id);
    }

    private async ValueTask<ItemsProviderResult<HandoffLine>> ProvideAsync(ItemsProviderRequest request)
    {
        var (start, count) = (request.StartIndex, Math.Min(request.Count, Math.Max(0, _total - request.StartIndex)));
        if (start + count <= _first.Count) return new(_first.Skip(start).Take(count), _total);
        return new(await Handoffs.ReadAsync(Viewer.Workspace, _list, start, count, request.CancellationToken), _total);
    }

    private Task AgainAsync() => ReloadAsync();

    private TimeSpan ForPeople(TimeSpan time) => Clock is AppClock { Rate: > 1 and var rate } ? time * rate : time;

    private static string OrderName(HandoffOrder order) => JsonNamingPolicy.CamelCase.ConvertName(order.ToString());

    private static string OrderWords(HandoffOrder order) => order switch
    {
        HandoffOrder.Priority => "Most urgent first",
        HandoffOrder.Newest => "Newest first",
        _ => "Soonest due first",
    };
}

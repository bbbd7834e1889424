using Baton.Engine.Policies;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Baton.Web.Timeline;

/// <summary>What happened, and why: the log as a list that is live at its top and stands still while one reads further down.</summary>
public sealed partial class TimelinePage : LivePage
{
    private const int RowHeight = 28;
    private const int MostNews = 1_000;
    private const int FirstRows = 40;
    private const int Bars = 90;
    private const int Burst = 40;
    private static readonly TimeSpan BurstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Facets and histogram are counted anew at most this often.</summary>
    private static readonly TimeSpan CountsAge = TimeSpan.FromSeconds(3);

    private readonly IReadOnlyList<PageKey> _keys;
    private readonly EntryList _list;
    private ElementReference _box;
    private Virtualize<FoldedRow>? _virtual;
    private IJSObjectReference? _script;
    private DotNetObjectReference<TimelinePage>? _self;
    private TimelineFilter _filter = TimelineFilter.None;
    private SeqSpan _span = SeqSpan.All;
    private (TimelineFilter Filter, string? Range, string? Fold)? _shown;
    private IReadOnlyList<FoldedRow> _first = [];
    private IReadOnlyList<FlowBar> _flow = [];
    private Facets _facets = Facets.Empty;
    private string _workspace = "";
    private string? _words;
    private string? _fault;
    private string? _unreadable;
    private long _counted;
    private long? _cursor;
    private int _news;
    private bool _isAtTop = true;
    private bool _isHeld;

    /// <summary>Everything that shows lies in archives: nothing of the log can come in but what is new.</summary>
    private bool _isPast;

    public TimelinePage()
    {
        _list = new EntryList((before, count, cancel) => ReadAsync(before, count, cancel));
        _keys =
        [
            new("j", "Next event", () => MoveAsync(1)),
            new("k", "Previous event", () => MoveAsync(-1)),
            new("Enter", "Open the event: why?", OpenAsync),
            new("/", "Search", () => Browser.InvokeVoidAsync("baton.focus", "#timeline-words").AsTask()),
            new("p", "Pause or resume", HoldAsync),
            new("f", "Fold or unfold rows of one cause", () => Go(Navigation.GetUriWithQueryParameter("fold", Fold == "off" ? null : "off"))),
            new("t", "Back to the newest", ShowNewsAsync),
        ];
    }

    [Inject] private TimelineWindows Windows { get; set; } = null!;
    [Inject] private WholeTimeline Whole { get; set; } = null!;
    [Inject] private TimelineFacets Counts { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Person { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Customer { get; set; }
    [SupplyParameterFromQuery] private string? Agent { get; set; }
    [SupplyParameterFromQuery] private string? Type { get; set; }
    [SupplyParameterFromQuery] private string? Verdict { get; set; }
    [SupplyParameterFromQuery] private string? Rule { get; set; }
    [SupplyParameterFromQuery] private string? Handoff { get; set; }

    [SupplyParameterFromQuery] private string? Run { get; set; }
    [SupplyParameterFromQuery] private string? Kind { get; set; }
    [SupplyParameterFromQuery] private string? Outcome { get; set; }
    [SupplyParameterFromQuery(Name = "q")] private string? Words { get; set; }
    [SupplyParameterFromQuery] private string? From { get; set; }
    [SupplyParameterFromQuery] private string? To { get; set; }
    [SupplyParameterFromQuery] private string? Range { get; set; }
    [SupplyParameterFromQuery] private string? Fold { get; set; }
    [SupplyParameterFromQuery] private long? Seq { get; set; }

    private IReadOnlyList<(string Name, string Label, string Value)> Chips => [.. TimelineUrl.Chips(_filter).Where(c => Range is null || c.Name != "from")];

    protected override async Task LoadAsync(CancellationToken gone)
    {
        try
        {
            _workspace = Viewer.Of((await Person).User).Workspace;
            var filter = FilterOfUrl();
            if (_shown is { } shown && shown == (filter, Range, Fold)) await FollowAsync(gone);
            else await BeginAsync(filter, gone);
            _fault = null;
            if (RendererInfo.IsInteractive && (_counted == 0 || Clock.GetElapsedTime(_counted) > CountsAge)) _ = CountAsync(gone);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _fault = fault.Message;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !RendererInfo.IsInteractive) return;
        _self = DotNetObjectReference.Create(this);
        _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./assets/js/timeline.js");
        await _script.InvokeVoidAsync("watchTop", _box, _self);
    }

    /// <summary>The list was scrolled to its top, or away from it.</summary>
    [JSInvokable]
    public Task TopSeen(bool isAtTop)
    {
        _isAtTop = isAtTop;
        return isAtTop && !_isHeld ? RefreshAsync() : Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _self?.Dispose();
    }

    private TimelineFilter FilterOfUrl() => new()
    {
        Customer = Customer,
        Agent = Agent,
        Type = Type,
        Verdict = Verdict,
        Rule = Rule,
        Handoff = Handoff,
        Run = Run,
        Kind = Kind,
        Outcome = Outcome,
        Query = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim(),
        From = TimelineUrl.Time(From) ?? (_shown is { } shown && shown.Range == Range ? _filter.From : TimeRange.From(Range, Clock.GetUtcNow())),
        To = TimelineUrl.Time(To),
    };

    private async Task BeginAsync(TimelineFilter filter, CancellationToken gone)
    {
        (_filter, _words, _shown, _counted) = (filter, filter.Query, (filter, Range, Fold), 0);
        _span = await Windows.SpanAsync(filter, gone);
        await RestartAsync(gone);
    }

    // At the top the newest rows come in; further down, or paused, they are only counted.
    private async Task FollowAsync(CancellationToken gone)
    {
        if (_isAtTop && !_isHeld && Seq is null)
        {
            var newest = await Windows.NewestAsync(_workspace, _filter, _span, gone);
            var came = newest - _list.Top;
            if (came == 0 || _isPast && newest == 0) return;
            await RestartAsync(gone);
            if (came < Burst) return;

            // In a burst each redraw replaces every row, which nobody can read: it is shown four times a second, which the browser can bear.
            StateHasChanged();
            await Task.Delay(BurstPause, gone);
        }
        else
        {
            _news = await Windows.CountAfterAsync(_workspace, _filter, _span, _list.Top, MostNews, gone);
        }
    }

    private async Task RestartAsync(CancellationToken gone)
    {
        (_news, _unreadable) = (0, null);
        var newest = await Windows.NewestAsync(_workspace, _filter, _span, gone);
        _isPast = newest == 0;
        if (_isPast && await ReadAsync(long.MaxValue, 1, gone) is [var last, ..]) newest = last.Seq;
        _list.Restart(newest, Fold != "off");
        if (!RendererInfo.IsInteractive) _first = await _list.ReadAsync(0, FirstRows, gone);
        else if (_virtual is not null) await _virtual.RefreshDataAsync();
    }

    // Archives are looked through a few seconds at a time; whoever scrolls on waits for as many as it takes, until the page is left.
    private async Task<IReadOnlyList<TimelineEntry>> ReadAsync(long before, int count, CancellationToken cancel)
    {
        var entries = new List<TimelineEntry>();
        long? next = before;
        while (next is { } seq && entries.Count < count)
        {
            var part = await Whole.BeforeAsync(_workspace, _filter, _span, seq, count - entries.Count, cancel);
            entries.AddRange(part.Entries);
            (next, _unreadable) = (part.Stopped, part.Unreadable);
        }

        return entries;
    }

    // Beside the rows and after them: nobody waits for a count.
    private async Task CountAsync(CancellationToken gone)
    {
        _counted = Clock.GetTimestamp();
        var counted = _filter;
        try
        {
            var (from, to) = TimeRange.Shown(_filter, await Counts.BeginningAsync(_workspace, gone), Clock.GetUtcNow());
            var (flow, facets) = (await Counts.FlowAsync(_workspace, from, to, Bars, gone), await Counts.CountAsync(_workspace, _filter, _span, gone));
            if (gone.IsCancellationRequested || counted != _filter) return;
            (_flow, _facets) = (flow, facets);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private async ValueTask<ItemsProviderResult<FoldedRow>> ProvideAsync(ItemsProviderRequest request)
    {
        var rows = await _list.ReadAsync(request.StartIndex, request.Count, request.CancellationToken);
        return new ItemsProviderResult<FoldedRow>(rows, _list.Total);
    }

    private async Task RefreshAsync()
    {
        await ReloadAsync();
        StateHasChanged();
    }

    private async Task ShowNewsAsync()
    {
        _isAtTop = true;
        if (_script is not null) await _script.InvokeVoidAsync("toTop", _box);
        await RestartAsync(default);
        StateHasChanged();
    }

    private Task HoldAsync()
    {
        _isHeld = !_isHeld;
        return _isHeld ? Task.CompletedTask : RefreshAsync();
    }

    private async Task FoldAsync(FoldedRow row)
    {
        _list.Toggle(row.Entry.Root);
        if (_virtual is not null) await _virtual.RefreshDataAsync();
    }

    // Moves the cursor; while the panel is open it follows.
    private async Task MoveAsync(int by)
    {
        var at = (Seq ?? _cursor) is { } seq && _list.Find(seq) is { } found ? Math.Max(0, found.Number + by) : 0;
        if (await _list.ReadAsync(at, 1, default) is not [var row]) return;
        _cursor = row.Entry.Seq;
        if (_script is not null) await _script.InvokeVoidAsync("show", _box, at, RowHeight);
        if (Seq is not null) Navigation.NavigateTo(EntryHref(row.Entry.Seq), replace: true);
        else StateHasChanged();
    }

    private Task OpenAsync() => _cursor is { } seq ? Go(EntryHref(seq)) : MoveAsync(0);

    private Task SearchAsync() => Go(Navigation.GetUriWithQueryParameter("q", string.IsNullOrWhiteSpace(_words) ? null : _words.Trim()));

    private Task AgainAsync()
    {
        _shown = null;
        return RefreshAsync();
    }

    private Task Go(string href)
    {
        Navigation.NavigateTo(href);
        return Task.CompletedTask;
    }

    private string EntryHref(long seq) => Navigation.GetUriWithQueryParameter("seq", seq);

    private string RangeHref(string? name) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["range"] = name, ["from"] = null, ["to"] = null });

    private string? DepartmentOf(TimelineEntry entry) =>
        entry.Actor.StartsWith("agent:", StringComparison.Ordinal) && _workspace.Length > 0 ? Configurations.Of(_workspace).Agent(entry.Actor["agent:".Length..])?.Department : null;

    private string Said(string name, string value) => name switch
    {
        "customer" => _facets.Looked > 0 && CustomerName is { } known ? known : value,
        "type" => EventWords.What(value),
        "rule" => EventWords.Rule(value),
        _ => value,
    };

    private string? CustomerName => _first.Count > 0 ? _first[0].Entry.CustomerName : _list.Find(_list.Top)?.Row.Entry.CustomerName;
}

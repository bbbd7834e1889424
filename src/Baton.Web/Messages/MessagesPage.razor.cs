using Baton.Engine.Messages;
using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Baton.Web.Messages;

/// <summary>What agents say to each other, the latest first. The order stands still while one reads further down.</summary>
public sealed partial class MessagesPage : LivePage
{
    private static readonly TimeSpan ListAge = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<PageKey> _keys;
    private readonly ScrolledList<MessageView> _list;
    private IReadOnlyList<MessageView> _thread = [];
    private ElementReference _box;
    private Virtualize<MessageView>? _virtual;
    private DotNetObjectReference<MessagesPage>? _self;
    private string? _words;
    private MessageFilter? _shown;
    private long _read;
    private bool _isAtTop = true;

    public MessagesPage()
    {
        _list = new ScrolledList<MessageView>((page, cancel) => Messages.ListAsync(Viewer.Workspace, Filter, page, cancel), message => message.Row.Seq);
        _keys = [new("/", "Search", () => Browser.InvokeVoidAsync("baton.focus", "#message-words").AsTask())];
    }

    [Inject] private MessageQueries Messages { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")] private string? Words { get; set; }
    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }
    [SupplyParameterFromQuery(Name = "agent")] private string? Agent { get; set; }
    [SupplyParameterFromQuery(Name = "customer")] private string? Customer { get; set; }
    [SupplyParameterFromQuery(Name = "status")] private string? Status { get; set; }
    [SupplyParameterFromQuery(Name = "thread")] private string? Thread { get; set; }

    private MessageFilter Filter => new(Given(From), Given(To), Given(Customer), Given(Status), Words: Given(Words), Agent: Given(Agent));

    private bool IsFiltered => Filter != new MessageFilter();

    private IEnumerable<(string Label, string Name, string Value)> Chips =>
        new (string Name, string? Value)[] { ("from", From), ("to", To), ("agent", Agent), ("customer", Customer) }.Where(c => Given(c.Value) is not null).Select(c => (c.Name, c.Name, c.Value!));

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _thread = Given(Thread) is { } thread ? await Messages.ThreadAsync(Viewer.Workspace, thread, gone) : [];
        var isNew = _shown != Filter;
        if (!isNew && (!_isAtTop || Clock.GetElapsedTime(_read) < ListAge)) return;
        if (isNew) _words = Words;
        (_shown, _read) = (Filter, Clock.GetTimestamp());
        await _list.RestartAsync(gone);
        if (_virtual is not null) await _virtual.RefreshDataAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !RendererInfo.IsInteractive) return;
        _self = DotNetObjectReference.Create(this);
        var script = await Browser.InvokeAsync<IJSObjectReference>("import", "./assets/js/timeline.js");
        await script.InvokeVoidAsync("watchTop", _box, _self);
    }

    /// <summary>The list was scrolled to its top, or away from it.</summary>
    [JSInvokable]
    public void TopSeen(bool isAtTop) => _isAtTop = isAtTop;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _self?.Dispose();
    }

    private async ValueTask<ItemsProviderResult<MessageView>> ProvideAsync(ItemsProviderRequest request) =>
        new(await _list.ReadAsync(request.StartIndex, request.Count, request.CancellationToken), _list.Total);

    private Task TypedAsync(ChangeEventArgs typed)
    {
        _words = typed.Value as string;
        return SearchAsync();
    }

    private Task SearchAsync()
    {
        Navigation.NavigateTo(With("q", Given(_words)), replace: true);
        return Task.CompletedTask;
    }

    private string With(string name, string? value) => Navigation.GetUriWithQueryParameter(name, value);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

using System.Globalization;
using Baton.Engine.Customers;
using Baton.Engine.Storage.Rows;
using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Baton.Web.Customers;

/// <summary>Everybody Baton knows, the latest active first. The order stands still while one reads further down.</summary>
public sealed partial class CustomersPage : LivePage
{
    private const int RowHeight = 36;
    private static readonly TimeSpan ListAge = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<PageKey> _keys;
    private readonly CustomerList _list;
    private ElementReference _box;
    private Virtualize<CustomerRow>? _virtual;
    private IJSObjectReference? _script;
    private DotNetObjectReference<CustomersPage>? _self;
    private string _workspace = "";
    private string? _words;
    private string? _shown;
    private string? _chosen;
    private long _read;
    private bool _isAtTop = true;

    public CustomersPage()
    {
        _list = new CustomerList((page, cancel) => Customers.ListAsync(_workspace, Words, page, cancel));
        _keys =
        [
            new("j", "Next customer", () => MoveAsync(1)),
            new("k", "Previous customer", () => MoveAsync(-1)),
            new("Enter", "Open the customer", OpenAsync),
            new("/", "Search", () => Browser.InvokeVoidAsync("baton.focus", "#customer-words").AsTask()),
        ];
    }

    [Inject] private CustomerQueries Customers { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Person { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")] private string? Words { get; set; }

    private string Summary => !IsLoaded || _list.Known.Count == 0 ? ""
        : _list.IsWhole ? string.Create(CultureInfo.InvariantCulture, $"{_list.Known.Count:N0} in all, latest active first") : "latest active first";

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _workspace = Viewer.Of((await Person).User).Workspace;
        var isNew = _read == 0 || _shown != Words;
        if (!isNew && (!_isAtTop || Clock.GetElapsedTime(_read) < ListAge)) return;
        if (isNew) _words = Words;
        (_shown, _read) = (Words, Clock.GetTimestamp());
        await _list.RestartAsync(gone);
        if (_virtual is not null) await _virtual.RefreshDataAsync();
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
    public void TopSeen(bool isAtTop) => _isAtTop = isAtTop;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _self?.Dispose();
    }

    private async ValueTask<ItemsProviderResult<CustomerRow>> ProvideAsync(ItemsProviderRequest request) =>
        new(await _list.ReadAsync(request.StartIndex, request.Count, request.CancellationToken), _list.Total);

    private Task TypedAsync(ChangeEventArgs typed)
    {
        _words = typed.Value as string;
        return SearchAsync();
    }

    private Task SearchAsync()
    {
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("q", string.IsNullOrWhiteSpace(_words) ? null : _words.Trim()), replace: true);
        return Task.CompletedTask;
    }

    private async Task MoveAsync(int by)
    {
        var at = Math.Max(0, _chosen is null ? 0 : _list.Known.TakeWhile(c => c.Id != _chosen).Count() + by);
        if (await _list.ReadAsync(at, 1, default) is not [var customer]) return;
        _chosen = customer.Id;
        if (_script is not null) await _script.InvokeVoidAsync("show", _box, at, RowHeight);
        StateHasChanged();
    }

    private Task OpenAsync()
    {
        if (_chosen is not null) Navigation.NavigateTo($"/customers/{_chosen}");
        return Task.CompletedTask;
    }
}

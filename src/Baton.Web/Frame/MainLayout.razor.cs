using Baton.Web.Frame.Keys;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Baton.Web.Frame;

/// <summary>The frame around every page, and the .NET side of the keyboard (wwwroot-assets/js/keys.js).</summary>
public sealed partial class MainLayout : IAsyncDisposable
{
    private ErrorBoundary? _boundary;
    private DotNetObjectReference<MainLayout>? _self;
    private Viewer? _viewer;
    private bool _isPaletteOpen;
    private bool _areKeysShown;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject] private IJSRuntime Browser { get; set; } = null!;
    [Inject] private KeyMap Map { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _viewer = Viewer.Of((await Authentication).User);
        Map.Changed += BindKeys;
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await Browser.InvokeVoidAsync("baton.ready", _self);
        BindKeys();
    }

    [JSInvokable]
    public void OpenPalette()
    {
        _isPaletteOpen = true;
        StateHasChanged();
    }

    [JSInvokable]
    public void ShowKeys()
    {
        _areKeysShown = true;
        StateHasChanged();
    }

    /// <summary>A key that the page bound was pressed.</summary>
    [JSInvokable]
    public Task PressKey(string key) => Map.PressAsync(key);

    private void ClosePalette() => _isPaletteOpen = false;

    private void HideKeys() => _areKeysShown = false;

    // A page that failed must not keep the next one from showing.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs moved)
    {
        _isPaletteOpen = false;
        _boundary?.Recover();
        StateHasChanged();
    }

    private void BindKeys()
    {
        if (_self is not null)
            _ = Browser.InvokeVoidAsync("baton.bind", [Map.Keys.Select(key => key.Key).ToArray()]).Preserve();
    }

    public ValueTask DisposeAsync()
    {
        Map.Changed -= BindKeys;
        Navigation.LocationChanged -= OnLocationChanged;
        _self?.Dispose();
        return ValueTask.CompletedTask;
    }
}

using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Frame.Live;

/// <summary>
/// The base of every screen that stays true by itself. It subscribes before the first load, so that nothing in between is lost,
/// and after each change reads again what it shows, at most ten times a second. A page overrides <see cref="LoadAsync"/> and, if it moves less, <see cref="Pace"/>.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Conflator? _redraw;
    private IDisposable? _subscription;
    private bool _isLaterSet;

    [Inject] private ILiveSignal Signal { get; set; } = null!;

    /// <summary>Who looks at the page; its workspace goes into every query.</summary>
    [CascadingParameter] protected Viewer Viewer { get; set; } = null!;

    /// <summary>Whether the first load is done; until then pages show a skeleton.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Whether the person stopped the page from moving; changes meanwhile are only noted.</summary>
    protected bool IsPaused { get; private set; }

    /// <summary>Whether something changed since the page was paused.</summary>
    protected bool HasNews { get; private set; }

    /// <summary>How long it waits after a redraw before the next.</summary>
    protected virtual TimeSpan Pace => Conflator.Redraw;

    /// <summary>Reads what the page shows, for the parameters it has now. Called on the renderer, never twice at once for live changes.</summary>
    protected abstract Task LoadAsync(CancellationToken gone);

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        _redraw = new Conflator(RedrawAsync, Pace);
        _subscription = Signal.Subscribe(_redraw.Signal);
    }

    /// <summary>Parameters changed (a filter in the URL, another id): reads again, paused or not.</summary>
    protected override Task OnParametersSetAsync() => ReloadAsync();

    /// <summary>Reads again now, for example after a command of this page.</summary>
    protected async Task ReloadAsync()
    {
        await LoadAsync(_gone.Token);
        IsLoaded = true;
        HasNews = false;
    }

    /// <summary>Reads again after some real time, though nothing changed by then: what shows for a while only must go.</summary>
    protected void ReloadIn(TimeSpan time)
    {
        if (_redraw is not { } redraw || Interlocked.Exchange(ref _isLaterSet, true)) return;
        _ = SignalAsync();

        async Task SignalAsync()
        {
            await Task.Delay(time, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Volatile.Write(ref _isLaterSet, false);
            redraw.Signal();
        }
    }

    protected void Pause() => IsPaused = true;

    protected Task ResumeAsync()
    {
        IsPaused = false;
        return ReloadAsync();
    }

    private async Task RedrawAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                if (_gone.IsCancellationRequested)
                    return;
                if (IsPaused)
                    HasNews = true;
                else
                    await ReloadAsync();
                StateHasChanged();
            });
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left while it was reading.
        }
        catch (ObjectDisposedException)
        {
            // The circuit ended while it was reading.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        _redraw?.Dispose();
        await _gone.CancelAsync();
        GC.SuppressFinalize(this);
    }
}

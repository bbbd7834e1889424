namespace Baton.Web.Frame.Live;

/// <summary>
/// Turns any number of signals into at most one call per interval, never two at once: the first at once, the last never lost.
/// Real time, not the app's: it is about the browser, and the demo's clock runs faster.
/// </summary>
public sealed class Conflator(Func<Task> call, TimeSpan interval) : IDisposable
{
    /// <summary>Ten redraws a second.</summary>
    public static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    /// <summary>What stands around every page, in every browser, and is glanced at: once a second.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private bool _isRunning;
    private bool _isWanted;

    /// <summary>Asks for a call. Returns at once, may be called from any thread.</summary>
    public void Signal()
    {
        lock (_lock)
        {
            _isWanted = true;
            if (_isRunning || _end.IsCancellationRequested)
                return;
            _isRunning = true;
        }

        _ = Task.Run(RunAsync);
    }

    public void Dispose() => _end.Cancel();

    private async Task RunAsync()
    {
        while (TakeWanted())
        {
            await call();
            try
            {
                await Task.Delay(interval, _end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool TakeWanted()
    {
        lock (_lock)
        {
            _isRunning = _isWanted && !_end.IsCancellationRequested;
            _isWanted = false;
            return _isRunning;
        }
    }
}

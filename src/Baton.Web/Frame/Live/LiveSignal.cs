namespace Baton.Web.Frame.Live;

/// <summary>The signal inside this process: whoever raises it is heard by every open screen.</summary>
public sealed class LiveSignal : ILiveSignal
{
    private event Action? Changed;

    public IDisposable Subscribe(Action changed)
    {
        Changed += changed;
        return new Subscription(() => Changed -= changed);
    }

    /// <summary>Something changed. Cheap: screens only note it here and read later.</summary>
    public void Raise() => Changed?.Invoke();

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}

namespace Baton.Engine.Chaos;

/// <summary>A replay that is under way: counted by the one that sends, read by everybody.</summary>
internal sealed class LoadProgress(LoadRun begun, TimeProvider machine) : IDisposable
{
    private readonly long _began = machine.GetTimestamp();
    private readonly CancellationTokenSource _stop = new();
    private long _sent;
    private long _acknowledged;
    private long _tooFast;
    private long _unavailable;
    private long _leftOut;
    private double _progress;

    public LoadRun Begun => begun;

    public CancellationToken Stopped => _stop.Token;

    /// <summary>Who stopped it, as actors are written; null while nobody did.</summary>
    public string? StoppedBy { get; private set; }

    public LoadRun Now => begun with
    {
        Progress = Volatile.Read(ref _progress),
        Sent = Interlocked.Read(ref _sent),
        Acknowledged = Interlocked.Read(ref _acknowledged),
        TooFast = Interlocked.Read(ref _tooFast),
        Unavailable = Interlocked.Read(ref _unavailable),
        LeftOut = Interlocked.Read(ref _leftOut),
        Seconds = machine.GetElapsedTime(_began).TotalSeconds,
    };

    public void Send(int events) => Interlocked.Add(ref _sent, events);

    public void Acknowledge(int events) => Interlocked.Add(ref _acknowledged, events);

    public void RefuseTooFast() => Interlocked.Increment(ref _tooFast);

    public void RefuseUnavailable() => Interlocked.Increment(ref _unavailable);

    public void LeaveOut() => Interlocked.Increment(ref _leftOut);

    public void Reach(double share) => Volatile.Write(ref _progress, Math.Clamp(share, 0, 1));

    public Task StopAsync(string by)
    {
        StoppedBy ??= by;
        return _stop.CancelAsync();
    }

    public void Dispose() => _stop.Dispose();
}

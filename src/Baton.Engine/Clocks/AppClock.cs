namespace Baton.Engine.Clocks;

/// <summary>
/// The app's clock, in whole milliseconds so that every "now" is recorded as it was used. With the demo or in tests it may begin at another
/// time, run faster, and pause; otherwise it is the machine's.
/// </summary>
public sealed class AppClock : TimeProvider
{
    private readonly TimeProvider _machine;
    private readonly Lock _gate = new();
    private DateTimeOffset _base;
    private long _since;
    private double _rate;

    /// <summary>A clock that begins at <paramref name="start"/> (null: now) and lets <paramref name="rate"/> seconds pass per real second.</summary>
    public AppClock(TimeProvider machine, DateTimeOffset? start = null, double rate = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        (_machine, _base, _since, _rate) = (machine, start ?? machine.GetUtcNow(), machine.GetTimestamp(), rate);
        IsOwn = start is not null || rate is not 1;
    }

    /// <summary>Raised when its rate was changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Whether it differs from the machine's clock.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>The clock of the machine, for what must take real time whatever this one shows.</summary>
    public TimeProvider Machine => _machine;

    /// <summary>Seconds that pass per real second; 0 while it stands still.</summary>
    public double Rate
    {
        get
        {
            lock (_gate) return _rate;
        }
    }

    /// <summary>Goes on from here at another rate; 0 stops it.</summary>
    public void SetRate(double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        lock (_gate) (_base, _since, _rate, IsOwn) = (Now(), _machine.GetTimestamp(), rate, true);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Goes on from another time. Never back: what was decided stays before what will be.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        lock (_gate) (_base, _since, IsOwn) = (time > Now() ? time : Now(), _machine.GetTimestamp(), true);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return DateTimeOffset.FromUnixTimeMilliseconds(Now().ToUnixTimeMilliseconds());
    }

    // The machine's own clock is followed exactly, so that its corrections are followed too.
    private DateTimeOffset Now() => IsOwn ? _base + _machine.GetElapsedTime(_since) * _rate : _machine.GetUtcNow();
}

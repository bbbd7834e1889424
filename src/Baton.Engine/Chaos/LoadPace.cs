using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Chaos;

/// <summary>When each event of a replay is due: as it came, so many times as fast, by the app's clock; or so many for each real second.</summary>
internal sealed class LoadPace(LoadOrder order, AppClock clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _began = clock.GetUtcNow();
    private readonly long _stamp = clock.Machine.GetTimestamp();
    private long? _first;
    private long _due;

    /// <summary>How much real time is left until an event is due; nothing when it is late.</summary>
    public TimeSpan UntilDue(LogRow row)
    {
        if (order.PerSecond is { } rate) return TimeSpan.FromSeconds(_due / rate) - clock.Machine.GetElapsedTime(_stamp);
        var at = _began + (TimeSpan.FromMilliseconds(row.Received - (_first ??= row.Received)) / (order.Speed ?? 1));
        var wait = at - clock.GetUtcNow();
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : clock.Rate is > 0 and var speed ? wait / speed : TimeSpan.MaxValue;
    }

    /// <summary>Waits until it is due; the clock may be stopped and sped up meanwhile.</summary>
    public async Task WaitAsync(LogRow row, CancellationToken cancel)
    {
        while (UntilDue(row) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait < Look ? wait : Look, clock.Machine, cancel);
    }

    /// <summary>Counts an event that goes out.</summary>
    public void Next() => _due++;
}

namespace Baton.Engine.Health;

/// <summary>
/// Compares the wall clock with one that only counts: where they part, somebody set the clock. Told again and again; it keeps the last jump,
/// and the last time when nobody told it for long because the process stood still.
/// </summary>
internal sealed class ClockWatch(TimeProvider machine)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(10);

    private DateTimeOffset _shown = machine.GetUtcNow();
    private long _counted = machine.GetTimestamp();

    /// <summary>The last jump: by how much, and the counter's stamp when it was seen.</summary>
    public (TimeSpan By, long At)? Jump { get; private set; }

    /// <summary>The last standstill: how long, and the counter's stamp when it was seen.</summary>
    public (TimeSpan For, long At)? Standstill { get; private set; }

    /// <summary>Looks at both clocks.</summary>
    public void Look()
    {
        var (shown, counted) = (machine.GetUtcNow(), machine.GetTimestamp());
        var (passed, really) = (shown - _shown, machine.GetElapsedTime(_counted, counted));
        if ((passed - really).Duration() > Tolerance) Jump = (TimeSpan.FromSeconds(Math.Round((passed - really).TotalSeconds)), counted);
        if (really > Stall) Standstill = (really, counted);
        (_shown, _counted) = (shown, counted);
    }

    /// <summary>How long ago a stamp was.</summary>
    public TimeSpan Since(long stamp) => machine.GetElapsedTime(stamp);
}

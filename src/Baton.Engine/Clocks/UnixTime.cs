namespace Baton.Engine.Clocks;

/// <summary>Times as the database keeps them: unix milliseconds, UTC.</summary>
public static class UnixTime
{
    /// <summary>The time as unix milliseconds.</summary>
    public static long ToUnix(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>The time as unix milliseconds, or null.</summary>
    public static long? ToUnix(this DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>Unix milliseconds as a time.</summary>
    public static DateTimeOffset ToTime(this long unix) => DateTimeOffset.FromUnixTimeMilliseconds(unix);

    /// <summary>Unix milliseconds as a time, or null.</summary>
    public static DateTimeOffset? ToTime(this long? unix) => unix is { } ms ? ms.ToTime() : null;
}

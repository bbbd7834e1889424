using Baton.Engine.Clocks;

namespace Baton.Engine.Agents.Limits;

/// <summary>The hours and days (UTC) by which use is counted and budgets run.</summary>
internal static class UsageHours
{
    /// <summary>Hours of a day.</summary>
    public const int Day = 24;

    private const long Milliseconds = 3_600_000;

    /// <summary>The hour of a time, since the unix epoch.</summary>
    public static long Of(DateTimeOffset time) => time.ToUnix() / Milliseconds;

    /// <summary>When an hour begins, UTC.</summary>
    public static DateTimeOffset Begin(long hour) => (hour * Milliseconds).ToTime();
}

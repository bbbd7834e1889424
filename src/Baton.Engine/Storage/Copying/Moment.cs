using System.Globalization;

namespace Baton.Engine.Storage.Copying;

/// <summary>A time as EF Core writes it into the embedded database, and as a server keeps it: to the microsecond.</summary>
internal static class Moment
{
    public static DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Microseconds since 1970, rounded down.</summary>
    public static long? MicrosecondsOf(DateTimeOffset? time) => (time - DateTimeOffset.UnixEpoch)?.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>As the driver wants it.</summary>
    public static DateTime ForServer(DateTimeOffset time) => time.UtcDateTime.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}

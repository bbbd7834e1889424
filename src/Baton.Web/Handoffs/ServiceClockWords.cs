using System.Globalization;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>Clocks of cases as people read them. clocks.js says the same times while they pass.</summary>
public static class ServiceClockWords
{
    /// <summary>What a clock counts, in one word, and what that means, for whoever points at it or listens.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="state">How it stands now.</param>
    public static (string What, string Title) Of(ClockStanding clock, ClockState state)
    {
        var (what, promise) = clock.Clock switch
        {
            ServiceClock.Claim => ("take", "A person takes it"),
            ServiceClock.Answer => ("answer", "The customer has a first answer"),
            _ => ("resolve", "It is resolved"),
        };
        var by = clock.Due.UtcDateTime.ToString("d MMM, HH:mm", CultureInfo.InvariantCulture) + " UTC";
        return (what, state switch
        {
            ClockState.Paused => $"{promise}: the clock stands still while the customer is waited for.",
            ClockState.Breached => $"{promise} by {by}: that time is over.",
            ClockState.Warned => $"{promise} by {by}: soon.",
            _ => $"{promise} by {by}.",
        });
    }

    /// <summary>The time that is left: "4:07", "2 h 15 min", "3 d 4 h"; "1:20 over" when it is over.</summary>
    public static string Left(TimeSpan left)
    {
        var seconds = (long)Math.Floor(left.Duration().TotalSeconds);
        var words = seconds switch
        {
            < 3600 => $"{seconds / 60}:{seconds % 60:00}",
            < 86400 => $"{seconds / 3600} h {seconds % 3600 / 60} min",
            _ => $"{seconds / 86400} d {seconds % 86400 / 3600} h",
        };
        return left < TimeSpan.Zero ? words + " over" : words;
    }
}

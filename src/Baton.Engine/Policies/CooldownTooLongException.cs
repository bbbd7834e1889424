using System.Globalization;

namespace Baton.Engine.Policies;

/// <summary>
/// A policy cannot be published: customers' cooldowns would have to be counted anew from rows that were moved out of the log, and an action might be allowed that
/// one of them forbids. The message is for people.
/// </summary>
public sealed class CooldownTooLongException(string message) : Exception(message)
{
    internal static void ThrowIf(TimeSpan longest, DateTimeOffset newest, DateTimeOffset now)
    {
        if (newest < now - longest) return;
        throw new CooldownTooLongException(string.Create(CultureInfo.InvariantCulture,
            $"The longest cooldown looks back {longest.TotalDays:0.#} days, but what happened until {newest:yyyy-MM-dd} was moved out of the log by the retention and can no longer be counted. Choose at most {Math.Floor((now - newest).TotalDays):0} days, publish after {newest + longest:yyyy-MM-dd}, or have the archives put back first (baton archive restore)."));
    }
}

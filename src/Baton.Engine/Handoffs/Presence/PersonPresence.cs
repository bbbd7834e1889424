using Baton.Core.Handoffs.Offering;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs.Presence;

/// <summary>Whether a person is here, and what they chose to be.</summary>
/// <param name="Person">Their e-mail.</param>
/// <param name="State">What they are now: away when no browser of theirs is there, whatever they chose.</param>
/// <param name="Chosen">What they chose.</param>
/// <param name="Since">Since when they are what they are now, UTC; null for somebody who was never here.</param>
public sealed record PersonPresence(string Person, Availability State, Availability Chosen, DateTimeOffset? Since)
{
    /// <summary>For how long somebody whose browser is gone still counts as here: a reload, or a server that starts again, is no absence.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>How a person stands by their rows at a moment.</summary>
    public static PersonPresence Of(string person, PresenceRow? chosen, IEnumerable<SeatRow> seats, long now)
    {
        var choice = chosen is { } row && Enum.TryParse<Availability>(row.State, ignoreCase: true, out var state) ? state : Availability.Available;
        var all = seats.ToList();
        var here = all.Where(seat => IsHere(seat, now)).ToList();
        if (here.Count > 0) return new(person, choice, choice, Math.Max(here.Min(seat => seat.Began), chosen?.Since ?? 0).ToTime());
        return new(person, Availability.Away, choice, all.Count == 0 ? null : all.Max(seat => EndOf(seat) ?? now).ToTime());
    }

    /// <summary>Whether a place still counts.</summary>
    internal static bool IsHere(SeatRow seat, long now) => EndOf(seat) is not { } end || end > now;

    /// <summary>When a place stops counting, unix ms; null while its browser is there.</summary>
    internal static long? EndOf(SeatRow seat) => seat.Until ?? seat.Gone + (long)Grace.TotalMilliseconds;
}

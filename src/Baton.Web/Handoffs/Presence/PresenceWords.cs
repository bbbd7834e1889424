using Baton.Core.Handoffs.Offering;
using Baton.Engine.Handoffs.Presence;

namespace Baton.Web.Handoffs.Presence;

/// <summary>Whether somebody is here, in a word.</summary>
internal static class PresenceWords
{
    public static string Title(Availability state) => state switch
    {
        Availability.Available => "Available",
        Availability.Busy => "Busy",
        _ => "Away",
    };

    public static string Explained(Availability state) => state switch
    {
        Availability.Available => "Cases can be offered to you",
        Availability.Busy => "You are seen to be here; no case is offered to you",
        _ => "You count as not here",
    };

    /// <summary>The state in a class of the style sheet.</summary>
    public static string Class(Availability state) => PresenceDesk.WordOf(state);
}

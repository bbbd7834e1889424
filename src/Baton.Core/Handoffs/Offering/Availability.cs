namespace Baton.Core.Handoffs.Offering;

/// <summary>Whether cases can be offered to a person.</summary>
public enum Availability
{
    /// <summary>Not here, whatever they chose; or they chose so.</summary>
    Away,

    /// <summary>Here, and not to be asked.</summary>
    Busy,

    /// <summary>Here, and takes what is offered.</summary>
    Available,
}

using System.Collections.Immutable;

namespace Baton.Core.Handoffs.Offering;

/// <summary>How a person stands at the moment when a handoff is to be offered: all that the choice looks at.</summary>
public sealed record PersonStanding
{
    /// <summary>Their e-mail.</summary>
    public required string Person { get; init; }

    /// <summary>Whether they can be asked.</summary>
    public Availability State { get; init; }

    /// <summary>Whether they may take cases of that queue.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>The skills of the case that they do not have.</summary>
    public ImmutableArray<string> Lacks { get; init; } = [];

    /// <summary>The customer's language, when they do not speak it.</summary>
    public string? Unspoken { get; init; }

    /// <summary>Whether it is in their hours.</summary>
    public bool IsInHours { get; init; } = true;

    /// <summary>How many cases they have, or are offered.</summary>
    public int Load { get; init; }

    /// <summary>How many they can have at once.</summary>
    public int Capacity { get; init; }

    /// <summary>Since when they have nothing new to do, UTC.</summary>
    public DateTimeOffset IdleSince { get; init; }

    /// <summary>Whether they let this case pass since they came.</summary>
    public bool HasDeclined { get; init; }

    /// <summary>Why the case cannot be offered to them, in a few words; null when it can.</summary>
    public string? Hindrance() => this switch
    {
        { IsAllowed: false } => "may not take cases of this queue",
        { State: Availability.Away } => "is away",
        { State: Availability.Busy } => "is busy",
        { IsInHours: false } => "is not at work now",
        { Lacks: [var skill, ..] } => $"does not know {skill}",
        { Unspoken: { } language } => $"does not speak {language}",
        _ when Load >= Capacity => Capacity == 0 ? "takes no cases" : $"has {Load} of {Capacity} cases",
        { HasDeclined: true } => "let it pass",
        _ => null,
    };
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Baton.Core.Agents;
using Baton.Core.Handoffs.Hours;

namespace Baton.Core.Handoffs.Queues;

/// <summary>A queue of people: who works it and when, and what is promised about its cases. One that only a rule names has what stands here.</summary>
public sealed record QueueDefinition
{
    /// <summary>Within what time a person accepts what a colleague gave them, unless the queue says otherwise.</summary>
    public static readonly TimeSpan UsualAcceptance = TimeSpan.FromMinutes(10);

    /// <summary>Its name, as rules and agents write it; unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>What comes here, in one sentence.</summary>
    public string? Description { get; init; }

    /// <summary>How its cases come to people.</summary>
    public QueueMode Mode { get; init; }

    /// <summary>What a person must know to take a case of it.</summary>
    public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>The languages of which a person must speak one, as <c>de</c> or <c>pt-BR</c>; empty when it does not matter.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>The e-mails of those who may take its cases; empty for every human agent.</summary>
    public ImmutableArray<string> People { get; init; } = [];

    /// <summary>Whether only those who may take its cases, and supervisors, see them.</summary>
    public bool Hidden { get; init; }

    /// <summary>When it is worked; null for always.</summary>
    public WorkingHours? Hours { get; init; }

    /// <summary>What is promised, at most once for each priority.</summary>
    public ImmutableArray<ServiceLevel> Levels { get; init; } = [];

    /// <summary>After what share of a promised time people are warned, in percent; 1 to 99.</summary>
    public int WarnAt { get; init; } = 75;

    /// <summary>For how long a case is offered to one person.</summary>
    public TimeSpan OfferFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After how long without an act of its owner a case goes back to the queue; null for never.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Within what time a person accepts what a colleague gave them, or it goes back.</summary>
    public TimeSpan AcceptWithin { get; init; } = UsualAcceptance;

    /// <summary>What the customer is told when a person takes over; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>What is done when a promised time is over; null for nothing but saying so.</summary>
    public QueueEscalation? AtBreach { get; init; }

    /// <summary>What people call it.</summary>
    [JsonIgnore]
    public string Shown => Title ?? Name;

    /// <summary>What is promised for a priority; null when nothing is.</summary>
    public ServiceLevel? LevelOf(Priority priority) => Levels.FirstOrDefault(level => level.Priority == priority);

    /// <summary>Whether its people work at a time.</summary>
    public bool IsOpen(DateTimeOffset at) => Hours is null || Hours.IsOpen(at);
}

using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Engine.Pipeline;

/// <summary>An event on its way in.</summary>
public sealed record Input
{
    /// <summary>CloudEvents source.</summary>
    public required string Source { get; init; }

    /// <summary>CloudEvents id.</summary>
    public required string Id { get; init; }

    /// <summary>CloudEvents type.</summary>
    public required string Type { get; init; }

    /// <summary>CloudEvents subject as given.</summary>
    public string? Subject { get; init; }

    /// <summary>When it happened; null is now, and no time later than now is believed.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Who did it.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The payload.</summary>
    public JsonElement Data { get; init; }

    /// <summary>Further CloudEvents attributes, as a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <summary>The customer, when known by Baton's id.</summary>
    public string? Customer { get; init; }

    /// <summary>Addresses that name the customer, the first deciding.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>The event that caused it, with the root and depth of the chain.</summary>
    public Link? Cause { get; init; }

    /// <summary>The first input of those taken together caused it; refused when that one is.</summary>
    public bool FollowsFirst { get; init; }

    /// <summary>Its id cannot have been used before: Baton made it for this once.</summary>
    public bool IsUnique { get; init; }

    /// <summary>It changes agents or policy, so that it must come at one point of the log for every customer.</summary>
    public bool Configures { get; init; }

    /// <summary>An act of somebody within Baton, with an id made for this once.</summary>
    /// <param name="source">The part of Baton where it was done: <c>baton/agents</c>.</param>
    /// <param name="type">CloudEvents type.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="data">The payload.</param>
    internal static Input Act(string source, string type, Actor by, JsonElement data) => new()
    {
        Source = source,
        Id = Guid.CreateVersion7().ToString("N"),
        Type = type,
        Actor = by,
        Data = data,
        IsUnique = true,
    };
}

/// <summary>What caused an input.</summary>
/// <param name="Seq">The causing event's place in the log.</param>
/// <param name="Root">The place of the event with which the chain began.</param>
/// <param name="Depth">How far the causing event is from it.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Link(long Seq, long Root, int Depth);

/// <summary>What became of one input.</summary>
public enum TurnStatus
{
    /// <summary>Decided and durable.</summary>
    Accepted,

    /// <summary>It was taken before; nothing changed.</summary>
    Duplicate,

    /// <summary>It meant nothing in the state it met; nothing changed.</summary>
    Refused,
}

/// <summary>What became of one input.</summary>
/// <param name="Status">Whether it was taken.</param>
/// <param name="Seq">Its place in the log; of the first one for a duplicate; 0 when refused.</param>
public sealed record Turn(TurnStatus Status, long Seq)
{
    /// <summary>The event as it stands in the log, when it was accepted.</summary>
    public Event? Event { get; init; }

    /// <summary>What was decided on it, when it was accepted.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The customer's state afterwards; for a refused input the state that refused it.</summary>
    public CustomerState? State { get; init; }

    /// <summary>Why it was refused.</summary>
    public Refusal? Refusal { get; init; }
}

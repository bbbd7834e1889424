using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Trying;

namespace Baton.Engine.Trying;

/// <summary>An event that did not happen.</summary>
/// <param name="Type">Its CloudEvents type; none of Baton's own.</param>
/// <param name="Data">Its payload; undefined for none.</param>
public sealed record TriedEvent(string Type, JsonElement Data)
{
    /// <summary>Its CloudEvents source.</summary>
    public string Source { get; init; } = "urn:baton:try";

    /// <summary>Its CloudEvents id.</summary>
    public string Id { get; init; } = "try";

    /// <summary>Its CloudEvents subject.</summary>
    public string? Subject { get; init; }

    /// <summary>When it happened; null is the moment of the trial.</summary>
    public DateTimeOffset? Time { get; init; }
}

/// <summary>What is to be tried: an action, an event, or one that happened.</summary>
public sealed record TryOrder
{
    /// <summary>Whom it is about; null with <see cref="Seq"/>, or for an event about the workspace.</summary>
    public Address? Customer { get; init; }

    /// <summary>An action that an agent might want.</summary>
    public Proposal? Action { get; init; }

    /// <summary>An event that might come in.</summary>
    public TriedEvent? Event { get; init; }

    /// <summary>A row of the log: what happened there, on the state just before it. With an action or an event that is tried on this state instead.</summary>
    public long? Seq { get; init; }

    /// <summary>The time of the trial, not before the state's own; null is that.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The policy to try; null is the draft, if there is one.</summary>
    public Policy? Draft { get; init; }
}

/// <summary>What would be decided, by the draft and by what is published.</summary>
/// <param name="Event">What was tried, as an event.</param>
/// <param name="Customer">The customer's id; null when it is about the workspace, or nobody is known by that address.</param>
/// <param name="From">The moment of the state that it was tried on, UTC.</param>
/// <param name="Draft">By the draft; null when there is none.</param>
/// <param name="Published">By the published policy.</param>
public sealed record TryResult(Event Event, string? Customer, DateTimeOffset From, Trial? Draft, Trial Published);

/// <summary>Something cannot be tried; the message is for people.</summary>
/// <param name="member">What is wrong of what was sent.</param>
/// <param name="message">Why.</param>
public sealed class CannotTryException(string member, string message) : Exception(message)
{
    /// <summary>The member that is wrong.</summary>
    public string Member => member;
}

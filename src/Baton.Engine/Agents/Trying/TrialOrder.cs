using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Trying;

/// <summary>What an agent is tried on: a text, or a task of the past.</summary>
public sealed record TrialOrder
{
    /// <summary>The agent as it is to be tried; it need not be saved.</summary>
    public required AgentDefinition Agent { get; init; }

    /// <summary>What a customer might write.</summary>
    public string? Text { get; init; }

    /// <summary>Who writes it, or whose task it is; null for somebody made up.</summary>
    public Address? Customer { get; init; }

    /// <summary>What is known of the customer besides, by name; an object. For somebody made up this is all.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary>A task of the past, by its id: the agent gets what led to it.</summary>
    public string? Task { get; init; }
}

/// <summary>An agent cannot be tried on that; the message is for people.</summary>
/// <param name="member">What is wrong of what was sent.</param>
/// <param name="message">Why.</param>
public sealed class CannotTryAgentException(string member, string message) : Exception(message)
{
    /// <summary>The member that is wrong.</summary>
    public string Member => member;
}

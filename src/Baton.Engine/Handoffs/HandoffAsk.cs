using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Handoffs;

/// <summary>A case that an agent gives to people.</summary>
/// <param name="Agent">Who gives it.</param>
/// <param name="Title">What is asked of the person, in one line.</param>
/// <param name="Reason">Why, and what they should know.</param>
public sealed record HandoffAsk(string Agent, string Title, string Reason)
{
    /// <summary>The agent's id of it: asked again, it counts once. Null: Baton makes one.</summary>
    public string? Id { get; init; }

    /// <summary>The customer it is about; null when it is about none.</summary>
    public Address? Customer { get; init; }

    /// <summary>The queue of people; null for the agent's own.</summary>
    public string? Queue { get; init; }

    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>The event of the task on which the agent is at work; null when it asks of its own accord.</summary>
    public Link? Cause { get; init; }
}

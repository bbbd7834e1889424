using System.Collections.Immutable;

namespace Baton.Core.Agents;

/// <summary>What an agent sees besides the event that its task is about. It gets that and no more.</summary>
public sealed record ContextNeeds
{
    /// <summary>Fields of the customer by their names in conditions, without <c>customer.</c>: <c>plan</c>, <c>openCases</c>, …; <c>*</c> for all.</summary>
    public ImmutableArray<string> Customer { get; init; } = [];

    /// <summary>The customer's newest events of these types, a trailing <c>*</c> matching any ending.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>How many events of those types; 1 to 100.</summary>
    public int MostEvents { get; init; } = 20;

    /// <summary>How many of the customer's last messages, received and sent; 0 to 50.</summary>
    public int Messages { get; init; }

    /// <summary>The agents whose results in the same chain of work it sees.</summary>
    public ImmutableArray<string> Results { get; init; } = [];

    /// <summary>Whether it sees what it noted itself about the customer before.</summary>
    public bool Memory { get; init; }
}

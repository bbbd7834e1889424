using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Trying;

/// <summary>What came of trying an agent. Nothing of it was recorded, and nothing was done to a customer.</summary>
public sealed record AgentTrial
{
    /// <summary>The agent as it was tried.</summary>
    public required AgentDefinition Agent { get; init; }

    /// <summary>The event that it was given.</summary>
    public required Event Trigger { get; init; }

    /// <summary>All that it might see.</summary>
    public required JsonElement Briefing { get; init; }

    /// <summary>What it answered; a failure when it did not, or when the answer breaks its contract.</summary>
    public required AgentAnswer Answer { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>The tools it used, in their order.</summary>
    public ImmutableArray<TriedTool> Tools { get; init; } = [];

    /// <summary>What it wants to do to the customer, with the verdicts that Baton would give now.</summary>
    public ImmutableArray<TriedProposal> Proposals { get; init; } = [];

    /// <summary>What Baton would make of the answer, in a sentence or two.</summary>
    public required string Then { get; init; }
}

/// <summary>A tool that an agent used while it was tried.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">What it was asked.</param>
/// <param name="Answer">What the agent was told.</param>
/// <param name="WasDone">Whether it was really used: tools that change something are not.</param>
/// <param name="Took">How long it took.</param>
public sealed record TriedTool(string Tool, JsonElement Arguments, Tools.ToolAnswer Answer, bool WasDone, TimeSpan Took);

/// <summary>Something an agent wants to do, with the verdict that Baton would give.</summary>
/// <param name="Proposal">What it wants.</param>
/// <param name="Ruling">The verdict.</param>
public sealed record TriedProposal(Proposal Proposal, Ruling Ruling);

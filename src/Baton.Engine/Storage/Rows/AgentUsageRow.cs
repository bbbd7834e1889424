namespace Baton.Engine.Storage.Rows;

/// <summary>What an agent used in one hour with one model.</summary>
public sealed record AgentUsageRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The agent's name.</summary>
    public required string Agent { get; init; }

    /// <summary>Hours since the unix epoch.</summary>
    public required long Hour { get; init; }

    /// <summary>The model; empty when none was named.</summary>
    public required string Model { get; init; }

    /// <summary>Results it gave, whatever they were.</summary>
    public required long Calls { get; init; }

    /// <summary>Tokens read by a model.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens written by a model.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Cost in the workspace's currency.</summary>
    public required double Cost { get; init; }

    /// <summary>What is counted together.</summary>
    internal (string Workspace, string Agent, long Hour, string Model) Key => (Workspace, Agent, Hour, Model);

    /// <summary>Both together.</summary>
    internal AgentUsageRow Plus(AgentUsageRow more) => this with { Calls = Calls + more.Calls, InputTokens = InputTokens + more.InputTokens, OutputTokens = OutputTokens + more.OutputTokens, Cost = Cost + more.Cost };
}

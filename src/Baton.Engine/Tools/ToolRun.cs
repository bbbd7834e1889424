using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Tools;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Tools;

/// <summary>Does what tools of some kind do. What it throws counts as a failure with that message.</summary>
public interface IToolRunner
{
    /// <summary>Whether it does that tool.</summary>
    bool Runs(ToolDefinition tool);

    /// <summary>Does it. Whoever calls has judged it and limits the time. In a trial nothing is changed: a tool that writes says what it would do.</summary>
    Task<ToolAnswer> RunAsync(ToolRun run, CancellationToken cancel);
}

/// <summary>One use of a tool that was let.</summary>
public sealed record ToolRun
{
    /// <summary>The workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>The tool.</summary>
    public required ToolDefinition Tool { get; init; }

    /// <summary>With what.</summary>
    public required JsonElement Arguments { get; init; }

    /// <summary>The idempotency key: the same when the same piece of work does the same again after a crash.</summary>
    public required string Key { get; init; }

    /// <summary>The agent who uses it; null when a person tries the tool.</summary>
    public AgentDefinition? Agent { get; init; }

    /// <summary>The task in which; null when a person tries the tool.</summary>
    public string? Task { get; init; }

    /// <summary>The customer now; null when the task is about none.</summary>
    public CustomerState? Customer { get; init; }

    /// <summary>The event that the task is about; null in a trial.</summary>
    public Link? Cause { get; init; }

    /// <summary>Whether nothing may be changed.</summary>
    public bool IsTrial { get; init; }
}

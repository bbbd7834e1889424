using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Core.Agents;

/// <summary>Where an agent runs.</summary>
public enum AgentKind
{
    /// <summary>Inside Baton.</summary>
    BuiltIn,

    /// <summary>Anywhere; it fetches its own tasks.</summary>
    Pull,

    /// <summary>A language model that Baton calls with the agent's instructions.</summary>
    Llm,

    /// <summary>A web address that Baton posts the task to.</summary>
    Http,

    /// <summary>A tool of an MCP server that Baton calls with the task.</summary>
    Mcp,

    /// <summary>An agent described by an A2A agent card.</summary>
    A2a,
}

/// <summary>An agent's role and limits.</summary>
public sealed record AgentDefinition
{
    /// <summary>Its name, unique in the workspace: lower-case letters, digits and hyphens, at most 64.</summary>
    public required string Name { get; init; }

    /// <summary>The department it works for; arbitration between departments goes by it.</summary>
    public required string Department { get; init; }

    /// <summary>Where it runs.</summary>
    public AgentKind Kind { get; init; } = AgentKind.Pull;

    /// <summary>What it does, in one sentence.</summary>
    public string? Description { get; init; }

    /// <summary>For a built-in agent: which one, when not named like the agent.</summary>
    public string? BuiltIn { get; init; }

    /// <summary>Kinds of actions it may propose, a trailing <c>*</c> matching any ending; null allows all.</summary>
    public ImmutableArray<string>? MayPropose { get; init; }

    /// <summary>A result with less confidence goes to a person; 0 to 1, null for never.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>How often a failed task is tried in all; 1 to 10.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The agent that gets a task which this one failed at; null hands it to a person.</summary>
    public string? Fallback { get; init; }

    /// <summary>The queue of people that gets what this agent cannot do.</summary>
    public string Queue { get; init; } = "general";

    /// <summary>How long a permit for an allowed action lasts; 1 second to 7 days.</summary>
    public TimeSpan Permit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long it may work on one task before the task counts as failed; 1 second to 1 day.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Anything the agent itself needs to know.</summary>
    public JsonElement? Settings { get; init; }

    /// <summary>What it can do, in words that messages and rules may look for; lower-case letters, digits and hyphens.</summary>
    public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>For an LLM agent: the model and what it is told.</summary>
    public LlmSettings? Llm { get; init; }

    /// <summary>For an HTTP agent: where the task is posted.</summary>
    public HttpSettings? Http { get; init; }

    /// <summary>For an MCP agent: the server and its tool.</summary>
    public McpSettings? Mcp { get; init; }

    /// <summary>For an A2A agent: its card.</summary>
    public A2aSettings? A2a { get; init; }

    /// <summary>The JSON Schema (2020-12) of what it must be given; null when anything will do.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>The JSON Schema (2020-12) that its output must keep to; null when anything will do.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>What it sees besides the event itself. Null: built-in and fetching agents see the customer and the conversation, others only the event.</summary>
    public ContextNeeds? Context { get; init; }

    /// <summary>The tools it may use.</summary>
    public ImmutableArray<ToolGrant> Tools { get; init; } = [];

    /// <summary>How much it may do, and what is done when it fails or is slow; null for what is usual.</summary>
    public AgentLimits? Limits { get; init; }

    /// <summary>The agent that is asked before a person when this one is unsure or wants a review; null asks a person at once.</summary>
    public string? Senior { get; init; }

    /// <summary>Counts its definitions, from 1; 0 for one that was made before they were counted.</summary>
    public int Version { get; init; }

    /// <summary>Whether it is paused: it gets no work, and nothing it asks for is allowed.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether it was stopped at once: paused, calls under way are broken off, and results of what it holds are refused.</summary>
    public bool Killed { get; init; }

    /// <summary>The place in the log from which it drains: what it was given before is finished, what is given later waits. Null when it does not drain.</summary>
    public long? DrainsFrom { get; init; }

    /// <summary>Whether Baton calls it, rather than that it fetches its tasks.</summary>
    [JsonIgnore]
    public bool IsCalled => Kind != AgentKind.Pull;

    /// <summary>Whether it may propose an action of that kind.</summary>
    public bool MayDo(string kind) => MayPropose is not { } may || may.Any(pattern =>
        pattern.EndsWith('*') ? kind.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase) : kind.Equals(pattern, StringComparison.OrdinalIgnoreCase));
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Baton.Core.Agents;

namespace Baton.Web.Agents.Defining;

/// <summary>An agent as defined. What is answered can be changed and sent back.</summary>
internal sealed record AgentItem(
    string Name,
    string Department,
    string Kind,
    string? Description,
    IReadOnlyList<string>? MayPropose,
    double? MinConfidence,
    int MaxAttempts,
    string? Fallback,
    string Queue,
    string Permit,
    string Timeout,
    bool Paused)
{
    /// <summary>Counts its definitions, from 1. Sent back, it must still be the newest.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether it goes on: <c>active</c>, <c>paused</c>, <c>draining</c> or <c>killed</c>. It is switched by itself, not by a definition.</summary>
    public string State { get; init; } = Active;

    /// <summary>The agent that is asked before a person when this one is unsure or wants a review.</summary>
    public string? Senior { get; init; }

    /// <summary>What it can do, in words that messages and rules may look for.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The tools it may use.</summary>
    public IReadOnlyList<GrantItem> Tools { get; init; } = [];

    /// <summary>For a built-in agent: which one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BuiltIn { get; init; }

    /// <summary>For an LLM agent: the model and what it is told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LlmItem? Llm { get; init; }

    /// <summary>For an HTTP agent: where the task is posted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HttpItem? Http { get; init; }

    /// <summary>For an MCP agent: the server and its tool.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public McpItem? Mcp { get; init; }

    /// <summary>For an A2A agent: its card.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public A2aItem? A2a { get; init; }

    /// <summary>The JSON Schema (2020-12) of what it must be given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Input { get; init; }

    /// <summary>The JSON Schema (2020-12) that its output must keep to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Output { get; init; }

    /// <summary>What it sees besides the event.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContextItem? Context { get; init; }

    /// <summary>How much it may do, and what is done when it fails or is slow.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LimitsItem? Limits { get; init; }

    /// <summary>Anything the agent itself needs to know.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Settings { get; init; }

    private const string Active = "active";

    /// <summary>Every word that <see cref="State"/> may be.</summary>
    public static string[] States { get; } = [Active, "paused", "draining", "killed"];

    public static string StateOf(AgentDefinition agent) => agent switch
    {
        { Killed: true } => "killed",
        { Paused: true } => "paused",
        { DrainsFrom: not null } => "draining",
        _ => Active,
    };

    public static AgentItem Of(AgentDefinition agent) => new(
        agent.Name, agent.Department, agent.Kind.Name(), agent.Description, agent.MayPropose is { } may ? [.. may] : null, agent.MinConfidence, agent.MaxAttempts,
        agent.Fallback, agent.Queue, XmlConvert.ToString(agent.Permit), XmlConvert.ToString(agent.Timeout), agent.Paused)
    {
        Version = Math.Max(agent.Version, 1),
        State = StateOf(agent),
        Senior = agent.Senior,
        Skills = [.. agent.Skills],
        Tools = [.. agent.Tools.Select(GrantItem.Of)],
        BuiltIn = agent.Kind == AgentKind.BuiltIn ? agent.BuiltIn : null,
        Llm = agent.Llm is { } llm ? LlmItem.Of(llm) : null,
        Http = agent.Http is { } http ? HttpItem.Of(http) : null,
        Mcp = agent.Mcp is { } mcp ? McpItem.Of(mcp) : null,
        A2a = agent.A2a is { } a2a ? A2aItem.Of(a2a) : null,
        Input = agent.Input,
        Output = agent.Output,
        Context = agent.Context is { } context ? ContextItem.Of(context) : null,
        Limits = agent.Limits is { } limits ? LimitsItem.Of(limits) : null,
        Settings = agent.Settings,
    };
}

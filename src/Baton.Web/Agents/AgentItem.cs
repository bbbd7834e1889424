using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Baton.Core.Agents;

namespace Baton.Web.Agents;

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
    /// <summary>For a built-in agent: which one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BuiltIn { get; init; }

    /// <summary>Anything the agent itself needs to know.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Settings { get; init; }

    public static AgentItem Of(AgentDefinition agent) => new(
        agent.Name, agent.Department, KindName(agent.Kind), agent.Description, agent.MayPropose is { } may ? [.. may] : null, agent.MinConfidence, agent.MaxAttempts,
        agent.Fallback, agent.Queue, XmlConvert.ToString(agent.Permit), XmlConvert.ToString(agent.Timeout), agent.Paused)
    {
        BuiltIn = agent.BuiltIn,
        Settings = agent.Settings,
    };

    public static string KindName(AgentKind kind) => kind.Name();
}

/// <summary>An agent to be defined. Department and kind are enough.</summary>
/// <param name="Department">The department it works for.</param>
/// <param name="Kind"><c>pull</c> or <c>built-in</c>.</param>
/// <param name="Description">What it does, in one sentence.</param>
/// <param name="MayPropose">Kinds of actions it may propose, a trailing * matching any ending; all when left out.</param>
/// <param name="MinConfidence">A result with less confidence goes to a person; 0 to 1.</param>
/// <param name="MaxAttempts">How often a failed task is tried in all; 1 to 10, by default 3.</param>
/// <param name="Fallback">The agent that gets a task at which this one failed.</param>
/// <param name="Queue">The queue of people that gets what it cannot do; by default general.</param>
/// <param name="Permit">How long a permit lasts; PT1S to P7D, by default PT15M.</param>
/// <param name="Timeout">How long it may work on a task; PT1S to P1D, by default PT1M.</param>
/// <param name="BuiltIn">For a built-in agent: which one, when not named like the agent.</param>
/// <param name="Settings">Anything the agent itself needs to know.</param>
internal sealed record AgentRequest(
    string Department, string Kind, string? Description, IReadOnlyList<string>? MayPropose, double? MinConfidence, int? MaxAttempts, string? Fallback, string? Queue, string? Permit, string? Timeout, string? BuiltIn, JsonElement? Settings);

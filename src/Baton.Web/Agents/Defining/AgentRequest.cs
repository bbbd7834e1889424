using System.Text.Json;

namespace Baton.Web.Agents.Defining;

/// <summary>An agent to be defined. Department and kind are enough, and the settings of its kind where that has any.</summary>
/// <param name="Department">The department it works for.</param>
/// <param name="Kind"><c>pull</c>, <c>built-in</c>, <c>llm</c>, <c>http</c>, <c>mcp</c> or <c>a2a</c>.</param>
/// <param name="Description">What it does, in one sentence.</param>
/// <param name="MayPropose">Kinds of actions it may propose, a trailing * matching any ending; all when left out.</param>
/// <param name="MinConfidence">A result with less confidence goes to a person; 0 to 1.</param>
/// <param name="MaxAttempts">How often a failed task is tried in all; 1 to 10, by default 3.</param>
/// <param name="Fallback">The agent that gets a task at which this one failed.</param>
/// <param name="Senior">The agent that is asked before a person when this one is unsure or wants a review.</param>
/// <param name="Queue">The queue of people that gets what it cannot do; by default general.</param>
/// <param name="Permit">How long a permit lasts; PT1S to P7D, by default PT15M.</param>
/// <param name="Timeout">How long it may work on a task; PT1S to P1D, by default PT1M.</param>
/// <param name="Skills">What it can do: lower-case letters, digits and hyphens.</param>
/// <param name="BuiltIn">For a built-in agent: which one, when not named like the agent.</param>
/// <param name="Llm">For the kind llm: the model and what it is told.</param>
/// <param name="Http">For the kind http: where the task is posted.</param>
/// <param name="Mcp">For the kind mcp: the server and its tool.</param>
/// <param name="A2a">For the kind a2a: its card.</param>
/// <param name="Input">The JSON Schema (2020-12) of what it must be given.</param>
/// <param name="Output">The JSON Schema (2020-12) that its output must keep to.</param>
/// <param name="Context">What it sees besides the event. Left out: built-in and fetching agents see the customer and the conversation, others only the event.</param>
/// <param name="Tools">The tools it may use.</param>
/// <param name="Limits">How much it may do, and what is done when it fails or is slow.</param>
/// <param name="Settings">Anything the agent itself needs to know.</param>
/// <param name="Version">The version that the change begins with; 422 when there is a newer one by now.</param>
internal sealed record AgentRequest(
    string Department, string Kind, string? Description, IReadOnlyList<string>? MayPropose, double? MinConfidence, int? MaxAttempts, string? Fallback, string? Senior, string? Queue, string? Permit, string? Timeout,
    IReadOnlyList<string>? Skills, string? BuiltIn, LlmItem? Llm, HttpItem? Http, McpItem? Mcp, A2aItem? A2a, JsonElement? Input, JsonElement? Output, ContextItem? Context, IReadOnlyList<GrantItem>? Tools, LimitsItem? Limits,
    JsonElement? Settings, int? Version);

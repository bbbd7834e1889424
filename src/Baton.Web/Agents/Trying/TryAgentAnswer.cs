using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Policies;
using Baton.Engine.Agents.Trying;
using Baton.Web.Actions;
using Baton.Web.Agents.Defining;

namespace Baton.Web.Agents.Trying;

/// <summary>What an agent is to be tried on.</summary>
/// <param name="Text">What a customer might write; or else <paramref name="Task"/>.</param>
/// <param name="Task">A task of the past, by its id.</param>
/// <param name="Customer">Who writes the text, for example email:ana@example.com; somebody made up when left out or unknown.</param>
/// <param name="Attributes">What is known of the customer besides.</param>
/// <param name="Definition">A definition to try instead of the agent's own; it is not saved.</param>
internal sealed record TryAgentRequest(string? Text, string? Task, string? Customer, JsonElement? Attributes, AgentRequest? Definition);

/// <summary>A tool that was used.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">What it was asked.</param>
/// <param name="Result">What it answered.</param>
/// <param name="Fault">What went wrong, or why it was denied.</param>
/// <param name="WasDone">Whether it was really used; tools that change something are not.</param>
/// <param name="DurationMs">How long it took.</param>
internal sealed record TriedToolItem(string Tool, JsonElement Arguments, JsonElement? Result, string? Fault, bool WasDone, double DurationMs);

/// <summary>What came of trying an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Version">The version of its definition.</param>
/// <param name="Event">What it was given.</param>
/// <param name="Briefing">All that it might see.</param>
/// <param name="Sent">Exactly what was sent out; null when nothing left Baton.</param>
/// <param name="Tools">The tools it used, in their order.</param>
/// <param name="Status"><c>success</c>, <c>failure</c>, <c>needs-human-review</c> or <c>needs-more-info</c>; <c>later</c> when it took the task and answers later.</param>
/// <param name="Output">What came out.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Detail">A remark, or what went wrong.</param>
/// <param name="Usage">What it cost.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="Breaks">How what it was to be given, or what it answered, breaks its contract; empty when it keeps it.</param>
/// <param name="Actions">What it wants to do to the customer, with the verdicts that Baton would give now.</param>
/// <param name="Then">What Baton would make of the answer.</param>
internal sealed record TryAgentAnswer(
    string Agent, int Version, TriedEventItem Event, JsonElement Briefing, JsonElement? Sent, IReadOnlyList<TriedToolItem> Tools, string Status, JsonElement? Output, double? Confidence, string? Detail, Usage? Usage, double DurationMs,
    IReadOnlyList<Fault> Breaks, IReadOnlyList<ActionAnswer> Actions, string Then)
{
    public static TryAgentAnswer Of(AgentTrial trial) => new(
        trial.Agent.Name, trial.Agent.Version, new TriedEventItem(trial.Trigger.Seq > 0 ? trial.Trigger.Seq : null, trial.Trigger.Type, trial.Trigger.Customer, trial.Trigger.Data.ValueKind == JsonValueKind.Undefined ? null : trial.Trigger.Data),
        trial.Briefing, trial.Answer.Sent, [.. trial.Tools.Select(t => new TriedToolItem(t.Tool, t.Arguments, t.Answer.Result, t.Answer.Fault, t.WasDone, Math.Round(t.Took.TotalMilliseconds, 2)))],
        trial.Answer.AnswersLater ? "later" : trial.Answer.Status.Name(), trial.Answer.Output, trial.Answer.Confidence, trial.Answer.Detail, trial.Answer.Usage, Math.Round(trial.Took.TotalMilliseconds, 2),
        [.. trial.Answer.Breach is { } breach ? breach.Faults.Select(b => b.Under(breach.Side == ContractSide.Input ? "/briefing" : "/output")) : []], [.. trial.Proposals.Select(p => ActionAnswer.Of(p.Proposal, p.Ruling, trial.Trigger.Customer is CustomerState.OfWorkspace ? null : trial.Trigger.Customer))], trial.Then);
}

/// <summary>What the agent was given.</summary>
/// <param name="Seq">Its place in the log; null when it is made up.</param>
/// <param name="Type">Its type.</param>
/// <param name="Customer">Baton's id of the customer; null when unknown.</param>
/// <param name="Data">Its payload.</param>
internal sealed record TriedEventItem(long? Seq, string Type, string? Customer, JsonElement? Data);

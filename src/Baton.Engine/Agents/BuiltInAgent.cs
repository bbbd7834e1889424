using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;

namespace Baton.Engine.Agents;

/// <summary>An agent that runs inside Baton. A new one is one class that is registered.</summary>
public interface IBuiltInAgent
{
    /// <summary>What agents' definitions call it.</summary>
    string Name { get; }

    /// <summary>Does one task. What it throws counts as a failure with that message.</summary>
    Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel);
}

/// <summary>A task as a built-in agent sees it.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="TaskId">The task; also the idempotency key of whatever the agent does.</param>
/// <param name="Agent">The agent's definition.</param>
/// <param name="Trigger">The event that it is about.</param>
/// <param name="Chain">What led to it, oldest first: the event with which it began, results of agents before.</param>
/// <param name="Customer">The customer now; null when it is about none.</param>
/// <param name="Conversation">Reads the customer's last messages, oldest first.</param>
public sealed record AgentWork(string Workspace, string TaskId, AgentDefinition Agent, Event Trigger, Lazy<IReadOnlyList<Event>> Chain, CustomerState? Customer, Func<int, IReadOnlyList<Event>> Conversation)
{
    /// <summary>The event with which the chain began.</summary>
    public Event Root => Chain.Value.Count > 0 ? Chain.Value[0] : Trigger;

    /// <summary>The output of the last successful result of an agent in this chain.</summary>
    public JsonElement? OutputOf(string agent) =>
        Chain.Value.LastOrDefault(e => e.Type == EventTypes.TaskFinished && e.Data.Text("agent") == agent)?.Data.Member("output");
}

/// <summary>What a built-in agent answers.</summary>
public sealed record AgentAnswer
{
    /// <summary>How it went.</summary>
    public ResultStatus Status { get; init; } = ResultStatus.Success;

    /// <summary>What came out.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>0 to 1; null when it cannot say.</summary>
    public double? Confidence { get; init; }

    /// <summary>A remark, or what went wrong.</summary>
    public string? Detail { get; init; }

    /// <summary>What it cost.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Exactly what was sent to it, for the task's page and for whoever asks later; null when nothing left Baton.</summary>
    public JsonElement? Sent { get; init; }

    /// <summary>After a failure: how long it asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>After a failure: trying again is of no use (it refused, or what it was sent is wrong).</summary>
    public bool IsFinal { get; init; }

    /// <summary>It took the task and answers later, by a result for the task's id: until then the task is leased to it.</summary>
    public bool AnswersLater { get; init; }

    /// <summary>How the agent's contract was broken, when it was. Set by Baton.</summary>
    public Breach? Breach { get; init; }

    /// <summary>A failure, with what went wrong.</summary>
    public static AgentAnswer Failure(string detail) => new() { Status = ResultStatus.Failure, Detail = detail };

    /// <summary>What it wants to do to the customer. Ids are given by Baton, from the task's.</summary>
    public ImmutableArray<Proposal> Proposals { get; init; } = [];
}

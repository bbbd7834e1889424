using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Agents.Limits;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Baton.Engine.Agents.Calling;

/// <summary>
/// The path of one try of one task, read top to bottom: see that it is still open, brief, hold the briefing to the contract, call within the limits, hold the answer to the
/// contract, hand the result in. After a crash it is carried again with the same id, and only one result counts.
/// </summary>
public sealed class Carrier(IEnumerable<IAgentCaller> callers, AgentCalls calls, AgentGates gates, Conductor conductor, TaskDesk desk, Journal journal, Secrets secrets, Injections injections, LogLookups lookups, TimeProvider clock, ILogger<Carrier> logger)
{
    private readonly FrozenDictionary<AgentKind, IAgentCaller> _callers = callers.ToFrozenDictionary(c => c.Kind, IAgentCaller (c) => new TracedCaller(c, lookups));

    /// <summary>Carries a task whose agent is called by Baton. Null when its result is on disk, or when it is not open any more; else the time at which its limits may be asked again.</summary>
    internal async Task<DateTimeOffset?> CarryAsync(Work work, AgentDefinition agent, CancellationToken cancel)
    {
        var task = work.Task;
        // Offered twice, around a start, or given up meanwhile.
        var state = await conductor.StateOfAsync(task.Workspace, task.Customer ?? CustomerState.OfWorkspace, cancel);
        if (!state.Tasks.Any(t => t.Id == task.Id)) return null;
        // It was called already and answers later: as long as its lease holds it is not called again, and when that ends it has failed.
        if (agent.Kind != AgentKind.BuiltIn && lookups.ReadTask(task.Workspace, task.Id) is { Status: TaskRecords.Leased }) return null;
        // Gone with the log when the demo was reset.
        if ((work.Trigger ?? lookups.ReadRow(task.Workspace, task.EventSeq))?.ToEvent() is not { } trigger) return null;
        var call = calls.Of(task, agent, trigger, task.Customer is null ? null : state);
        var breach = Contracts.BreachOfInput(call);
        using var entry = breach is null ? gates.Enter(task.Workspace, agent) : null;
        if (entry is { Pipeline: null }) return await TurnAwayAsync(task, entry, cancel);
        var began = Stopwatch.GetTimestamp();
        var until = clock.GetUtcNow() + agent.Timeout;
        AgentAnswer answer;
        try
        {
            answer = breach ?? await AnswerAsync(call, entry!.Pipeline!, cancel);
        }
        catch (BrokenCircuitException e)
        {
            return await TurnAwayAsync(task, gates.LeftAlone(task.Workspace, agent, e.RetryAfter), cancel);
        }

        if (answer.AnswersLater)
        {
            if (answer.Sent is { } sent) await desk.NoteSentAsync(task.Workspace, [(task.Id, sent)]);
            await journal.LendAsync(task, until.ToUnix(), clock.GetUtcNow().ToUnix());
            return null;
        }

        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (InjectedCalls.FaultOf(answer.Confidence) is { } fault) answer = AgentAnswer.Failure(answer.Detail is { } said ? $"{said} {fault}" : fault) with { Sent = answer.Sent };
        try
        {
            await FinishAsync(task, agent, answer, took, cancel);
        }
        catch (Exception e) when ((e is ArgumentException or InvalidOperationException or JsonException) && !Absence.Is(e))
        {
            // Not a number as confidence, say: it cannot be written down, so it would never be recorded.
            await FinishAsync(task, agent, AgentAnswer.Failure($"The answer cannot be read: {e.Message}"), took, cancel);
        }

        return null;
    }

    /// <summary>Ends a task without calling its agent: its fallback gets it, or a person. No try is used up, and no call counted.</summary>
    /// <param name="task">The task.</param>
    /// <param name="why">Why it is not called, as in "its queue of 100 is full".</param>
    /// <param name="cancel">Gives up.</param>
    internal Task RefuseAsync(TaskRow task, string why, CancellationToken cancel) =>
        desk.FinishAsync(task.Workspace, new TaskResult(task.Id, task.Agent, ResultStatus.Failure, Detail: why) { IsUnasked = true }, cancel: cancel);

    private async Task<DateTimeOffset?> TurnAwayAsync(TaskRow task, Entry entry, CancellationToken cancel)
    {
        if (entry.Refusal is not { } why) return entry.NotBefore;
        await RefuseAsync(task, why, cancel);
        return null;
    }

    private Task<IReadOnlyList<Turn>> FinishAsync(TaskRow task, AgentDefinition agent, AgentAnswer answer, double took, CancellationToken cancel)
    {
        var result = new TaskResult(task.Id, task.Agent, answer.Status, answer.Output, answer.Confidence, answer.Detail, answer.Usage, took)
        {
            RetryAfter = answer.Status == ResultStatus.Failure ? answer.RetryAfter : null,
            IsFinal = answer.Status == ResultStatus.Failure && answer.IsFinal,
            Model = agent.Llm?.Model,
            Version = agent.Version,
            Breach = answer.Breach,
            Sent = answer.Sent,
        };
        return desk.FinishAsync(task.Workspace, result, answer.Proposals, cancel);
    }

    // The time limit and the breaker stand around the call; what goes wrong in it, a broken contract included, is a failed answer before they see it.
    private async Task<AgentAnswer> AnswerAsync(AgentCall call, ResiliencePipeline<AgentAnswer> pipeline, CancellationToken cancel)
    {
        var agent = call.Agent;
        if (!_callers.TryGetValue(agent.Kind, out var caller)) return AgentAnswer.Failure($"Nothing here calls agents of the kind {agent.Kind.Name()}.");
        var injection = injections.On(call.Work.Workspace, agent.Name);
        try
        {
            return await pipeline.ExecuteAsync(async limit => await CallAsync(caller, call, injection, limit), cancel);
        }
        catch (TimeoutRejectedException)
        {
            var late = $"No answer within {agent.Timeout.TotalSeconds:0} s.";
            return AgentAnswer.Failure(injection is { Order.LatencyTo.Ticks: > 0 } ? $"{InjectedCalls.TooLate(injection, call.Work.TaskId)} {late}" : late) with { Sent = Given(call) };
        }
    }

    // Not waited for beyond its limit, even when it does not look at that.
    private async Task<AgentAnswer> CallAsync(IAgentCaller caller, AgentCall call, Injection? injection, CancellationToken limit)
    {
        try
        {
            var answer = injection is null
                ? await caller.CallAsync(call, limit).WaitAsync(limit)
                : await InjectedCalls.CallAsync(injection, call.Work.TaskId, clock, () => caller.CallAsync(call, limit).WaitAsync(limit), limit);
            return Contracts.Hold(call.Agent, secrets.Scrub(call.Work.Workspace, answer));
        }
        catch (Exception e) when (!limit.IsCancellationRequested && !Absence.Is(e)) // that the database is away is no failure of the agent's
        {
            // As text without values of credentials, which a server may have sent back and a library repeated.
            logger.LogWarning("Agent {Agent} failed at task {Task} in {Workspace}: {Fault}", call.Agent.Name, call.Work.TaskId, call.Work.Workspace, secrets.Scrub(call.Work.Workspace, e.ToString()));
            return secrets.Scrub(call.Work.Workspace, AgentAnswer.Failure(e.Message) with { Sent = e is OutboundRefusedException or CredentialException ? null : Given(call) });
        }
    }

    // A call that ended without an answer was given no less than this.
    private static JsonElement? Given(AgentCall call) => call.Agent.Kind != AgentKind.BuiltIn && call.Briefing.IsValueCreated ? call.Briefing.Value : null;
}

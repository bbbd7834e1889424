using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;
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

namespace Baton.Engine.Agents.Calling;

/// <summary>
/// The path of one try of one task, read top to bottom: see that it is still open, brief, hold the briefing to the contract, call within the limits, hold the answer to the
/// contract, hand the result in. After a crash it is carried again with the same id, and only one result counts.
/// </summary>
public sealed class Carrier(IEnumerable<IAgentCaller> callers, AgentCalls calls, Conductor conductor, TaskDesk desk, Journal journal, Secrets secrets, Injections injections, LogLookups lookups, TimeProvider clock, ILogger<Carrier> logger)
{
    private readonly FrozenDictionary<AgentKind, IAgentCaller> _callers = callers.ToFrozenDictionary(c => c.Kind, IAgentCaller (c) => new TracedCaller(c, lookups));

    /// <summary>Carries a task whose agent is called by Baton. Returns when its result is on disk, or when it is not open any more.</summary>
    internal async Task CarryAsync(Work work, AgentDefinition agent, CancellationToken cancel)
    {
        var task = work.Task;
        // Offered twice, around a start, or given up meanwhile.
        var state = await conductor.StateOfAsync(task.Workspace, task.Customer ?? CustomerState.OfWorkspace, cancel);
        if (!state.Tasks.Any(t => t.Id == task.Id)) return;
        // It was called already and answers later: as long as its lease holds it is not called again, and when that ends it has failed.
        if (agent.Kind != AgentKind.BuiltIn && lookups.ReadTask(task.Workspace, task.Id) is { Status: TaskRecords.Leased }) return;
        // Gone with the log when the demo was reset.
        if ((work.Trigger ?? lookups.ReadRow(task.Workspace, task.EventSeq))?.ToEvent() is not { } trigger) return;
        var call = calls.Of(task, agent, trigger, task.Customer is null ? null : state);
        var began = Stopwatch.GetTimestamp();
        var until = clock.GetUtcNow() + agent.Timeout;
        var answer = Contracts.BreachOfInput(call);
        if (answer is null)
        {
            answer = secrets.Scrub(task.Workspace, await AnswerAsync(call, cancel));
            if (answer.AnswersLater)
            {
                if (answer.Sent is { } sent) await desk.NoteSentAsync(task.Workspace, [(task.Id, sent)]);
                await journal.LendAsync(task, until.ToUnix(), clock.GetUtcNow().ToUnix());
                return;
            }

            answer = Contracts.Hold(call.Agent, answer);
        }

        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (InjectedCalls.FaultOf(answer.Confidence) is { } fault) answer = AgentAnswer.Failure(answer.Detail is { } said ? $"{said} {fault}" : fault) with { Sent = answer.Sent };
        try
        {
            await FinishAsync(task, answer, took, cancel);
        }
        catch (Exception e) when ((e is ArgumentException or InvalidOperationException or JsonException) && !Absence.Is(e))
        {
            // Not a number as confidence, say: it cannot be written down, so it would never be recorded.
            await FinishAsync(task, AgentAnswer.Failure($"The answer cannot be read: {e.Message}"), took, cancel);
        }
    }

    private Task<IReadOnlyList<Turn>> FinishAsync(TaskRow task, AgentAnswer answer, double took, CancellationToken cancel) =>
        desk.FinishAsync(task.Workspace, new TaskResult(task.Id, task.Agent, answer.Status, answer.Output, answer.Confidence, answer.Detail, answer.Usage, took) { Sent = answer.Sent, Breach = answer.Breach }, answer.Proposals, cancel);

    private async Task<AgentAnswer> AnswerAsync(AgentCall call, CancellationToken cancel)
    {
        var agent = call.Agent;
        if (!_callers.TryGetValue(agent.Kind, out var caller)) return AgentAnswer.Failure($"Nothing here calls agents of the kind {agent.Kind.Name()}.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(agent.Timeout);
        var injection = injections.On(call.Work.Workspace, agent.Name);
        try
        {
            return injection is null
                ? await caller.CallAsync(call, limit.Token).WaitAsync(limit.Token)
                : await InjectedCalls.CallAsync(injection, call.Key, clock, () => caller.CallAsync(call, limit.Token).WaitAsync(limit.Token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            var late = $"No answer within {agent.Timeout.TotalSeconds:0} s.";
            return AgentAnswer.Failure(injection is { Order.LatencyTo.Ticks: > 0 } ? $"{InjectedCalls.TooLate(injection, call.Key)} {late}" : late) with { Sent = Given(call) };
        }
        catch (Exception e) when (e is not OperationCanceledException && !Absence.Is(e)) // that the database is away is no failure of the agent's
        {
            // As text without values of credentials, which a server may have sent back and a library repeated.
            logger.LogWarning("Agent {Agent} failed at task {Task} in {Workspace}: {Fault}", agent.Name, call.Key, call.Work.Workspace, secrets.Scrub(call.Work.Workspace, e.ToString()));
            return AgentAnswer.Failure(e.Message) with { Sent = e is OutboundRefusedException or CredentialException ? null : Given(call) };
        }
    }

    // A call that ended without an answer was given no less than this.
    private static JsonElement? Given(AgentCall call) => call.Agent.Kind != AgentKind.BuiltIn && call.Briefing.IsValueCreated ? call.Briefing.Value : null;
}

using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Agents;

/// <summary>
/// Carries tasks to built-in agents, outside the lanes. A task lives in the database until its result does: after a crash it is carried
/// again with the same id, and only one result counts. Tasks of a paused or undefined agent stay where they are.
/// </summary>
public sealed class Dispatcher : IDisposable
{
    private readonly FrozenDictionary<string, IBuiltInAgent> _agents;
    private readonly Configurations _configurations;
    private readonly Conductor _conductor;
    private readonly TaskDesk _desk;
    private readonly Injections _injections;
    private readonly LogLookups _lookups;
    private readonly Journal _journal;
    private readonly LaneMap _map;
    private readonly TimeProvider _clock;
    private readonly ILogger<Dispatcher> _logger;
    private readonly WorkQueue _queue = new();
    private readonly Lock _offering = new();
    private readonly Dictionary<(string Workspace, string Agent), Dictionary<string, TaskRow>> _held = [];
    private readonly HashSet<(string Workspace, string Agent)> _fetching = [];

    /// <summary>Makes the one dispatcher of a process; it begins when <see cref="RunAsync"/> is called.</summary>
    public Dispatcher(IEnumerable<IBuiltInAgent> agents, Configurations configurations, Conductor conductor, TaskDesk desk, Injections injections, LogLookups lookups, Journal journal, LaneMap map, TimeProvider clock, ILogger<Dispatcher> logger)
    {
        _agents = agents.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);
        (_configurations, _conductor, _desk, _injections, _lookups, _journal, _map, _clock, _logger) = (configurations, conductor, desk, injections, lookups, journal, map, clock, logger);
    }

    /// <summary>Tasks at work now.</summary>
    public int AtWork => _queue.AtWork;

    /// <summary>Tasks of built-in agents that wait for a worker or for their time.</summary>
    public int Queued => _queue.Count;

    /// <summary>Raised with workspace and agent when a task is there for an agent that fetches its own.</summary>
    public event Action<string, string>? Offered;

    /// <summary>Carries tasks until cancelled: first those that a former process left, then what commits bring.</summary>
    public async Task RunAsync(int workers, CancellationToken cancel)
    {
        _journal.Committed += Notice;
        _configurations.Changed += Reconsider;
        _map.Gained += OfferLeft;
        try
        {
            OfferLeft(_map.Mine);
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(cancel), CancellationToken.None)));
        }
        finally
        {
            _journal.Committed -= Notice;
            _configurations.Changed -= Reconsider;
            _map.Gained -= OfferLeft;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _queue.Dispose();

    private void Notice(CommittedBatch batch)
    {
        foreach (var unit in batch.Units)
        {
            foreach (var task in unit.Rows<TaskRow>()) if (task.Status == TaskRecords.Queued) Offer(task, unit.Log.FirstOrDefault(row => row.Seq == task.EventSeq));
        }
    }

    // Perhaps it is at work already where the lanes were before: its result counts once.
    private void OfferLeft(IReadOnlyCollection<int> lanes)
    {
        foreach (var task in _lookups.OpenTasks().Where(task => lanes.Contains(LaneNumber.Of(task.Workspace, task.Customer ?? CustomerState.OfWorkspace)))) Offer(task);
    }

    // Looking at the agent and holding the task are one step: the agent may be resumed at this moment.
    private void Offer(TaskRow task, LogRow? trigger = null)
    {
        lock (_offering)
        {
            var (key, agent) = ((task.Workspace, task.Agent), _configurations.Of(task.Workspace).Agent(task.Agent));
            if (agent is null or { Paused: true })
            {
                if (!_held.TryGetValue(key, out var tasks)) _held[key] = tasks = new(StringComparer.Ordinal);
                tasks[task.Id] = task;
            }
            else if (agent.Kind == AgentKind.BuiltIn)
            {
                _queue.Add(new Work(task, trigger));
            }
            else
            {
                _fetching.Add(key);
                Offered?.Invoke(task.Workspace, task.Agent);
            }
        }
    }

    private void Reconsider(string workspace)
    {
        lock (_offering)
        {
            var agents = _configurations.Of(workspace).Agents;
            foreach (var key in _held.Keys.Where(k => k.Workspace == workspace && agents.GetValueOrDefault(k.Agent) is { Paused: false }).ToList())
            {
                if (!_held.Remove(key, out var tasks)) continue;
                foreach (var task in tasks.Values.OrderBy(t => t.EventSeq)) Offer(task);
            }

            // An agent that fetched its tasks until now and is built in from here on: what it has not fetched is carried.
            foreach (var key in _fetching.Where(k => k.Workspace == workspace && agents.GetValueOrDefault(k.Agent) is { Kind: AgentKind.BuiltIn }).ToList())
            {
                _fetching.Remove(key);
                foreach (var task in _lookups.OpenTasks().Where(t => (t.Workspace, t.Agent) == key && _map.IsMine(t.Workspace, t.Customer))) Offer(task);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        while (await _queue.TakeAsync(_clock, cancel) is { } work)
        {
            try
            {
                await CarryAsync(work, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The log could not be written, or not read. The task is still open in the database: it is carried again in a moment.
                _logger.LogWarning(e, "The result of task {Task} could not be recorded; it is carried again", work.Task.Id);
                _queue.Add(work with { Task = work.Task with { NotBefore = _clock.GetUtcNow().ToUnix() + 1000 } });
            }
            finally
            {
                _queue.Done();
            }
        }
    }

    private async Task CarryAsync(Work work, CancellationToken cancel)
    {
        var task = work.Task;
        if (!_map.IsMine(task.Workspace, task.Customer)) return; // whoever has its lane now carries it
        var agent = _configurations.Of(task.Workspace).Agent(task.Agent);
        if (agent is not { Paused: false, Kind: AgentKind.BuiltIn })
        {
            Offer(task);
            return;
        }

        // Offered twice, around a start, or given up meanwhile.
        var state = await _conductor.StateOfAsync(task.Workspace, task.Customer ?? CustomerState.OfWorkspace, cancel);
        if (!state.Tasks.Any(t => t.Id == task.Id)) return;
        // Gone with the log when the demo was reset.
        if ((work.Trigger ?? _lookups.ReadRow(task.Workspace, task.EventSeq))?.ToEvent() is not { } trigger) return;
        var began = Stopwatch.GetTimestamp();
        var answer = await AnswerAsync(task, agent, trigger, task.Customer is null ? null : state, cancel);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (InjectedCalls.FaultOf(answer.Confidence) is { } fault) answer = Failure(answer.Detail is { } said ? $"{said} {fault}" : fault);
        try
        {
            await FinishAsync(task, answer, took, cancel);
        }
        catch (Exception e) when ((e is ArgumentException or InvalidOperationException or JsonException) && !Absence.Is(e))
        {
            // Not a number as confidence, say: it cannot be written down, so it would never be recorded.
            await FinishAsync(task, Failure($"The answer cannot be read: {e.Message}"), took, cancel);
        }
    }

    private Task<IReadOnlyList<Turn>> FinishAsync(TaskRow task, AgentAnswer answer, double took, CancellationToken cancel) =>
        _desk.FinishAsync(task.Workspace, new TaskResult(task.Id, task.Agent, answer.Status, answer.Output, answer.Confidence, answer.Detail, answer.Usage, took), answer.Proposals, cancel);

    private async Task<AgentAnswer> AnswerAsync(TaskRow task, AgentDefinition agent, Event trigger, CustomerState? customer, CancellationToken cancel)
    {
        if (!_agents.TryGetValue(agent.BuiltIn ?? agent.Name, out var worker)) return Failure($"There is no built-in agent called {agent.BuiltIn ?? agent.Name}.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(agent.Timeout);
        var injection = _injections.On(task.Workspace, agent.Name);
        try
        {
            var chain = new Lazy<IReadOnlyList<Event>>(() => [.. _lookups.ReadChain(task.Workspace, task.Root).Select(r => r.ToEvent())]);
            var work = new AgentWork(task.Workspace, task.Id, agent, trigger, chain, customer, most => Conversations.Of(_lookups, task, most));
            return injection is null
                ? await worker.WorkAsync(work, limit.Token).WaitAsync(limit.Token)
                : await InjectedCalls.CallAsync(injection, task.Id, _clock, () => worker.WorkAsync(work, limit.Token).WaitAsync(limit.Token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            var late = $"No answer within {agent.Timeout.TotalSeconds:0} s.";
            return Failure(injection is { Order.LatencyTo.Ticks: > 0 } ? $"{InjectedCalls.TooLate(injection, task.Id)} {late}" : late);
        }
        catch (Exception e) when (e is not OperationCanceledException && !Absence.Is(e)) // that the database is away is no failure of the agent's
        {
            _logger.LogWarning(e, "Agent {Agent} failed at task {Task} of event {Seq} in {Workspace}", agent.Name, task.Id, task.EventSeq, task.Workspace);
            return Failure(e.Message);
        }
    }

    private static AgentAnswer Failure(string detail) => new() { Status = ResultStatus.Failure, Detail = detail };
}

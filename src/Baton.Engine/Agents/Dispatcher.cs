using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Agents.Limits;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Agents;

/// <summary>
/// Carries tasks to the agents that Baton calls, outside the lanes. A task lives in the database until its result does: after a crash it is carried
/// again with the same id, and only one result counts. Tasks of a paused or undefined agent stay where they are. Each agent has a queue of its own: one that hangs delays nobody else.
/// </summary>
public sealed class Dispatcher : IDisposable
{
    private readonly Carrier _carrier;
    private readonly AgentGates _gates;
    private readonly Configurations _configurations;
    private readonly LogLookups _lookups;
    private readonly Journal _journal;
    private readonly LaneMap _map;
    private readonly TimeProvider _clock;
    private readonly ILogger<Dispatcher> _logger;
    private readonly WorkQueues _queues;
    private readonly CallsUnderway _underway = new();
    private readonly Lock _offering = new();
    private readonly Dictionary<(string Workspace, string Agent), Dictionary<string, TaskRow>> _held = [];
    private readonly HashSet<(string Workspace, string Agent)> _fetching = [];
    private CancellationToken _stop;

    /// <summary>Makes the one dispatcher of a process; it begins when <see cref="RunAsync"/> is called.</summary>
    public Dispatcher(Carrier carrier, AgentGates gates, Configurations configurations, LogLookups lookups, Journal journal, LaneMap map, TimeProvider clock, ILogger<Dispatcher> logger)
    {
        (_carrier, _gates, _configurations, _lookups, _journal, _map, _clock, _logger) = (carrier, gates, configurations, lookups, journal, map, clock, logger);
        _queues = new WorkQueues(WorkAsync, MostOf, clock);
    }

    /// <summary>Tasks at work now.</summary>
    public int AtWork => _queues.AtWork;

    /// <summary>Tasks of agents that Baton calls, which wait for their turn or for their time.</summary>
    public int Queued => _queues.Count;

    /// <summary>How many tasks of an agent are at work on this node, how many wait, and until when none of them may start (UTC; null when they may).</summary>
    public (int AtWork, int Waiting, DateTimeOffset? NotBefore) LoadOf(string workspace, string agent)
    {
        var queue = _queues.Of(new AgentKey(workspace, agent));
        return (queue.AtWork, queue.Count, queue.ClosedUntil is var until && until > _clock.GetUtcNow().ToUnix() ? until.ToTime() : null);
    }

    /// <summary>Raised with workspace and agent when a task is there for an agent that fetches its own.</summary>
    public event Action<string, string>? Offered;

    /// <summary>Carries tasks until cancelled: first those that a former process left, then what commits bring.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        _journal.Committed += Notice;
        _configurations.Changed += Reconsider;
        _map.Gained += OfferLeft;
        _gates.Reopened += _queues.Open;
        _stop = cancel;
        try
        {
            OfferLeft(_map.Mine);
            await _queues.RunAsync(cancel);
        }
        finally
        {
            _journal.Committed -= Notice;
            _configurations.Changed -= Reconsider;
            _map.Gained -= OfferLeft;
            _gates.Reopened -= _queues.Open;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _queues.Dispose();
        _underway.Dispose();
    }

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
            if (agent is null or { Paused: true } || task.EventSeq > agent.DrainsFrom)
            {
                if (!_held.TryGetValue(key, out var tasks)) _held[key] = tasks = new(StringComparer.Ordinal);
                tasks[task.Id] = task;
            }
            else if (agent.IsCalled)
            {
                Queue(new Work(task, trigger), agent);
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
        _queues.Open(workspace); // more may be allowed at the same time now
        lock (_offering)
        {
            var agents = _configurations.Of(workspace).Agents;
            foreach (var agent in agents.Values.Where(a => a.Killed)) _underway.Break(new AgentKey(workspace, agent.Name));
            foreach (var key in _held.Keys.Where(k => k.Workspace == workspace && agents.GetValueOrDefault(k.Agent) is { Paused: false }).ToList())
            {
                if (!_held.Remove(key, out var tasks)) continue;
                foreach (var task in tasks.Values.OrderBy(t => t.EventSeq)) Offer(task);
            }

            // An agent that fetched its tasks until now and is called from here on: what it has not fetched is carried.
            foreach (var key in _fetching.Where(k => k.Workspace == workspace && agents.GetValueOrDefault(k.Agent) is { IsCalled: true }).ToList())
            {
                _fetching.Remove(key);
                foreach (var task in _lookups.OpenTasks().Where(t => (t.Workspace, t.Agent) == key && _map.IsMine(t.Workspace, t.Customer))) Offer(task);
            }
        }
    }

    // What comes on top of a full queue is not made to wait: whoever can do it instead gets it at once. After a start those at work before count as waiting.
    private void Queue(Work work, AgentDefinition agent)
    {
        var queue = _queues.Of(new AgentKey(work.Task.Workspace, agent.Name));
        if (agent.Limits?.Queue is { } most && queue.Count + queue.AtWork >= most + MostOf(agent)) _ = Task.Run(() => RefuseAsync(work, $"its queue of {most} is full"), CancellationToken.None);
        else _queues.Add(work);
    }

    private int MostOf(AgentKey key) => _configurations.Of(key.Workspace).Agent(key.Agent) is { } agent ? MostOf(agent) : 1;

    private static int MostOf(AgentDefinition agent) => agent.Limits?.Concurrency ?? (agent.Kind == AgentKind.BuiltIn ? AgentLimits.UsualBuiltIn : AgentLimits.UsualElsewhere);

    // The version it began with, unless that one fetched its tasks and had not fetched this.
    private AgentDefinition? Begun(TaskRow task) => _configurations.Of(task.Workspace).Agent(task.Agent, task.AgentVersion) is { IsCalled: true } begun ? begun : null;

    private async Task RefuseAsync(Work work, string why)
    {
        try
        {
            await _carrier.RefuseAsync(work.Task, why, _stop);
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            Again(work, e);
        }
        catch (OperationCanceledException)
        {
            // The engine stops: the task is open in the database.
        }
    }

    private async Task WorkAsync(Work work, CancellationToken cancel)
    {
        try
        {
            await CarryAsync(work, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Again(work, e);
        }
    }

    // The log could not be written, or not read. The task is still open in the database: it is carried again in a moment.
    private void Again(Work work, Exception e)
    {
        _logger.LogWarning(e, "The result of task {Task} could not be recorded; it is carried again", work.Task.Id);
        _queues.Add(work with { Task = work.Task with { NotBefore = _clock.GetUtcNow().ToUnix() + 1000 } });
    }

    private async Task CarryAsync(Work work, CancellationToken cancel)
    {
        var task = work.Task;
        if (!_map.IsMine(task.Workspace, task.Customer)) return; // whoever has its lane now carries it
        using var call = CancellationTokenSource.CreateLinkedTokenSource(cancel, _underway.Of(new AgentKey(task.Workspace, task.Agent)));
        var agent = _configurations.Of(task.Workspace).Agent(task.Agent);
        if (agent is not { Paused: false, IsCalled: true })
        {
            Offer(task);
            return;
        }

        try
        {
            if (await _carrier.CarryAsync(work, Begun(task) ?? agent, call.Token) is { } notBefore) _queues.PutBack(work, notBefore.ToUnix());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Offer(task); // its agent was stopped: the task waits with it
        }
    }
}

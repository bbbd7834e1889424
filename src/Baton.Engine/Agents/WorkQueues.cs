using System.Collections.Concurrent;
using Baton.Engine.Clocks;

namespace Baton.Engine.Agents;

/// <summary>One agent of one workspace.</summary>
internal readonly record struct AgentKey(string Workspace, string Agent);

/// <summary>
/// A queue for each agent, so that one which is slow, or never comes back, delays nobody but itself. A worker is there only while there is work that may start: it
/// does one task after the other until the queue has none, and holds no thread while the agent takes its time.
/// </summary>
/// <param name="carry">Does one task, until it is settled; throws only when cancelled.</param>
/// <param name="most">How many tasks an agent may have at the same time.</param>
/// <param name="clock">The app's clock.</param>
internal sealed class WorkQueues(Func<Work, CancellationToken, Task> carry, Func<AgentKey, int> most, TimeProvider clock) : IDisposable
{
    // The app's clock may be moved, or run fast: whatever waits for a time is looked at again so soon.
    private const int LongestSleepMs = 200;

    private readonly ConcurrentDictionary<AgentKey, WorkQueue> _queues = new();
    private readonly SemaphoreSlim _bell = new(0);
    private Run? _run;

    /// <summary>Tasks at work now.</summary>
    public int AtWork => _queues.Values.Sum(queue => queue.AtWork);

    /// <summary>Tasks that wait.</summary>
    public int Count => _queues.Values.Sum(queue => queue.Count);

    /// <summary>The queue of an agent.</summary>
    public WorkQueue Of(AgentKey key) => _queues.GetOrAdd(key, static _ => new WorkQueue());

    /// <summary>Lets a task wait for its agent, and begins with it when it may start at once.</summary>
    public void Add(Work work)
    {
        var key = new AgentKey(work.Task.Workspace, work.Task.Agent);
        var queue = Of(key);
        queue.Add(work);
        var now = clock.GetUtcNow().ToUnix();
        if (work.Task.NotBefore <= now) Begin(key, queue, now);
        if (queue.Next(now) is not null) Ring();
    }

    /// <summary>Puts a task back that was taken too early: none of its agent's starts before a time, unix ms.</summary>
    public void PutBack(Work work, long until)
    {
        var queue = Of(new AgentKey(work.Task.Workspace, work.Task.Agent));
        queue.CloseUntil(until);
        queue.Add(work);
        Ring();
    }

    /// <summary>Lets an agent's tasks start again.</summary>
    public void Open(AgentKey key)
    {
        if (!_queues.TryGetValue(key, out var queue)) return;
        queue.Open();
        Begin(key, queue, clock.GetUtcNow().ToUnix());
    }

    /// <summary>Looks again at all queues of a workspace: their agents may do more now.</summary>
    public void Open(string workspace)
    {
        foreach (var key in _queues.Keys) if (key.Workspace == workspace) Open(key);
    }

    /// <summary>Has work done until cancelled; returns when nothing is at work any more.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var run = _run = new Run(cancel);
        try
        {
            while (true)
            {
                var (now, next) = (clock.GetUtcNow().ToUnix(), long.MaxValue);
                foreach (var (key, queue) in _queues)
                {
                    Begin(key, queue, now);
                    next = Math.Min(next, queue.Next(now) ?? long.MaxValue);
                }

                await _bell.WaitAsync(next == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Clamp(next - now, 1, LongestSleepMs)), cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await run.EndAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _bell.Dispose();

    private void Ring()
    {
        if (_bell.CurrentCount == 0) _bell.Release();
    }

    private void Begin(AgentKey key, WorkQueue queue, long now)
    {
        if (_run is not { Cancel.IsCancellationRequested: false } run) return;
        while (queue.Take(now, most(key)) is { } work)
        {
            run.Enter();
            _ = Task.Run(() => WorkAsync(run, key, queue, work), CancellationToken.None);
        }
    }

    private async Task WorkAsync(Run run, AgentKey key, WorkQueue queue, Work first)
    {
        try
        {
            for (Work? work = first; work is not null; work = run.Cancel.IsCancellationRequested ? null : queue.Take(clock.GetUtcNow().ToUnix(), most(key)))
            {
                try
                {
                    await carry(work, run.Cancel);
                }
                finally
                {
                    queue.Done();
                }
            }
        }
        catch (OperationCanceledException) when (run.Cancel.IsCancellationRequested)
        {
            // The engine stops: the task is open in the database, and carried again by whoever starts next.
        }
        finally
        {
            run.Leave();
        }
    }

    /// <summary>Counts the workers of one run, so that its end can be waited for.</summary>
    private sealed class Run(CancellationToken cancel)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _inside = 1;

        public CancellationToken Cancel { get; } = cancel;

        public void Enter() => Interlocked.Increment(ref _inside);

        public void Leave()
        {
            if (Interlocked.Decrement(ref _inside) == 0) _ended.TrySetResult();
        }

        public Task EndAsync()
        {
            Leave();
            return _ended.Task;
        }
    }
}

using Baton.Core.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Agents;

/// <summary>A task, with the event it is about while that is still at hand from its commit.</summary>
internal sealed record Work(TaskRow Task, LogRow? Trigger);

/// <summary>Tasks for built-in agents: of those that may start, the one whose turn comes first, in the order given.</summary>
internal sealed class WorkQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Work, (long Turn, long Order)> _ready = new();
    private readonly PriorityQueue<Work, long> _later = new();
    private readonly SemaphoreSlim _signal = new(0);
    private long _order;
    private int _waiting;
    private int _atWork;

    public int AtWork => Volatile.Read(ref _atWork);

    public int Count
    {
        get
        {
            lock (_gate) return _ready.Count + _later.Count;
        }
    }

    public void Add(Work work)
    {
        lock (_gate)
        {
            _later.Enqueue(work, work.Task.NotBefore);
            if (_waiting == 0) return;
            _waiting--;
        }

        _signal.Release();
    }

    public void Done() => Interlocked.Decrement(ref _atWork);

    /// <summary>Waits for the next task that may start.</summary>
    public async Task<Work?> TakeAsync(TimeProvider clock, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            TimeSpan wait;
            lock (_gate)
            {
                var now = clock.GetUtcNow().ToUnix();
                while (_later.TryPeek(out var due, out var at) && at <= now)
                {
                    _later.Dequeue();
                    _ready.Enqueue(due, (Urgency.TurnOf(due.Task.Priority, due.Task.NotBefore), _order++));
                }

                if (_ready.TryDequeue(out var work, out _))
                {
                    Interlocked.Increment(ref _atWork);
                    return work;
                }

                _waiting++;
                wait = _later.TryPeek(out _, out var next) ? TimeSpan.FromMilliseconds(Math.Clamp(next - now, 1, 200)) : Timeout.InfiniteTimeSpan;
            }

            try
            {
                if (await _signal.WaitAsync(wait, cancel)) continue;
                lock (_gate) if (_waiting > 0) _waiting--;
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        return null;
    }

    public void Dispose() => _signal.Dispose();
}

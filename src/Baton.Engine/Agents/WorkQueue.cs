using Baton.Core.Agents;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Agents;

/// <summary>A task, with the event it is about while that is still at hand from its commit.</summary>
internal sealed record Work(TaskRow Task, LogRow? Trigger);

/// <summary>The tasks that wait for one agent: of those that may start, the one whose turn comes first, in the order given. It counts how many are at work.</summary>
internal sealed class WorkQueue
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Work, (long Turn, long Order)> _ready = new();
    private readonly PriorityQueue<(Work Work, long Order), (long Due, long Order)> _later = new();
    private long _order;
    private long _closedUntil;
    private int _atWork;

    /// <summary>Tasks at work.</summary>
    public int AtWork => Volatile.Read(ref _atWork);

    /// <summary>Tasks that wait, for their turn or for their time.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _ready.Count + _later.Count;
        }
    }

    /// <summary>Until when nothing may start, unix ms; in the past when something may.</summary>
    public long ClosedUntil
    {
        get
        {
            lock (_gate) return _closedUntil;
        }
    }

    /// <summary>When something may start that may not start now for want of time, unix ms; null when nothing waits for that.</summary>
    /// <param name="now">The time, unix ms.</param>
    public long? Next(long now)
    {
        lock (_gate)
        {
            Ripen(now);
            if (_closedUntil > now) return _ready.Count + _later.Count > 0 ? _closedUntil : null;
            return _later.TryPeek(out _, out var next) ? next.Due : null;
        }
    }

    /// <summary>Lets a task wait for its turn.</summary>
    public void Add(Work work)
    {
        lock (_gate) _later.Enqueue((work, ++_order), (work.Task.NotBefore, _order));
    }

    /// <summary>Takes the task whose turn it is, to be followed by <see cref="Done"/>; null when none may start now or enough are at work.</summary>
    /// <param name="now">The time, unix ms.</param>
    /// <param name="most">How many may be at work.</param>
    public Work? Take(long now, int most)
    {
        lock (_gate)
        {
            if (_atWork >= most || _closedUntil > now) return null;
            Ripen(now);
            if (!_ready.TryDequeue(out var work, out _)) return null;
            _atWork++;
            return work;
        }
    }

    /// <summary>One that was taken is not at work any more.</summary>
    public void Done()
    {
        lock (_gate) _atWork--;
    }

    /// <summary>Lets nothing start before a time, unix ms.</summary>
    public void CloseUntil(long time)
    {
        lock (_gate) _closedUntil = Math.Max(_closedUntil, time);
    }

    /// <summary>Lets tasks start again.</summary>
    public void Open()
    {
        lock (_gate) _closedUntil = 0;
    }

    private void Ripen(long now)
    {
        while (_later.TryPeek(out var ripe, out var when) && when.Due <= now)
        {
            _later.Dequeue();
            _ready.Enqueue(ripe.Work, (Urgency.TurnOf(ripe.Work.Task.Priority, when.Due), ripe.Order));
        }
    }
}

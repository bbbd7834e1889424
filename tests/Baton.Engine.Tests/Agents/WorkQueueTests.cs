using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Agents;

/// <summary>The queue of an agent that Baton calls has the same turns as that of agents that fetch their tasks.</summary>
public sealed class WorkQueueTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Urgent_work_passes_routine_work_until_that_has_waited_long_enough()
    {
        var queue = new WorkQueue();
        Add(queue, "urgent-later", Priority.Urgent, 21);
        Add(queue, "urgent", Priority.Urgent, 19);
        Add(queue, "routine", Priority.Normal, 0);
        Add(queue, "not-yet", Priority.Urgent, 31);

        Assert.Equal(["urgent", "routine", "urgent-later", null], Enumerable.Range(0, 4).Select(_ => queue.Take(30 * Minute, most: 10)?.Task.Id));
    }

    [Fact]
    public void No_more_is_at_work_than_may_be()
    {
        var queue = new WorkQueue();
        for (var i = 0; i < 3; i++) Add(queue, $"t{i}", Priority.Normal, 0);

        Assert.Equal(["t0", "t1", null], Enumerable.Range(0, 3).Select(_ => queue.Take(Minute, most: 2)?.Task.Id));
        queue.Done();
        Assert.Equal("t2", queue.Take(Minute, most: 2)?.Task.Id);
        Assert.Equal((2, 0), (queue.AtWork, queue.Count));
    }

    [Fact]
    public void A_closed_queue_gives_nothing_until_its_time_and_says_when_that_is()
    {
        var queue = new WorkQueue();
        Add(queue, "due", Priority.Normal, 0);
        Assert.Null(queue.Next(Minute));

        queue.CloseUntil(3 * Minute);
        Assert.Null(queue.Take(2 * Minute, most: 10));
        Assert.Equal(3 * Minute, queue.Next(2 * Minute));
        Assert.Equal("due", queue.Take(3 * Minute, most: 10)?.Task.Id);
        Assert.Null(queue.Next(3 * Minute));
    }

    private static void Add(WorkQueue queue, string id, Priority priority, int minute) =>
        queue.Add(new Work(TempDatabase.Task(id, priority: (int)priority, notBefore: minute * Minute), Trigger: null));
}

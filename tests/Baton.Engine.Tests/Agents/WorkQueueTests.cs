using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Agents;

/// <summary>The queue of built-in agents has the same turns as that of agents that fetch their tasks.</summary>
public sealed class WorkQueueTests
{
    private const long Minute = 60_000;

    [Fact]
    public async Task Urgent_work_passes_routine_work_until_that_has_waited_long_enough()
    {
        var clock = new HandClock(DateTimeOffset.UnixEpoch.AddMinutes(30));
        using var queue = new WorkQueue();
        Add(queue, "urgent-later", Priority.Urgent, 21);
        Add(queue, "urgent", Priority.Urgent, 19);
        Add(queue, "routine", Priority.Normal, 0);
        Add(queue, "not-yet", Priority.Urgent, 31);

        var order = new List<string>();
        for (var i = 0; i < 3; i++) order.Add((await queue.TakeAsync(clock, CancellationToken.None))!.Task.Id);

        Assert.Equal(["urgent", "routine", "urgent-later"], order);
    }

    private static void Add(WorkQueue queue, string id, Priority priority, int minute) =>
        queue.Add(new Work(TempDatabase.Task(id, priority: (int)priority, notBefore: minute * Minute), Trigger: null));
}

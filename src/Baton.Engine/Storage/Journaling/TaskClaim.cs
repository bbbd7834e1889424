using Baton.Core.Agents;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Journaling;

/// <summary>Leases what is due to one agent; the writer's one thread, or the server's locks, make each lease exclusive. A timer watches over each.</summary>
internal sealed class TaskClaim(string workspace, string agent, int most, long leaseUntil, string token, long now, long lastEvent) : Write
{
    private readonly List<TaskRow> _claimed = [];

    /// <summary>What was leased, in the order of turns.</summary>
    public IReadOnlyList<TaskRow> Claimed =>
        [.. _claimed.OrderBy(task => Urgency.TurnOf(task.Priority, task.NotBefore)).ThenBy(task => task.NotBefore).ThenBy(task => task.EventSeq)];

    public override void Run(Connection connection)
    {
        var statement = connection[connection is ServerConnection ? SharedTables.Claim : TaskTable.Claim]
            .Bind(leaseUntil).Bind(token).Bind(now)
            .Bind(workspace).Bind(agent).Bind(now).Bind(lastEvent)
            .Bind(most);
        try
        {
            while (statement.Next()) _claimed.Add(TaskTable.Read(statement));
        }
        finally
        {
            statement.Reset();
        }

        foreach (var task in _claimed)
        {
            var timer = connection[TimerTable.Put];
            TimerTable.Bind(timer, new TimerRow { Workspace = workspace, Id = TimerOf(task.Id), Customer = task.Customer, Due = leaseUntil, Kind = TimerKind, Ref = task.Id });
            timer.Run();
        }
    }

    /// <summary>The kind of the timer that rings when a lease runs out.</summary>
    public const string TimerKind = "task.lease";

    /// <summary>The timer of a task's lease.</summary>
    public static string TimerOf(string task) => "lease:" + task;
}

/// <summary>Lengthens a lease, for whoever still holds it.</summary>
internal sealed class LeaseExtension(string workspace, string task, string token, long leaseUntil) : Write
{
    /// <summary>The lease was still held with this token.</summary>
    public bool Extended { get; private set; }

    public override void Run(Connection connection)
    {
        var statement = connection[TaskTable.Extend].Bind(leaseUntil).Bind(workspace).Bind(task).Bind(token);
        try
        {
            while (statement.Next()) Extended = true;
        }
        finally
        {
            statement.Reset();
        }

        if (Extended) connection[TimerTable.Move].Bind(leaseUntil).Bind(workspace).Bind(TaskClaim.TimerOf(task)).Run();
    }
}

/// <summary>Leases a task to the called agent that said it answers later, unless its result is there already. A timer watches over it.</summary>
internal sealed class TaskLoan(TaskRow task, long leaseUntil, long now) : Write
{
    public override void Run(Connection connection)
    {
        var isLent = false;
        var statement = connection[TaskTable.Lend].Bind(leaseUntil).Bind(now).Bind(task.Workspace).Bind(task.Id);
        try
        {
            while (statement.Next()) isLent = true;
        }
        finally
        {
            statement.Reset();
        }

        if (!isLent) return;
        var timer = connection[TimerTable.Put];
        TimerTable.Bind(timer, new TimerRow { Workspace = task.Workspace, Id = TaskClaim.TimerOf(task.Id), Customer = task.Customer, Due = leaseUntil, Kind = TaskClaim.TimerKind, Ref = task.Id });
        timer.Run();
    }
}

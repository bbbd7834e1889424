using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Journaling;

/// <summary>Leases what is due to one agent; the writer's one thread makes each lease exclusive.</summary>
internal sealed class TaskClaim(string workspace, string agent, int most, long leaseUntil, string token, long now) : Write
{
    private readonly List<TaskRow> _claimed = [];

    /// <summary>What was leased, most urgent first.</summary>
    public IReadOnlyList<TaskRow> Claimed =>
        [.. _claimed.OrderByDescending(task => task.Priority).ThenBy(task => task.NotBefore).ThenBy(task => task.EventSeq)];

    public override void Run(Connection connection)
    {
        var statement = connection[TaskTable.Claim]
            .Bind(leaseUntil).Bind(token).Bind(now)
            .Bind(workspace).Bind(agent).Bind(now)
            .Bind(workspace).Bind(agent).Bind(now)
            .Bind(most);
        try
        {
            while (statement.Next()) _claimed.Add(TaskTable.Read(statement));
        }
        finally
        {
            statement.Reset();
        }
    }
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
    }
}

using Baton.Engine.Agents.Limits;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Agents;

/// <summary>Where agents that run elsewhere fetch their tasks. A lease that runs out is a failed try of its agent. What its budget does not allow is not given out.</summary>
public sealed class PullDesk(Journal journal, Dispatcher dispatcher, Configurations configurations, Budgets budgets, LogLookups lookups, IEnumerable<ICommits> others, PullContracts contracts, TimeProvider clock)
{
    /// <summary>The longest a caller may wait for a task.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Leases up to <paramref name="most"/> tasks; waits up to <paramref name="wait"/> (real time) for the first when there is none. A paused agent gets none.</summary>
    public async Task<IReadOnlyList<TaskRow>> ClaimAsync(string workspace, string agent, int most, TimeSpan wait, CancellationToken cancel = default)
    {
        // Not disposed: an offer may be on its way to it while the last one who waited leaves.
        var offered = new SemaphoreSlim(0);
        void Notice(string offeredIn, string offeredTo)
        {
            if (offeredIn == workspace && offeredTo == agent) offered.Release();
        }

        void NoticeElsewhere(CommittedBatch batch)
        {
            if (batch.Log.Any(row => row.Workspace == workspace && row.Agent == agent)) offered.Release();
        }

        dispatcher.Offered += Notice;
        foreach (var other in others) other.Committed += NoticeElsewhere;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(wait);
            while (true)
            {
                if (await TryClaimAsync(workspace, agent, most) is { Count: > 0 } tasks)
                {
                    if (await contracts.AllowedAsync(tasks, cancel) is { Count: > 0 } allowed) return allowed;
                    continue; // there may be more
                }

                try
                {
                    // Woken by an offer, or after a second, since a retry may have come due.
                    await offered.WaitAsync(TimeSpan.FromSeconds(1), limit.Token);
                }
                catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
                {
                    return [];
                }
            }
        }
        finally
        {
            dispatcher.Offered -= Notice;
            foreach (var other in others) other.Committed -= NoticeElsewhere;
        }
    }

    /// <summary>Lengthens a lease; returns until when, or null when it is no longer held with this token.</summary>
    public async Task<DateTimeOffset?> HeartbeatAsync(string workspace, string task, string token, string agent)
    {
        var until = clock.GetUtcNow() + LeaseOf(workspace, agent);
        return await journal.ExtendLeaseAsync(workspace, task, token, until.ToUnix()) ? until : null;
    }

    private async Task<IReadOnlyList<TaskRow>> TryClaimAsync(string workspace, string agent, int most)
    {
        if (configurations.Of(workspace).Agent(agent) is not { Paused: false } known) return [];
        var (now, may) = (clock.GetUtcNow(), most);
        if (known.Limits is { } limits && (limits.Hourly ?? limits.Daily) is not null) may = budgets.Left(new AgentKey(workspace, agent), limits, lookups.LeasedTo(workspace, agent), most);
        if (may == 0) return [];
        return await journal.ClaimTasksAsync(workspace, agent, may, (now + LeaseOf(workspace, agent)).ToUnix(), Guid.CreateVersion7().ToString("N"), now.ToUnix(), known.DrainsFrom ?? long.MaxValue);
    }

    private TimeSpan LeaseOf(string workspace, string agent) => configurations.Of(workspace).Agent(agent)?.Timeout ?? TimeSpan.FromMinutes(1);
}

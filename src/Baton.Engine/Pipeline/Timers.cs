using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Handoffs;
using Baton.Engine.Live;
using Baton.Engine.Messages;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Pipeline;

/// <summary>
/// Turns times that come due into inputs: a delayed action is decided again, a permit without a report lapses, a leased task without a result has failed. Timers live in the database
/// until the turn they cause is there too, so that none is lost and none counts twice.
/// </summary>
public sealed class Timers(Conductor conductor, TaskDesk desk, Journal journal, LogLookups lookups, LiveFeed feed, IdleClaims idle, LaneMap map, IEnumerable<ICommits> others, AppClock clock, ILogger<Timers> logger) : IDisposable
{
    private const int Batch = 500;
    private readonly SemaphoreSlim _earlier = new(0);
    private readonly HandoffTimers _handoffs = new(conductor, idle);
    private long _next = long.MaxValue;

    /// <summary>Fires timers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var subscription = feed.Subscribe(Notice);
        clock.Changed += Wake;
        map.Gained += Gained;
        foreach (var other in others) other.Changed += Changed;
        try
        {
            while (!cancel.IsCancellationRequested) await TryFireAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The engine stops; what is due is fired at the next start.
        }
        finally
        {
            clock.Changed -= Wake;
            map.Gained -= Gained;
            foreach (var other in others) other.Changed -= Changed;
        }
    }

    /// <summary>Fires what is due now; returns how many there were.</summary>
    public async Task<int> FireAsync(CancellationToken cancel)
    {
        var due = lookups.DueTimers(clock.GetUtcNow().ToUnix(), Batch, map.Me);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancel }, FireAsync);
        return due.Count;
    }

    /// <inheritdoc/>
    public void Dispose() => _earlier.Dispose();

    private async Task TryFireAsync(CancellationToken cancel)
    {
        try
        {
            if (await FireAsync(cancel) < Batch) await WaitAsync(cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            logger.LogWarning(e, "Timers could not be fired; trying again");
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
    }

    private async ValueTask FireAsync(TimerRow timer, CancellationToken cancel)
    {
        var turn = timer.Kind == TaskClaim.TimerKind ? await EndLeaseAsync(timer, cancel)
            : timer.Kind.StartsWith(HandoffTimers.Prefix, StringComparison.Ordinal) ? await _handoffs.FireAsync(timer, cancel)
            : await conductor.TakeAsync(timer.Workspace, InputOf(timer), cancel);
        if (timer.Kind != TaskClaim.TimerKind && turn is { Status: TurnStatus.Accepted, Decision.Outcome: not EventOutcome.Quarantined }) return;

        // What it waited for is over, or a person looks at it: the timer goes, unless it was set again meanwhile.
        using var unit = journal.Begin(0);
        unit.RemoveTimer(timer.Workspace, timer.Id, timer.Due);
        await journal.SubmitAsync(unit);
    }

    // An agent that took a task and says nothing has failed at it: it is tried again, then falls back, then comes to a person.
    private async Task<Turn?> EndLeaseAsync(TimerRow timer, CancellationToken cancel)
    {
        if (lookups.ReadTask(timer.Workspace, timer.Ref) is not { Status: TaskRecords.Leased } task || task.LeaseUntil > clock.GetUtcNow().ToUnix()) return null;
        var lasted = TimeSpan.FromMilliseconds(timer.Due - (task.Started ?? timer.Due));
        var result = new TaskResult(task.Id, task.Agent, ResultStatus.Failure, Detail: $"it took the task and did not answer within {Spans.Of(lasted)}");
        return (await desk.FinishAsync(timer.Workspace, result, cancel: cancel))[0];
    }

    // The same moment may come due twice, when the machine's clock is set back; what is no longer waited for is refused.
    private static Input InputOf(TimerRow timer) => timer.Kind == MessageRecords.Expiry ? InputOf(timer, EventTypes.AgentMessageExpired, "message")
        : InputOf(timer, timer.Kind == ActionRecords.Lapse ? EventTypes.ActionLapsed : EventTypes.ActionDue, "action");

    private static Input InputOf(TimerRow timer, string type, string member) => Input.Act("baton/timers", type, Actor.Baton, JsonSerializer.SerializeToElement(new Dictionary<string, string?>(StringComparer.Ordinal) { [member] = timer.Ref }, LogJson.Compact)) with { Customer = timer.Customer };

    private void Notice(CommittedBatch batch)
    {
        foreach (var timer in batch.Rows<TimerRow>())
        {
            if (timer.Due >= Interlocked.Read(ref _next)) continue;
            _earlier.Release();
            return;
        }
    }

    private void Wake(object? sender, EventArgs e) => _earlier.Release();

    private void Gained(IReadOnlyCollection<int> lanes) => _earlier.Release();

    // Any node leases tasks; the one that has the customer's lane watches over the lease.
    private void Changed(IReadOnlyList<string>? what)
    {
        if (what is null || what.Contains("lease", StringComparer.Ordinal)) _earlier.Release();
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        // From here until the look is done every new timer wakes, or one put between the two would be overlooked.
        Interlocked.Exchange(ref _next, long.MaxValue);
        var next = lookups.NextDue(map.Me) ?? long.MaxValue;
        Interlocked.Exchange(ref _next, next);
        var rate = clock.Rate;
        var wait = next == long.MaxValue || rate == 0 ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(Math.Clamp((next - clock.GetUtcNow().ToUnix()) / rate, 1, 5000));
        if (!await _earlier.WaitAsync(wait, cancel)) return;
        while (await _earlier.WaitAsync(TimeSpan.Zero, cancel))
        {
            // However many called, one look is enough.
        }
    }
}

using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Actions;
using Baton.Engine.Clocks;
using Baton.Engine.Live;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Pipeline;

/// <summary>
/// Turns times that come due into inputs: a delayed action is decided again, a permit without a report lapses. Timers live in the database
/// until the turn they cause is there too, so that none is lost and none counts twice.
/// </summary>
public sealed class Timers(Conductor conductor, Journal journal, LogLookups lookups, LiveFeed feed, AppClock clock, ILogger<Timers> logger) : IDisposable
{
    private const int Batch = 500;
    private readonly SemaphoreSlim _earlier = new(0);
    private long _next = long.MaxValue;

    /// <summary>Fires timers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var subscription = feed.Subscribe(Notice);
        clock.Changed += (_, _) => _earlier.Release();
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var fired = await FireAsync(cancel);
                if (fired < Batch) await WaitAsync(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "Timers could not be fired; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            }
        }
    }

    /// <summary>Fires what is due now; returns how many there were.</summary>
    public async Task<int> FireAsync(CancellationToken cancel)
    {
        var due = lookups.DueTimers(clock.GetUtcNow().ToUnix(), Batch);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancel }, FireAsync);
        return due.Count;
    }

    private async ValueTask FireAsync(TimerRow timer, CancellationToken cancel)
    {
        var turn = await conductor.TakeAsync(timer.Workspace, InputOf(timer), cancel);
        if (turn.Status == TurnStatus.Accepted) return;

        // What it waited for is over: the timer goes.
        using var unit = journal.Begin(0);
        unit.RemoveTimer(timer.Workspace, timer.Id);
        await journal.SubmitAsync(unit);
    }

    /// <inheritdoc/>
    public void Dispose() => _earlier.Dispose();

    private static Input InputOf(TimerRow timer) => new()
    {
        Source = "baton/timers",
        Id = $"{timer.Id}@{timer.Due}",
        Type = timer.Kind == ActionRecords.Lapse ? EventTypes.ActionLapsed : EventTypes.ActionDue,
        Actor = Actor.Baton,
        Customer = timer.Customer,
        Data = JsonSerializer.SerializeToElement(new Dictionary<string, string?>(StringComparer.Ordinal) { ["action"] = timer.Ref }, LogJson.Compact),
    };

    private void Notice(CommittedBatch batch)
    {
        foreach (var timer in batch.Rows<TimerRow>())
        {
            if (timer.Due >= Interlocked.Read(ref _next)) continue;
            _earlier.Release();
            return;
        }
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        // Not next exactly, but soon enough: a timer put between the look and the wait is noticed by the feed.
        Interlocked.Exchange(ref _next, lookups.NextDue() ?? long.MaxValue);
        var next = Interlocked.Read(ref _next);
        var rate = clock.Rate;
        var wait = next == long.MaxValue || rate == 0 ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(Math.Clamp((next - clock.GetUtcNow().ToUnix()) / rate, 1, 5000));
        await _earlier.WaitAsync(wait, cancel);
    }
}

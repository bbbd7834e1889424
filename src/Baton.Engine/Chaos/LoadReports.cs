using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Upkeep;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Chaos;

/// <summary>Says what held in a replay: while it runs, after it, and after a restart, always from the log.</summary>
public sealed class LoadReports(LoadHistory history, LogLookups lookups, LedgerReader ledger, IDbContextFactory<BatonDb> database, AppClock clock) : IDisposable
{
    private const int Kept = 8;
    private const int MostLooks = 5;
    private const int Page = 500;
    private static readonly TimeSpan CountedAnew = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly List<(string Workspace, string Load, LoadReading Reading)> _readings = [];
    private (long At, Ledger Count)? _ledger;

    /// <summary>The report of a replay; null when the workspace has none of that id among its latest.</summary>
    public async Task<LoadReport?> ReadAsync(string workspace, string load, CancellationToken cancel = default)
    {
        if (history.Find(workspace, load) is not { } run) return null;
        await _gate.WaitAsync(cancel);
        try
        {
            var reading = ReadingOf(workspace, load);
            var (outcomes, isStill) = await ReadOnAsync(workspace, run, reading, cancel);
            var (figures, durations) = (reading.Figures, reading.Figures.Durations);
            return new LoadReport
            {
                Run = run,
                Outcomes = outcomes,
                Verdicts = new Dictionary<string, long>(figures.Verdicts, StringComparer.Ordinal),
                Agents = figures.Agents,
                Handoffs = new Dictionary<Core.Handoffs.HandoffCause, long>(figures.Handoffs),
                Median = Of(durations, 0.5),
                Slowest = Of(durations, 0.99),
                Checks = LoadChecks.Of(run, outcomes, isStill, reading, await CountAsync(cancel)),
            };
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    // The rows and the outcomes are two reads. Only when nothing came between them can they be held against each other.
    private async Task<(LoadOutcomes Outcomes, bool IsStill)> ReadOnAsync(string workspace, LoadRun run, LoadReading reading, CancellationToken cancel)
    {
        await Task.Run(() => reading.ReadOn(cancel), cancel);
        for (var looks = 1; ; looks++)
        {
            var rows = reading.Figures.Rows;
            var outcomes = await OutcomesAsync(workspace, run, reading.Figures.Events, cancel);
            await Task.Run(() => reading.ReadOn(cancel), cancel);
            if (rows == reading.Figures.Rows || looks == MostLooks) return (outcomes, rows == reading.Figures.Rows);
        }
    }

    private LoadReading ReadingOf(string workspace, string load)
    {
        var at = _readings.FindIndex(r => r.Workspace == workspace && r.Load == load);
        if (at >= 0) return _readings[at].Reading;
        if (_readings.Count >= Kept) _readings.RemoveAt(0);
        var reading = new LoadReading(workspace, lookups, after => lookups.ReadRun(workspace, load, after, Page));
        _readings.Add((workspace, load, reading));
        return reading;
    }

    private async Task<LoadOutcomes> OutcomesAsync(string workspace, LoadRun run, long found, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var open = await db.Log.Where(r => r.Workspace == workspace && r.Outcome != LogOutcome.Handled && r.Root == r.Seq && r.Seq > run.Seq && r.Run == run.Id)
            .GroupBy(r => r.Outcome).Select(g => new { Outcome = g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Outcome, g => g.Count, cancel);
        return new LoadOutcomes(
            found, found - open.Values.Sum(), open.GetValueOrDefault(LogOutcome.Waiting), open.GetValueOrDefault(LogOutcome.Unrouted), open.GetValueOrDefault(LogOutcome.Quarantined), open.GetValueOrDefault(LogOutcome.Failed));
    }

    // It counts the whole log, so not at every look.
    private async Task<Ledger> CountAsync(CancellationToken cancel)
    {
        if (_ledger is { } known && clock.Machine.GetElapsedTime(known.At) < CountedAnew) return known.Count;
        var count = await Task.Run(ledger.Count, cancel);
        _ledger = (clock.Machine.GetTimestamp(), count);
        return count;
    }

    private static TimeSpan? Of(IReadOnlyList<long> durations, double share) =>
        durations.Count == 0 ? null : TimeSpan.FromMilliseconds(durations[Math.Min(durations.Count - 1, (int)Math.Ceiling(durations.Count * share) - 1)]);
}

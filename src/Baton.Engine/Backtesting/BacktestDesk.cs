using System.Collections.Concurrent;
using System.Security.Cryptography;
using Baton.Core.Backtesting;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Backtesting;

/// <summary>
/// Backtests of drafts, in the background: one at a time in a workspace, the last few kept in memory. They change nothing; after a restart they are gone and can be run again.
/// </summary>
public sealed class BacktestDesk(BacktestRunner runner, PolicyDesk policies, AppClock clock, ILogger<BacktestDesk> logger) : IDisposable
{
    /// <summary>How many of a workspace are remembered.</summary>
    public const int Kept = 20;

    /// <summary>How long a handoff that only the draft opens is taken to wait for its answer.</summary>
    public static readonly TimeSpan Handling = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, List<Remembered>> _runs = new(StringComparer.Ordinal);

    /// <summary>Raised when a run began, moved on or ended; from any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>Begins to run the draft over the history of a period. Null when there is no draft.</summary>
    /// <exception cref="BacktestRunningException">Another one is under way in this workspace.</exception>
    public async Task<BacktestRun?> BeginAsync(string workspace, BacktestPeriod period, Actor by, CancellationToken cancel = default)
    {
        if (await policies.DraftAsync(workspace, cancel) is not { } draft) return null;
        var kept = new Remembered(new BacktestRun("bt_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), BacktestStatus.Running, 0, by.Name, clock.GetUtcNow(), period, draft.Revision));
        var runs = _runs.GetOrAdd(workspace, _ => []);
        lock (runs)
        {
            if (runs.Exists(run => run.Now.Status == BacktestStatus.Running)) throw new BacktestRunningException();
            runs.Insert(0, kept);
            foreach (var old in runs.Skip(Kept)) old.Stop.Dispose();
            if (runs.Count > Kept) runs.RemoveRange(Kept, runs.Count - Kept);
        }

        _ = Task.Run(() => RunAsync(workspace, PolicyReader.Read(draft.Document, version: 0), kept), CancellationToken.None);
        Changed?.Invoke(this, EventArgs.Empty);
        return kept.Now;
    }

    /// <summary>The runs of a workspace that are remembered, newest first.</summary>
    public IReadOnlyList<BacktestRun> List(string workspace)
    {
        if (!_runs.TryGetValue(workspace, out var runs)) return [];
        lock (runs) return runs.ConvertAll(run => run.Now);
    }

    /// <summary>A run; null when it is not, or no longer, remembered.</summary>
    public BacktestRun? Find(string workspace, string id) => List(workspace).FirstOrDefault(run => run.Id == id);

    /// <summary>Stops a run. False when it does not run.</summary>
    public bool Cancel(string workspace, string id)
    {
        if (!_runs.TryGetValue(workspace, out var runs)) return false;
        lock (runs)
        {
            if (runs.Find(run => run.Now.Id == id) is not { Now.Status: BacktestStatus.Running } kept) return false;
            kept.Stop.Cancel();
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var runs in _runs.Values) lock (runs) foreach (var run in runs) run.Stop.Cancel();
    }

    private async Task RunAsync(string workspace, Policy policy, Remembered kept)
    {
        try
        {
            var figures = await runner.RunAsync(workspace, policy, kept.Now.Period, Handling, done => Tell(kept, kept.Now with { Progress = Math.Round(done, 3) }), kept.Stop.Token);
            Tell(kept, kept.Now with { Status = BacktestStatus.Done, Progress = 1, Figures = figures });
        }
        catch (OperationCanceledException)
        {
            Tell(kept, kept.Now with { Status = BacktestStatus.Cancelled });
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "A backtest of {Workspace} failed", workspace);
            Tell(kept, kept.Now with { Status = BacktestStatus.Failed, Fault = fault is ArchiveException ? fault.Message : "It went wrong inside; the log of the app says where." });
        }
    }

    private void Tell(Remembered kept, BacktestRun now)
    {
        kept.Now = now;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private sealed class Remembered(BacktestRun begun)
    {
        private BacktestRun _now = begun;

        public BacktestRun Now
        {
            get => Volatile.Read(ref _now);
            set => Volatile.Write(ref _now, value);
        }

        public CancellationTokenSource Stop { get; } = new();
    }
}

/// <summary>A backtest is under way already.</summary>
public sealed class BacktestRunningException() : Exception("A backtest is under way already. Wait until it is done, or stop it.");

using Baton.Core.Backtesting;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Jobs;
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
    /// <summary>How long a handoff that only the draft opens is taken to wait for its answer.</summary>
    public static readonly TimeSpan Handling = TimeSpan.FromHours(1);

    private readonly RememberedRuns<BacktestRun> _runs = new(run => run.Id, run => run.Status == BacktestStatus.Running);

    /// <summary>Raised when a run began, moved on or ended; from any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>Begins to run the draft over the history of a period. Null when there is no draft.</summary>
    /// <exception cref="BacktestRunningException">Another one is under way in this workspace.</exception>
    public async Task<BacktestRun?> BeginAsync(string workspace, BacktestPeriod period, Actor by, CancellationToken cancel = default)
    {
        if (await policies.DraftAsync(workspace, cancel) is not { } draft) return null;
        var begun = new BacktestRun(RememberedRuns<BacktestRun>.NewId("bt_"), BacktestStatus.Running, 0, by.Name, clock.GetUtcNow(), period, draft.Revision);
        var kept = _runs.TryAdd(workspace, begun, _ => true) ?? throw new BacktestRunningException();
        _ = Task.Run(() => RunAsync(workspace, PolicyReader.Read(draft.Document, version: 0), kept), CancellationToken.None);
        Changed?.Invoke(this, EventArgs.Empty);
        return kept.Now;
    }

    /// <summary>The runs of a workspace that are remembered, newest first.</summary>
    public IReadOnlyList<BacktestRun> List(string workspace) => _runs.List(workspace);

    /// <summary>A run; null when it is not, or no longer, remembered.</summary>
    public BacktestRun? Find(string workspace, string id) => _runs.Find(workspace, id);

    /// <summary>Stops a run. False when it is over, or not remembered.</summary>
    public bool Cancel(string workspace, string id) => _runs.Cancel(workspace, id);

    /// <inheritdoc/>
    public void Dispose() => _runs.Dispose();

    private async Task RunAsync(string workspace, Policy policy, Remembered<BacktestRun> kept)
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

    private void Tell(Remembered<BacktestRun> kept, BacktestRun now)
    {
        kept.Now = now;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}

/// <summary>A backtest is under way already.</summary>
public sealed class BacktestRunningException() : Exception("A backtest is under way already. Wait until it is done, or stop it.");

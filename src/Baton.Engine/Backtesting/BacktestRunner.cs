using System.Threading.Channels;
using Baton.Core.Backtesting;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Backtesting;

/// <summary>
/// Runs a policy over a workspace's recorded history, archived rows included. The log is read in pages, once; customers are dealt out to as many workers as there are
/// processors, each with a backtest of its own, whose figures are added in the end. In memory are the states of the customers, and a few pages.
/// </summary>
public sealed class BacktestRunner(LogLookups lookups, ArchiveShelf shelf)
{
    private const int Page = 2000;
    private const int PagesAhead = 4;

    /// <summary>Runs it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="policy">The policy to be tried.</param>
    /// <param name="period">What is counted.</param>
    /// <param name="handling">How long a handoff that only this policy opens is taken to wait.</param>
    /// <param name="progress">Told now and then how much is done, from 0 to 1.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArchiveException">Some of its rows were dropped, or cannot be read.</exception>
    public async Task<BacktestFigures> RunAsync(string workspace, Policy policy, BacktestPeriod period, TimeSpan handling, Action<double>? progress = null, CancellationToken cancel = default)
    {
        shelf.NeedAll(workspace);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var parts = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Part(new Backtest(period, handling), stop.Token)).ToList();
        try
        {
            await Task.Run(() => DealAsync(workspace, policy, period.To.ToUnix(), parts, progress, stop.Token), cancel);
        }
        catch
        {
            await stop.CancelAsync();
            await Task.WhenAll(parts.Select(part => part.Working)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var part in parts) if (part.Working.Exception?.InnerException is { } fault and not OperationCanceledException) throw fault;
            throw;
        }

        var sum = new BacktestFigures();
        foreach (var part in parts)
        {
            await part.Working;
            sum.Add(part.Backtest.Figures);
        }

        return sum;
    }

    private async Task DealAsync(string workspace, Policy policy, long end, List<Part> parts, Action<double>? progress, CancellationToken cancel)
    {
        var (history, tried) = (new ConfigHistory(workspace, lookups.Models), new Dictionary<WorkspaceConfig, WorkspaceConfig>(ReferenceEqualityComparer.Instance));
        var last = lookups.LastSeq();
        foreach (var page in shelf.Rows(workspace).Chunk(Page).Concat<IReadOnlyList<LogRow>>(lookups.Pages()).TakeWhile(page => page[0].Seq <= last))
        {
            foreach (var row in page.Where(row => row.Workspace == workspace && row.Seq <= last && row.Decisions is not null))
            {
                var config = history.Of(row);
                if (row.Customer is null) history.Add(row.ToEvent());
                if (row.Received >= end) continue;
                if (!tried.TryGetValue(config, out var with)) tried[config] = with = config with { Policy = policy, Rollout = null };
                parts[LaneNumber.Of(workspace, row.Customer ?? CustomerState.OfWorkspace) % parts.Count].Add(row, with);
            }

            foreach (var part in parts) await part.PassOnAsync(cancel);
            progress?.Invoke(last == 0 ? 1 : Math.Min(1, (double)page[^1].Seq / last));
        }

        foreach (var part in parts) part.End();
    }

    /// <summary>Some of the customers, and who works on them.</summary>
    private sealed class Part
    {
        private readonly Channel<List<(LogRow Row, WorkspaceConfig Config)>> _pages = Channel.CreateBounded<List<(LogRow, WorkspaceConfig)>>(new BoundedChannelOptions(PagesAhead) { SingleReader = true, SingleWriter = true });
        private List<(LogRow Row, WorkspaceConfig Config)> _next = [];

        public Part(Backtest backtest, CancellationToken cancel) => (Backtest, Working) = (backtest, Task.Run(() => WorkAsync(cancel), CancellationToken.None));

        public Backtest Backtest { get; }

        public Task Working { get; }

        public void Add(LogRow row, WorkspaceConfig config) => _next.Add((row, config));

        public async Task PassOnAsync(CancellationToken cancel)
        {
            if (Working.IsFaulted) await Working;
            if (_next.Count == 0) return;
            await _pages.Writer.WriteAsync(_next, cancel);
            _next = new List<(LogRow, WorkspaceConfig)>(_next.Count);
        }

        public void End() => _pages.Writer.Complete();

        private async Task WorkAsync(CancellationToken cancel)
        {
            try
            {
                await foreach (var page in _pages.Reader.ReadAllAsync(cancel))
                {
                    foreach (var (row, config) in page) Backtest.Take(row.ToEvent(), row.ToDecision(), config);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                _pages.Writer.TryComplete(fault); // who deals out need not wait for room that never comes
                throw;
            }
        }
    }
}

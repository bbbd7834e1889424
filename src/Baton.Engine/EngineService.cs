using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine;

/// <summary>Starts the engine before the first request is served, and runs what runs beside requests: agents and timers.</summary>
public sealed class EngineService(Configurations configurations, WorkspaceDesk workspaces, Dispatcher dispatcher, ActionRunner actions, Timers timers, LogLookups lookups, AppClock clock, ILogger<EngineService> logger) : IHostedService, IDisposable
{
    /// <summary>How many built-in agents work at the same time.</summary>
    private const int Workers = 64;

    private const int ActionWorkers = 8;

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Whether agents and timers run: false before the start, after the stop, and when they broke.</summary>
    public bool IsRunning { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (clock.IsOwn && lookups.ReadLog(lookups.LastSeq() - 1, limit: 1) is [var last]) clock.AdvanceTo(last.Received.ToTime()); // a clock of its own may begin before the log ends
        await configurations.LoadAsync(cancellationToken);
        await workspaces.EnsureAsync(WorkspaceDesk.First, "Default", cancellationToken);
        _running = RunAsync();
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        IsRunning = true;
        await Task.WhenAll(
            KeepAsync("agents", () => dispatcher.RunAsync(Workers, _stop.Token)),
            KeepAsync("actions", () => actions.RunAsync(ActionWorkers, _stop.Token)),
            KeepAsync("timers", () => timers.RunAsync(_stop.Token)));
        IsRunning = false;
    }

    // What broke is started again, and finds in the database what it had not done; meanwhile health says so.
    private async Task KeepAsync(string what, Func<Task> run)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Run(run);
            }
            catch (Exception e) when (!_stop.IsCancellationRequested)
            {
                IsRunning = false;
                logger.LogCritical(e, "The engine stopped running {What}; it starts again in a moment", what);
                await Task.Delay(TimeSpan.FromSeconds(1), _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                IsRunning = !_stop.IsCancellationRequested;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

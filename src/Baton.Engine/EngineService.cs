using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine;

/// <summary>Starts the engine before the first request is served, and runs what runs beside requests: agents and timers.</summary>
public sealed class EngineService(Configurations configurations, WorkspaceDesk workspaces, Dispatcher dispatcher, ActionRunner actions, Timers timers, ILogger<EngineService> logger) : IHostedService, IDisposable
{
    /// <summary>How many built-in agents work at the same time.</summary>
    private const int Workers = 16;

    private const int ActionWorkers = 8;

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Whether agents and timers run: false before the start, after the stop, and when they broke.</summary>
    public bool IsRunning { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
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
        try
        {
            await Task.WhenAll(dispatcher.RunAsync(Workers, _stop.Token), Task.Run(() => actions.RunAsync(ActionWorkers, _stop.Token)), Task.Run(() => timers.RunAsync(_stop.Token)));
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            logger.LogCritical(e, "The engine stopped running agents and timers");
        }
        finally
        {
            IsRunning = false;
        }
    }
}

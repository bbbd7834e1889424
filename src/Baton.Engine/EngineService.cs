using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Handoffs.Offering;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine;

/// <summary>Starts the engine before the first request is served, and runs what runs beside requests: agents and timers.</summary>
public sealed class EngineService(Configurations configurations, WorkspaceDesk workspaces, Dispatcher dispatcher, ActionRunner actions, Timers timers, PresenceKeeper presence, OfferRounds offers, ChaosKeeper chaos, LogLookups lookups, AppClock clock, IEnumerable<INodeKeeper> keepers, ILogger<EngineService> logger) : BackgroundService, IHostedLifecycleService
{
    private const int ActionWorkers = 8;

    /// <summary>Whether agents and timers run: false before the start, after the stop, and when they broke.</summary>
    public bool IsRunning { get; private set; }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (clock.IsOwn && lookups.ReadLog(lookups.LastSeq() - 1, limit: 1) is [var last]) clock.AdvanceTo(last.Received.ToTime()); // a clock of its own may begin before the log ends
        await configurations.LoadAsync(cancellationToken);
        foreach (var keeper in keepers) await keeper.BeginAsync(cancellationToken);
        await workspaces.EnsureAsync(WorkspaceDesk.First, "Default", cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await StoppingAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Hands over what other nodes can go on with, while calls are still answered here.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        foreach (var keeper in keepers) await keeper.LeaveAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IsRunning = true;
        await Task.WhenAll(
            KeepAsync("agents", () => dispatcher.RunAsync(stoppingToken), stoppingToken),
            KeepAsync("actions", () => actions.RunAsync(ActionWorkers, stoppingToken), stoppingToken),
            KeepAsync("timers", () => timers.RunAsync(stoppingToken), stoppingToken),
            KeepAsync("presence", () => presence.RunAsync(stoppingToken), stoppingToken),
            KeepAsync("offers", () => offers.RunAsync(stoppingToken), stoppingToken),
            KeepAsync("injections", () => chaos.RunAsync(stoppingToken), stoppingToken));
        IsRunning = false;
    }

    // What broke is started again, and finds in the database what it had not done; meanwhile health says so.
    private async Task KeepAsync(string what, Func<Task> run, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Run(run, CancellationToken.None);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                IsRunning = false;
                logger.LogCritical(e, "The engine stopped running {What}; it starts again in a moment", what);
                await Task.Delay(TimeSpan.FromSeconds(1), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                IsRunning = !stop.IsCancellationRequested;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

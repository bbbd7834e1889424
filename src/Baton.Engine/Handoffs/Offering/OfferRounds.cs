using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Live;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Handoffs.Offering;

/// <summary>
/// Goes round whenever a case may have somebody to be offered to: one came, one ended, somebody came. One node does it for a workspace, the one that has
/// the lane of the workspace itself, so that two cases are not offered at once to somebody who has room for one.
/// </summary>
public sealed class OfferRounds(OfferDesk offers, Configurations configurations, PresenceBoard board, LiveFeed feed, LaneMap map, AppClock clock, ILogger<OfferRounds> logger) : IDisposable
{
    // Hours begin and end without anybody saying so.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5), PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Goes round until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var subscription = feed.Subscribe(Notice);
        board.Changed += Wake;
        map.Gained += Gained;
        configurations.Changed += Configured;
        clock.Changed += Moved;
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                await TryAsync(cancel);
                if (!await _wake.WaitAsync(Look, cancel)) continue;
                while (await _wake.WaitAsync(TimeSpan.Zero, cancel))
                {
                    // However many called, one round is enough.
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The engine stops; what waits is offered at the next start.
        }
        finally
        {
            board.Changed -= Wake;
            map.Gained -= Gained;
            configurations.Changed -= Configured;
            clock.Changed -= Moved;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var workspace in configurations.Workspaces)
            {
                if (map.IsMine(workspace, null)) await offers.RoundAsync(workspace, cancel);
            }
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            logger.LogWarning(fault, "Cases could not be offered to people; it tries again");
            await Task.Delay(PauseAfterFault, cancel);
            Wake();
        }
    }

    // Cases that come, change and end say so in their rows.
    private void Notice(CommittedBatch batch)
    {
        if (batch.Log.Any(row => row.Handoff is not null || row.Type == EventTypes.ActionAnswered)) Wake();
    }

    private void Gained(IReadOnlyCollection<int> lanes) => Wake();

    private void Configured(string workspace) => Wake();

    private void Moved(object? sender, EventArgs e) => Wake();

    private void Wake() => _wake.Release();
}

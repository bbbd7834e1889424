using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Health;

/// <summary>
/// Looks every second how everything is, says when that changed, and lets a journal that failed try again: without a commit that works,
/// nobody would send anything, and without anything sent there would be no commit.
/// </summary>
public sealed class HealthWatch(HealthSigns signs, Journal journal, AppClock clock, ILogger<HealthWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private IReadOnlyList<string> _reasons = [];

    /// <summary>Raised after each look; from any thread.</summary>
    public event EventHandler? Looked;

    /// <summary>Looks once.</summary>
    internal async Task LookAsync()
    {
        signs.LookAtClocks();
        if (journal.LastFault is { Over: false }) await journal.TryAgainAsync();
        Note(signs.Reasons());
        Looked?.Invoke(this, EventArgs.Empty);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, clock.Machine);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync();
        }
        catch (OperationCanceledException)
        {
            // The app stops.
        }
    }

    // Said once when it begins and once when it is over, so that the app's log tells the story.
    private void Note(IReadOnlyList<string> reasons)
    {
        var (before, now) = (_reasons.Select(PartOf).ToList(), reasons.Select(PartOf).ToList());
        foreach (var reason in reasons.Where(r => !before.Contains(PartOf(r), StringComparer.Ordinal))) logger.LogError("Not ready: {Reason}", reason);
        foreach (var part in before.Except(now, StringComparer.Ordinal)) logger.LogWarning("Well again: {Part}", part);
        _reasons = reasons;
    }

    private static string PartOf(string reason) => reason[..reason.IndexOf(':', StringComparison.Ordinal)];
}

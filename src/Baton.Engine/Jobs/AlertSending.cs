using Baton.Engine.Alerts;

namespace Baton.Engine.Jobs;

/// <summary>Sends alerts that are due. Of several nodes one sends at a time, as with every job.</summary>
internal sealed class AlertSending(AlertDesk alerts) : IJobWork
{
    public string Name => "Alerts";

    public string Purpose => "Tells the places named under Settings, Alerts, of late cases and of agents that fail; what could not be sent is tried again.";

    public Schedule Schedule { get; } = new(TimeSpan.FromSeconds(15));

    public async Task<string?> RunAsync(CancellationToken cancel) => await alerts.SendDueAsync(cancel) switch { 0 => null, 1 => "One alert went out.", var sent => $"{sent} alerts went out." };
}

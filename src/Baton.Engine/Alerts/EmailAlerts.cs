using Baton.Engine.Channels;
using Baton.Engine.Channels.Sending;

namespace Baton.Engine.Alerts;

/// <summary>Sends alerts over the workspace's e-mail channels.</summary>
internal sealed class EmailAlerts(ChannelBook channels, MailDelivery mail, TimeProvider clock) : IAlertSender
{
    public bool Carries(AlertRoute route) => route.Channel is not null;

    public string? FaultOf(string workspace, AlertRoute route) =>
        channels.Of(workspace).FirstOrDefault(channel => channel.Name == route.Channel) is not { } channel ? $"There is no channel '{route.Channel}'. Add it under Settings, Channels."
        : channel.Kind != ChannelKind.Email ? $"The channel '{route.Channel}' is none for e-mail."
        : MailText.IsAddress(route.To!) ? null : $"'{route.To}' is no e-mail address.";

    public async Task SendAsync(string workspace, AlertRoute route, AlertText alert, CancellationToken cancel)
    {
        if (FaultOf(workspace, route) is { } fault) throw new AlertException(fault);
        var channel = channels.Of(workspace).First(channel => channel.Name == route.Channel);
        try
        {
            await mail.SendAsync(workspace, channel, new MailText
            {
                From = channel.From!,
                FromName = channel.FromName,
                To = route.To!,
                Subject = alert.Subject,
                Text = alert.Text,
                Id = MailDelivery.IdOf(workspace, alert.Id, channel.From!),
                Sent = clock.GetUtcNow(),
            }, cancel);
        }
        catch (ChannelException refused)
        {
            throw new AlertException(refused.Message);
        }
    }
}

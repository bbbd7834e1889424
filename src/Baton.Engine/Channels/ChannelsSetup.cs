using Baton.Engine.Actions;
using Baton.Engine.Channels.Sending;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Channels;

/// <summary>Registers the channels on which Baton reaches customers.</summary>
internal static class ChannelsSetup
{
    public static void AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<ChannelBook>();
        services.AddSingleton<ChannelDesk>();
        services.AddSingleton<AttachmentDesk>();
        services.AddSingleton<Posting>();
        services.AddSingleton<MailDelivery>();
        services.AddSingleton<IChannelSender, WebhookSender>();
        services.AddSingleton<IChannelSender, SlackSender>();
        services.AddSingleton<IChannelSender, EmailSender>();
        services.AddSingleton<IConnector, ChannelConnector>();
        services.AddSingleton<ReplyWays>();
        services.AddSingleton<ReplyDesk>();
        services.AddSingleton<TakeoverNotices>();
    }
}

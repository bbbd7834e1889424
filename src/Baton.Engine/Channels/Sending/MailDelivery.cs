using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;

namespace Baton.Engine.Channels.Sending;

/// <summary>Hands e-mails to the mail server of a channel.</summary>
internal sealed class MailDelivery(IOutbound outbound, ICredentials credentials)
{
    /// <summary>The id of an e-mail, the same whenever it is sent: a mail server or reader that knows it shows the message once.</summary>
    public static string IdOf(string workspace, string what, string from) =>
        $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workspace + "\n" + what)).AsSpan(0, 16))}@{from[(from.LastIndexOf('@') + 1)..]}>";

    /// <exception cref="ChannelException">The server did not take it.</exception>
    public async Task SendAsync(string workspace, ChannelDefinition channel, MailText message, CancellationToken cancel)
    {
        try
        {
            await using var stream = await outbound.DialAsync(workspace, channel.Server, cancel);
            await using var smtp = new SmtpConversation(stream, channel.Host!);
            await smtp.BeginAsync(channel.Security, cancel);
            if (channel.User is { } user) await smtp.SignInAsync(user, channel.Credential is { } name ? credentials.Reveal(workspace, name, channel.Server) : "", cancel);
            await smtp.SendAsync(message.From, message.To, message.ToBytes(), cancel);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            throw new ChannelException($"The mail server {channel.Host} of the channel {channel.Name} could not be reached: {e.Message}");
        }
        catch (Exception e) when (e is OutboundRefusedException or CredentialException)
        {
            throw new ChannelException(e.Message);
        }
    }
}

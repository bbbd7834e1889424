using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Baton.Core.Events;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;

namespace Baton.Engine.Channels.Sending;

/// <summary>Sends e-mail over SMTP.</summary>
internal sealed class EmailSender(IOutbound outbound, ICredentials credentials, AttachmentDesk attachments, TimeProvider clock) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Email;

    public async Task SendAsync(Outgoing outgoing, CancellationToken cancel)
    {
        var (channel, action) = (outgoing.Channel, outgoing.Action);
        if (action.Proposal.Text is not { Length: > 0 } text) throw new ChannelException($"The action {action.Proposal.Id} has no text, and the channel {channel.Name} sends text.");
        if (Outgoing.AddressOf(action.Addresses, "email") is not { } to) throw new ChannelException("No e-mail address of the customer is known.");
        if (!MailAddress.TryCreate(to, out var address) || address.Address != to || !Ascii.IsValid(to)) throw new ChannelException($"“{to}” is no e-mail address that the channel {channel.Name} can send to.");
        var message = new MailText
        {
            From = channel.From!,
            FromName = channel.FromName,
            To = to,
            Subject = action.Proposal.Data.Text("subject") ?? channel.Subject ?? "A message for you",
            Text = text,
            Id = IdOf(action.Workspace, action.Proposal.Id, channel.From!),
            ReplyTo = action.Proposal.Data.Text("inReplyTo"),
            Sent = clock.GetUtcNow(),
            Attachments = await attachments.OfAsync(action.Workspace, action.Proposal.Data, cancel),
        };
        try
        {
            await using var stream = await outbound.DialAsync(action.Workspace, channel.Server, cancel);
            await using var smtp = new SmtpConversation(stream, channel.Host!);
            await smtp.BeginAsync(channel.Security, cancel);
            if (channel.User is { } user) await smtp.SignInAsync(user, channel.Credential is { } name ? credentials.Reveal(action.Workspace, name, channel.Server) : "", cancel);
            await smtp.SendAsync(message.From, to, message.ToBytes(), cancel);
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

    // The same whenever it is sent: a mail server or reader that knows it shows the message once.
    private static string IdOf(string workspace, string action, string from) =>
        $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workspace + "\n" + action)).AsSpan(0, 16))}@{from[(from.LastIndexOf('@') + 1)..]}>";
}

using Baton.Core.Events;

namespace Baton.Engine.Channels.Sending;

/// <summary>Sends e-mail over SMTP.</summary>
internal sealed class EmailSender(MailDelivery mail, AttachmentDesk attachments, TimeProvider clock) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Email;

    public async Task SendAsync(Outgoing outgoing, CancellationToken cancel)
    {
        var (channel, action) = (outgoing.Channel, outgoing.Action);
        if (action.Proposal.Text is not { Length: > 0 } text) throw new ChannelException($"The action {action.Proposal.Id} has no text, and the channel {channel.Name} sends text.");
        if (Outgoing.AddressOf(action.Addresses, "email") is not { } to) throw new ChannelException("No e-mail address of the customer is known.");
        if (!MailText.IsAddress(to)) throw new ChannelException($"“{to}” is no e-mail address that the channel {channel.Name} can send to.");
        await mail.SendAsync(action.Workspace, channel, new MailText
        {
            From = channel.From!,
            FromName = channel.FromName,
            To = to,
            Subject = action.Proposal.Data.Text("subject") ?? channel.Subject ?? "A message for you",
            Text = text,
            Id = MailDelivery.IdOf(action.Workspace, action.Proposal.Id, channel.From!),
            ReplyTo = action.Proposal.Data.Text("inReplyTo"),
            Sent = clock.GetUtcNow(),
            Attachments = await attachments.OfAsync(action.Workspace, action.Proposal.Data, cancel),
        }, cancel);
    }
}

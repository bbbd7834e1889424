using Baton.Engine.Credentials;

namespace Baton.Engine.Channels.Sending;

/// <summary>Posts to a Slack-compatible incoming webhook. The end of its address is a secret, and so a credential.</summary>
internal sealed class SlackSender(Posting posting, ICredentials credentials) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Slack;

    public Task SendAsync(Outgoing outgoing, CancellationToken cancel)
    {
        var (channel, proposal) = (outgoing.Channel, outgoing.Action.Proposal);
        if (proposal.Text is not { Length: > 0 } text) throw new ChannelException($"The action {proposal.Id} has no text, and the channel {channel.Name} sends text.");
        var address = channel.Credential is not { } credential ? channel.Address!
            : new Uri(channel.Address!.ToString().TrimEnd('/') + "/" + credentials.Reveal(outgoing.Action.Workspace, credential, channel.Address!).TrimStart('/'));
        return posting.PostAsync(outgoing, address, Posting.Bytes(json =>
        {
            json.WriteString("text", text);
            if (outgoing.To is { } to) json.WriteString("channel", to);
        }), static (_, _) => { }, cancel);
    }
}

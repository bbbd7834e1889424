using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Channels.Sending;
using Baton.Engine.Credentials;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Channels;

/// <summary>Does over a workspace's channels what was left to Baton. That something was said to the customer stands in the log with the report, once.</summary>
internal sealed class ChannelConnector(ChannelBook book, IEnumerable<IChannelSender> senders) : IConnector
{
    public bool Does(string workspace, string kind) => book.Find(workspace, kind) is not null;

    public async Task DoAsync(ActionToDo action, CancellationToken cancel)
    {
        var channel = book.Find(action.Workspace, action.Proposal.Kind) ?? throw new ChannelException($"No channel does {action.Proposal.Kind} any more. An admin can set one up in the settings.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(channel.Timeout);
        try
        {
            await senders.First(s => s.Kind == channel.Kind).SendAsync(new Outgoing(channel, action), limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ChannelException($"The channel {channel.Name} did not answer within {channel.Timeout.TotalSeconds:0} s. Whether it was sent is not known.");
        }
        catch (CredentialException fault)
        {
            throw new ChannelException(fault.Message);
        }
    }

    public IEnumerable<Input> Told(ActionToDo action)
    {
        var proposal = action.Proposal;
        if (!proposal.IsContact) yield break;
        yield return new Input
        {
            Source = "baton/channels",
            Id = proposal.Id,
            Type = EventTypes.MessageSent,
            Actor = proposal.IsPersons ? Actor.Person(proposal.Agent) : Actor.Agent(proposal.Agent),
            Customer = action.Customer,
            Cause = action.Cause,
            Data = Payload.Of(json => Write(json, action)),
        };
    }

    private void Write(Utf8JsonWriter json, ActionToDo action)
    {
        var proposal = action.Proposal;
        if (proposal.Text is { } text) json.WriteString("text", text);
        if (proposal.Channel is { } channel) json.WriteString("channel", channel);
        if (book.Find(action.Workspace, proposal.Kind) is { } over) json.WriteString("over", over.Name);
        json.WriteString(proposal.IsPersons ? "person" : "agent", proposal.Agent);
        if (action.Department is { } department) json.WriteString("department", department);
        if (proposal.Purpose is { } purpose) json.WriteString("purpose", purpose);
        json.WriteString("action", proposal.Id);
        if (proposal.Data.Member("attachments") is not { } attachments) return;
        json.WritePropertyName("attachments");
        attachments.WriteTo(json);
    }
}

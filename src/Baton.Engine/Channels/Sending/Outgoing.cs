using Baton.Core.Events;
using Baton.Engine.Actions;

namespace Baton.Engine.Channels.Sending;

/// <summary>What goes out over a channel now.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Action">What is to be done.</param>
internal sealed record Outgoing(ChannelDefinition Channel, ActionToDo Action)
{
    /// <summary>Where the customer is reached on the channel that the action names; null when no address of that kind is known.</summary>
    public string? To => AddressOf(Action.Addresses, Action.Proposal.Channel);

    /// <summary>The address at which a customer is reached on a channel.</summary>
    public static string? AddressOf(IReadOnlyList<Address> addresses, string? channel)
    {
        var kind = channel switch
        {
            "mail" => "email",
            "sms" or "call" or "whatsapp" => "phone",
            _ => channel,
        };
        return kind is null ? null : addresses.Where(a => a.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase)).Select(a => a.Value).FirstOrDefault();
    }
}

/// <summary>Sends over channels of one kind.</summary>
internal interface IChannelSender
{
    ChannelKind Kind { get; }

    /// <summary>Sends. May be called again for the same action after a crash, which then has the same id.</summary>
    /// <exception cref="ChannelException">It did not go out.</exception>
    Task SendAsync(Outgoing outgoing, CancellationToken cancel);
}

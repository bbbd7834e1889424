using Baton.Core.Customers;
using Baton.Engine.Actions;

namespace Baton.Engine.Channels;

/// <summary>On which channel a customer is answered: the one on which the customer wrote last, else the first address that a channel reaches.</summary>
public sealed class ReplyWays(IEnumerable<IConnector> connectors)
{
    private static readonly (string Kind, string Channel)[] ByAddress = [("email", "email"), ("phone", "sms")];

    /// <summary>The channel, for example <c>chat</c>; null when Baton cannot reach the customer.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="customer">The customer.</param>
    public string? Of(string workspace, CustomerState customer)
    {
        if (customer.WroteOn is { } last && Does(workspace, last)) return last;
        foreach (var address in customer.Addresses)
        {
            var channel = ByAddress.FirstOrDefault(way => way.Kind == address.Kind).Channel ?? address.Kind;
            if (Does(workspace, channel)) return channel;
        }

        return null;
    }

    /// <summary>Whether Baton itself can send on a channel.</summary>
    public bool Does(string workspace, string channel) => connectors.Any(c => c.Does(workspace, "contact." + channel));
}

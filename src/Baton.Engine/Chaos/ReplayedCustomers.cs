using Baton.Core.Customers;
using Baton.Core.Events;

namespace Baton.Engine.Chaos;

/// <summary>
/// The customers of replayed traffic: each customer of the recording has one of its own in each replay, who has nothing but an address of this
/// kind. So a replay meets no real customer, nobody can be reached by it, and everything about such a customer belongs to that replay.
/// </summary>
public static class ReplayedCustomers
{
    /// <summary>The kind of their addresses.</summary>
    public const string Kind = "baton-replay";

    /// <summary>The attribute that marks replayed events, with the id of the replay.</summary>
    public const string Attribute = "batonreplay";

    /// <summary>The address in a replay of a customer of the recording.</summary>
    public static Address Of(string load, string customer) => new(Kind, $"{load}/{customer}");

    /// <summary>The replay to which a customer belongs; null for every real one.</summary>
    public static string? LoadOf(CustomerState customer)
    {
        foreach (var address in customer.Addresses)
            if (address.Kind == Kind && address.Value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash) return address.Value[..slash];
        return null;
    }
}

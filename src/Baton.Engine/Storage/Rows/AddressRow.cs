namespace Baton.Engine.Storage.Rows;

/// <summary>One address of a customer. An address leads to exactly one customer of a workspace.</summary>
public sealed record AddressRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Kind of address: <c>email</c>, <c>phone</c>, <c>slack</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>The address, normalised.</summary>
    public required string Value { get; init; }

    /// <summary>Id of the customer it leads to.</summary>
    public required string Customer { get; init; }
}

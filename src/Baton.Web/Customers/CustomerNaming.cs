using Baton.Core.Customers;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Customers;

/// <summary>What people call a customer: a name, else an address, else Baton's id.</summary>
internal static class CustomerNaming
{
    public static string Of(CustomerRow row) => row.Name ?? Address(row) ?? row.Id;

    public static string Of(CustomerState customer) =>
        customer.AttributeText("name") ?? (customer.Addresses.IsEmpty ? customer.Id : customer.Addresses[0].Value);

    /// <summary>The first address of a row's search text, which lists the addresses before the name.</summary>
    public static string? Address(CustomerRow row) => row.Search.Split(' ', 2)[0] is { Length: > 0 } first && first.IndexOfAny(['@', '+', ':']) >= 0 ? first : null;
}

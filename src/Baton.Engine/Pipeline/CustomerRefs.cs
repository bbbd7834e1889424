using Baton.Core.Events;
using Baton.Engine.Customers;

namespace Baton.Engine.Pipeline;

/// <summary>Customers as callers name them: <c>email:ana@example.com</c>, <c>customer:cus_…</c>, or Baton's bare id.</summary>
public static class CustomerRefs
{
    /// <summary>Reads a reference; false when it is not one.</summary>
    public static bool TryRead(string? text, out Address address)
    {
        if (text?.StartsWith(AddressBook.Prefix, StringComparison.Ordinal) == true) return Address.TryMake(Address.ById, text, out address);
        return Address.TryParse(text, out address);
    }
}

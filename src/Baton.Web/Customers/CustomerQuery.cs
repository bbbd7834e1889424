using Baton.Engine.Pipeline;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Customers;

/// <summary>The <c>?customer=</c> of lists.</summary>
internal static class CustomerQuery
{
    /// <summary>Finds the customer of a reference; null when none was asked for. False when nobody is known by it, so that the list is empty.</summary>
    /// <exception cref="ProblemException">400: it is no reference.</exception>
    public static bool TryFind(string? reference, Caller caller, Conductor conductor, out string? customer)
    {
        customer = null;
        if (string.IsNullOrWhiteSpace(reference)) return true;
        if (!CustomerRefs.TryRead(reference, out var address)) throw Problem.Malformed($"'{reference}' names no customer. Write <kind>:<value>, for example email:ana@example.com, or Baton's id.").Thrown();
        customer = conductor.Find(caller.Workspace, address);
        return customer is not null;
    }
}

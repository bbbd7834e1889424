using Baton.Core.Customers;

namespace Baton.Core.Handoffs;

/// <summary>Names handoffs by their customer and a number that rises with each: short, for people, and the lane is known without a look-up.</summary>
public static class HandoffId
{
    /// <summary>The id of a customer's handoff.</summary>
    /// <param name="customer">The customer's id.</param>
    /// <param name="number">From 1.</param>
    public static string Of(string customer, int number) => $"{customer}-h{number}";

    /// <summary>The customer whom it is about; the workspace itself when the id is none of Baton's.</summary>
    public static string CustomerOf(string handoff)
    {
        var dash = handoff.LastIndexOf('-');
        return dash > 0 ? handoff[..dash] : CustomerState.OfWorkspace;
    }
}

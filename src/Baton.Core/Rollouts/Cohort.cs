using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Baton.Core.Customers;

namespace Baton.Core.Rollouts;

/// <summary>Which side of a canary a customer is on.</summary>
public enum CanaryGroup
{
    /// <summary>What is tried decides.</summary>
    Inside,

    /// <summary>What is tried only says what it would have decided.</summary>
    Outside,
}

/// <summary>
/// The share of customers for whom something that is tried decides. Sticky: it depends on nothing but what is tried and who the customer is, and whoever is in
/// stays in when the share grows. What is tried has its own draw, so that it is not always the same customers who try everything.
/// </summary>
public static class Cohort
{
    private const int Places = 10_000;

    /// <summary>Whether a customer is among the share. The workspace itself is no customer and never is.</summary>
    /// <param name="trial">What is tried: a rule as <c>kind:id</c>, a version of the policy as <c>version:8</c>.</param>
    /// <param name="customer">The customer's id.</param>
    /// <param name="share">Percent, 0 to 100.</param>
    public static bool Has(string trial, string customer, int share) => customer != CustomerState.OfWorkspace && PlaceOf(trial, customer) < share * (Places / 100);

    // The first eight bytes of SHA-256 over both names, read as a number from its high end, modulo 10,000: anybody can compute it again.
    private static int PlaceOf(string trial, string customer)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{trial}\n{customer}"), hash);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % Places);
    }
}

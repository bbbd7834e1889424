using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Baton.Core.Events;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Customers;

/// <summary>
/// Which customer an address leads to. An address belongs to the customer who had it first; a new customer's id is derived from the address that
/// first named it, so that two events about an unknown customer at the same moment meet in the same lane.
/// </summary>
internal sealed class AddressBook(LogLookups lookups, Journal journal)
{
    private const int Capacity = 200_000;
    private readonly ConcurrentDictionary<(string Workspace, Address Address), string> _known = new();
    private long _generation;

    /// <summary>The customer whom these addresses name: the first that is known decides, else a new id.</summary>
    public string Resolve(string workspace, IReadOnlyList<Address> addresses)
    {
        foreach (var address in addresses) if (Find(workspace, address) is { } customer) return customer;
        return addresses[0].IsId && addresses[0].Value.StartsWith(Prefix, StringComparison.Ordinal) ? addresses[0].Value : Claim(workspace, addresses[0], NewId(workspace, addresses[0]));
    }

    /// <summary>The customer to whom an address belongs, if it is known.</summary>
    public string? Find(string workspace, Address address)
    {
        Forget();
        if (address.IsId && lookups.CustomerExists(workspace, address.Value)) return address.Value;
        if (_known.TryGetValue((workspace, address), out var customer)) return customer;
        if (lookups.FindAddress(workspace, address.Kind, address.Value) is not { } stored) return null;
        return Claim(workspace, address, stored);
    }

    /// <summary>Gives an address to a customer unless somebody has it; returns who has it now.</summary>
    public string Claim(string workspace, Address address, string customer)
    {
        if (_known.Count > Capacity) _known.Clear();
        return _known.GetOrAdd((workspace, address), customer);
    }

    /// <summary>With this every customer's id begins.</summary>
    public const string Prefix = "cus_";

    // Claims of units that were never written must not live on.
    private void Forget()
    {
        var generation = journal.Generation;
        if (Interlocked.Exchange(ref _generation, generation) != generation) _known.Clear();
    }

    // 80 bits of SHA-256 in base 32: a million customers collide with a probability below one in a trillion.
    private static string NewId(string workspace, Address address)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{workspace}\n{address}"), hash);
        return string.Create(Prefix.Length + 16, Convert.ToHexString(hash[..10]), static (id, hex) =>
        {
            Prefix.CopyTo(id);
            var bits = UInt128.Parse(hex, System.Globalization.NumberStyles.HexNumber, null);
            for (var i = id.Length - 1; i >= Prefix.Length; i--, bits >>= 5) id[i] = "0123456789abcdefghjkmnpqrstvwxyz"[(int)(bits & 31)];
        });
    }
}

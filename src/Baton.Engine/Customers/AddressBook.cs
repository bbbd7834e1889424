using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Baton.Core.Events;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Customers;

/// <summary>
/// Which customer an address leads to. An address belongs to the customer who had it first; a new customer's id is derived from the address that
/// first named it, so that two events about an unknown customer at the same moment meet in the same lane.
/// </summary>
/// <param name="lookups">Where addresses are found.</param>
/// <param name="journal">Tells when claims came to nothing.</param>
/// <param name="configurations">Tell how often a workspace was begun anew.</param>
/// <param name="first">Where other nodes claim addresses too: claims one on disk and answers who was first.</param>
internal sealed class AddressBook(LogLookups lookups, Journal journal, Configurations configurations, Func<string, Address, string, string>? first = null)
{
    private const int Capacity = 100_000;
    private readonly Lock _changing = new();
    private ConcurrentDictionary<(string Workspace, Address Address), string> _known = new();
    private ConcurrentDictionary<(string Workspace, Address Address), string> _before = new();
    private int _count;
    private long _generation;

    /// <summary>The customer whom these addresses name: the first that is known decides, else a new id. Those that nobody has are this customer's from now on.</summary>
    public string Resolve(string workspace, IReadOnlyList<Address> addresses)
    {
        var customer = addresses.Select(address => Find(workspace, address)).FirstOrDefault(known => known is not null)
            ?? First(workspace, addresses[0], NewId(workspace, addresses[0]));
        foreach (var address in addresses) if (!(address.IsId && address.Value == customer)) Claim(workspace, address, customer);
        return customer;
    }

    /// <summary>The customer to whom an address belongs, if it is known.</summary>
    public string? Find(string workspace, Address address)
    {
        Forget();
        if (address.IsId && lookups.CustomerExists(workspace, address.Value)) return address.Value;
        if (Remembered(workspace, address) is { } customer) return customer;
        return lookups.FindAddress(workspace, address.Kind, address.Value) is { } stored ? Remember(workspace, address, stored) : null;
    }

    /// <summary>Gives an address to a customer unless somebody has it, in memory or on disk; returns who has it now.</summary>
    public string Claim(string workspace, Address address, string customer) => Find(workspace, address) ?? First(workspace, address, customer);

    private string First(string workspace, Address address, string customer) => Remember(workspace, address, first is null ? customer : first(workspace, address, customer));

    /// <summary>With this every customer's id begins.</summary>
    public const string Prefix = "cus_";

    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 16;
    private static readonly SearchValues<char> AnyDigit = SearchValues.Create(Digits);

    /// <summary>Whether an address names a customer as only Baton's own ids do; ids of other systems that merely begin so do not.</summary>
    public static bool IsBatons(Address address) =>
        address.IsId && address.Value.Length == Prefix.Length + Length && address.Value.StartsWith(Prefix, StringComparison.Ordinal) && !address.Value.AsSpan(Prefix.Length).ContainsAnyExcept(AnyDigit);

    private string? Remembered(string workspace, Address address) =>
        _known.TryGetValue((workspace, address), out var customer) || _before.TryGetValue((workspace, address), out customer) ? customer : null;

    // What is claimed and not on disk yet must not be forgotten: the last ones always stay, so that only what is older than many goes.
    private string Remember(string workspace, Address address, string customer)
    {
        lock (_changing)
        {
            if (Remembered(workspace, address) is { } first) return first;
            if (++_count > Capacity) (_before, _known, _count) = (_known, new(), 1);
            _known[(workspace, address)] = customer;
            return customer;
        }
    }

    // Claims of units that were never written must not live on.
    private void Forget()
    {
        var generation = journal.Generation;
        if (Volatile.Read(ref _generation) == generation) return;
        lock (_changing)
        {
            (_before, _known, _count) = (new(), new(), 0);
            Volatile.Write(ref _generation, generation);
        }
    }

    // 80 bits of SHA-256 in base 32: a million customers collide with a probability below one in a trillion.
    private string NewId(string workspace, Address address)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(configurations.ResetsOf(workspace) is var resets and > 0 ? $"{workspace}\n{resets}\n{address}" : $"{workspace}\n{address}"), hash);
        return string.Create(Prefix.Length + Length, Convert.ToHexString(hash[..10]), static (id, hex) =>
        {
            Prefix.CopyTo(id);
            var bits = UInt128.Parse(hex, System.Globalization.NumberStyles.HexNumber, null);
            for (var i = id.Length - 1; i >= Prefix.Length; i--, bits >>= 5) id[i] = Digits[(int)(bits & 31)];
        });
    }
}

using System.Globalization;

namespace Baton.Engine.Tests.Faults;

/// <summary>Where a process runs: a network namespace, and its address on the network where nodes and callers meet.</summary>
internal sealed record Place(string Space, string Address);

/// <summary>
/// Two networks, one on which nodes and callers meet and one to the database, each a bridge; every node has a namespace of its own with a cable to both.
/// A cable can be cut without anybody being told, as by a switch that fails: packets vanish.
/// </summary>
internal sealed class Network : IDisposable
{
    private static int _made;

    // Others may be made at the same time, here and by other processes.
    private readonly int _number = Interlocked.Increment(ref _made);
    private readonly string _prefix = $"10.{100 + (Environment.ProcessId % 100)}.";
    private readonly string _name;
    private readonly List<Place> _places = [];

    public Network(int nodes)
    {
        _name = string.Create(CultureInfo.InvariantCulture, $"bn{Environment.ProcessId % 10_000}{(char)('a' + _number)}");
        try
        {
            foreach (var net in (string[])["m", "d"])
            {
                Ip("link", "add", Bridge(net), "type", "bridge");
                Ip("addr", "add", $"{_prefix}{Number(net)}.1/24", "dev", Bridge(net));
                Ip("link", "set", Bridge(net), "up");
            }

            for (var node = 0; node < nodes; node++) Add(node);
        }
        catch (Exception fault)
        {
            Dispose();
            Assert.Fail($"Cutting a network needs Linux network namespaces: iproute2, and the right to make them (root, CAP_NET_ADMIN and CAP_SYS_ADMIN). {fault.Message}");
        }
    }

    /// <summary>Where the nodes run.</summary>
    public IReadOnlyList<Place> Places => _places;

    /// <summary>Where the database listens.</summary>
    public string Database => $"{_prefix}{Number("d")}.1";

    /// <summary>Everybody who may come to the database.</summary>
    public string Range => $"{_prefix}{Number("d")}.0/24";

    /// <summary>Nodes no longer reach each other; callers and the database reach all of them.</summary>
    public void CutBetween() => Set("m", "isolated", "on");

    public void JoinBetween() => Set("m", "isolated", "off");

    /// <summary>A node no longer reaches the database; callers and other nodes reach it.</summary>
    public void CutFromDatabase(int node) => Ip("link", "set", "dev", Cable("d", node), "down");

    public void JoinToDatabase(int node) => Ip("link", "set", "dev", Cable("d", node), "up");

    public void Dispose()
    {
        foreach (var place in _places) Try("netns", "del", place.Space);
        foreach (var net in (string[])["m", "d"]) Try("link", "del", Bridge(net));
    }

    private void Add(int node)
    {
        var place = new Place($"{_name}-{node}", $"{_prefix}{Number("m")}.{10 + node}");
        Ip("netns", "add", place.Space);
        _places.Add(place);
        Ip("-n", place.Space, "link", "set", "lo", "up");
        foreach (var net in (string[])["m", "d"])
        {
            Ip("link", "add", Cable(net, node), "type", "veth", "peer", "name", net, "netns", place.Space);
            Ip("link", "set", Cable(net, node), "master", Bridge(net), "up");
            Ip("-n", place.Space, "addr", "add", $"{_prefix}{Number(net)}.{10 + node}/24", "dev", net);
            Ip("-n", place.Space, "link", "set", "dev", net, "up");
        }
    }

    private void Set(string net, string option, string value)
    {
        for (var node = 0; node < _places.Count; node++) Ip("link", "set", "dev", Cable(net, node), "type", "bridge_slave", option, value);
    }

    private string Bridge(string net) => _name + net;

    private string Cable(string net, int node) => $"{_name}{net}{node}";

    private int Number(string net) => (2 * _number) + (net == "m" ? 1 : 2);

    private static void Ip(params string[] arguments) => Machine.Run("ip", arguments);

    private static void Try(params string[] arguments)
    {
        try
        {
            Ip(arguments);
        }
        catch (Exception fault) when (fault is Xunit.Sdk.XunitException or System.ComponentModel.Win32Exception)
        {
            // It was never made.
        }
    }
}

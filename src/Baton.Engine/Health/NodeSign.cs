using System.Globalization;
using Baton.Core.Timeline;
using Baton.Engine.Cluster;
using Baton.Engine.Storage.Chain;

namespace Baton.Engine.Health;

/// <summary>What a node knows of the nodes.</summary>
/// <param name="Nodes">Every node, as last read.</param>
/// <param name="Me">This node's id.</param>
/// <param name="Free">How many lanes nobody has.</param>
/// <param name="FreeFor">For how long there have been such.</param>
/// <param name="SinceRead">How long ago this was read.</param>
/// <param name="Unreached">The nodes that do not answer this one over the network.</param>
internal sealed record NodesSeen(IReadOnlyList<Node> Nodes, long? Me, int Free, TimeSpan FreeFor, TimeSpan SinceRead, IReadOnlyCollection<long> Unreached);

/// <summary>How the nodes are, told from what one of them knows. The worst is said.</summary>
internal static class NodeSign
{
    public const string Part = "nodes";

    private static readonly TimeSpan LaneFree = TimeSpan.FromSeconds(10);

    // From then on the others may take over what this node has.
    private static readonly TimeSpan OutOfTouch = TimeSpan.FromSeconds(5);

    public static HealthSign Of(NodesSeen seen)
    {
        var lanes = $"Lanes by node: {string.Join(", ", seen.Nodes.Select(Word))}.";
        if (seen.SinceRead > OutOfTouch)
            return Bad($"The database has not told this node for {Spans.Of(seen.SinceRead)} who has which lane; other nodes that reach it take over what this one had.", "See whether this machine reaches the database. It joins again by itself.");
        if (seen.FreeFor > LaneFree)
            return Bad(string.Create(CultureInfo.InvariantCulture, $"{seen.Free} of {LaneNumber.Count} lanes have had no node for {Spans.Of(seen.FreeFor)}; what concerns their customers waits. {lanes}"), "A node takes free lanes within a second when it can write: see what is said of the log, here and on the other nodes.");
        if (seen.Nodes.FirstOrDefault(node => node.IsMissed) is { } silent)
            return Watch($"{silent.Name} has been silent for {Spans.Of(silent.Silent)}. {lanes}", "It is being taken over. See whether its machine or its way to the database is gone; when it comes back it joins by itself.");
        if (seen.Nodes.Where(node => seen.Unreached.Contains(node.Id)).ToList() is [var first, ..] unreached)
            return Watch($"{string.Join(" and ", unreached.Select(node => node.Name))} cannot be reached at {first.Address} over the network; what is for its customers goes through the database, more slowly. {lanes}", "Nothing is lost. See whether the network lets this machine reach that address, and whether Baton:Cluster:Address says where others reach that node.");
        return new HealthSign(Part, HealthState.Well, lanes);
    }

    private static string Word(Node node) => string.Create(CultureInfo.InvariantCulture, $"{node.Name} {node.Lanes}{(node.IsMissed ? " (silent)" : node.TakesLanes ? "" : " (leaving or starting)")}");

    private static HealthSign Watch(string what, string todo) => new(Part, HealthState.Watch, what, todo);

    private static HealthSign Bad(string what, string todo) => new(Part, HealthState.Bad, what, todo);
}

using Baton.Engine.Timeline;

namespace Baton.Web.Timeline;

/// <summary>An event in the tree of causes and effects.</summary>
/// <param name="Entry">The event.</param>
/// <param name="Level">How deep it stands; 0 for the cause of all.</param>
public sealed record CauseNode(TimelineEntry Entry, int Level);

/// <summary>A chain of events as a tree, top down.</summary>
public static class CauseTree
{
    /// <summary>Every event below its cause, in the order of the log; one whose cause is not among them stands at the top.</summary>
    public static IReadOnlyList<CauseNode> Of(IReadOnlyList<TimelineEntry> chain)
    {
        var known = chain.Select(e => e.Seq).ToHashSet();
        var effects = chain.ToLookup(e => e.Cause is { } cause && known.Contains(cause) && cause != e.Seq ? cause : 0);
        var nodes = new List<CauseNode>(chain.Count);
        Add(effects, 0, 0, nodes);
        return nodes;
    }

    private static void Add(ILookup<long, TimelineEntry> effects, long cause, int level, List<CauseNode> nodes)
    {
        foreach (var entry in effects[cause].OrderBy(e => e.Seq))
        {
            nodes.Add(new CauseNode(entry, level));
            Add(effects, entry.Seq, level + 1, nodes);
        }
    }
}

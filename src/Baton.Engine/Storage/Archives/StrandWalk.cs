using Baton.Core.Customers;
using Baton.Engine.Storage.Chain;

namespace Baton.Engine.Storage.Archives;

/// <summary>Hashes archived rows of one workspace again, each after the one before it in its strand.</summary>
internal sealed class StrandWalk
{
    private readonly Dictionary<int, StrandEnd> _ends = [];
    private readonly RowHash _hash = new();

    public StrandWalk(IEnumerable<StrandEnd> ends)
    {
        foreach (var end in ends) _ends[end.Lane] = end;
    }

    /// <summary>Where the strands end that it knows.</summary>
    public IReadOnlyList<StrandEnd> Ends => [.. _ends.Values.OrderBy(end => end.Lane)];

    /// <summary>Goes on by a row; false when the row is not what was written.</summary>
    public bool Follows(ArchivedRow archived)
    {
        if (archived.Hash is null) return true;
        var row = archived.Row;
        var lane = LaneNumber.Of(row.Workspace, row.Customer ?? CustomerState.OfWorkspace);
        var hash = new byte[RowHash.Size];
        if (_ends.TryGetValue(lane, out var before)) before.Hash.CopyTo(hash, 0);
        _hash.Link(row, hash);
        _ends[lane] = new StrandEnd(lane, row.Seq, archived.Hash);
        return hash.AsSpan().SequenceEqual(archived.Hash);
    }

    /// <summary>Whether both know the same ends.</summary>
    public bool Agrees(IEnumerable<StrandEnd> others) =>
        Ends.Select(Text).SequenceEqual(others.OrderBy(end => end.Lane).Select(Text), StringComparer.Ordinal);

    private static string Text(StrandEnd end) => $"{end.Lane} {end.Seq} {Convert.ToHexString(end.Hash)}";
}

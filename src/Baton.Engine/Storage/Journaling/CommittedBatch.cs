using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Journaling;

/// <summary>What one commit made durable, in order.</summary>
/// <param name="Last">Every seq up to this one is on disk, or never will be.</param>
/// <param name="Units">The units of the commit, in order of their seqs.</param>
public sealed record CommittedBatch(long Last, IReadOnlyList<WriteUnit> Units)
{
    /// <summary>How long writing it took.</summary>
    public TimeSpan Took { get; internal set; }

    /// <summary>The log rows when another process wrote them, of which nothing else is known.</summary>
    public IReadOnlyList<LogRow> OfOthers { get; init; } = [];

    /// <summary>The log rows of the commit, in order.</summary>
    public IEnumerable<LogRow> Log => OfOthers.Count > 0 ? OfOthers : Units.SelectMany(unit => unit.Log);

    /// <summary>Whether it says nothing but who is here, and where: of that only those are told who show it.</summary>
    public bool IsOnlyPresence => OfOthers.Count == 0 && Units.Count > 0 && Units.All(unit => unit.Log.Count == 0 && unit.Writes.Count > 0
        && unit.Writes.All(write => write is RowWrite<PresenceRow> or RowWrite<SeatRow> or RowWrite<VisitRow>));

    /// <summary>The other rows of one table that were inserted, put or updated, in order.</summary>
    public IEnumerable<TRow> Rows<TRow>()
        where TRow : class => Units.SelectMany(unit => unit.Rows<TRow>());
}

namespace Baton.Engine.Storage.Upkeep;

/// <summary>What came in and where it ended, counted twice: in the log, and by the counters that were kept beside it.</summary>
/// <param name="Log">Counted in the log.</param>
/// <param name="Counters">Added up from the counters.</param>
/// <param name="Stranded">Events said to be waiting for which no task, action or handoff is open.</param>
public sealed record Ledger(Ledger.Sides Log, Ledger.Sides Counters, long Stranded)
{
    /// <summary>Whether both counts agree and everything that waits, waits for something.</summary>
    public bool Balances => Log == Counters && Stranded == 0;

    /// <summary>One count: in = done + waiting + failed.</summary>
    /// <param name="In">Events that came in.</param>
    /// <param name="Done">Handled, or kept because no route wanted them.</param>
    /// <param name="Failed">Quarantined, or failed for good.</param>
    public sealed record Sides(long In, long Done, long Failed)
    {
        /// <summary>What is neither done nor failed.</summary>
        public long Waiting => In - Done - Failed;
    }
}

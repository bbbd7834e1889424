using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Facets;

/// <summary>
/// Finds rows of the log by customer, type, agent, verdict, rule, handoff and run, always with everything acknowledged so far. It is
/// derived: what it holds can be made again from the log.
/// </summary>
public abstract class FacetIndex : IDisposable
{
    /// <summary>Seqs of the newest rows meant, newest first.</summary>
    /// <param name="query">Which rows.</param>
    /// <param name="limit">How many at most.</param>
    public abstract IReadOnlyList<long> Newest(FacetQuery query, int limit);

    /// <summary>Seqs of the oldest rows meant, oldest first.</summary>
    /// <param name="query">Which rows.</param>
    /// <param name="limit">How many at most.</param>
    public abstract IReadOnlyList<long> Oldest(FacetQuery query, int limit);

    /// <summary>The values of a facet that begin so and that rows of the workspace have or had, in order.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="facet">Of what.</param>
    /// <param name="beginning">How they begin; nothing for all.</param>
    public abstract IReadOnlyList<string> Values(string workspace, Facet facet, string beginning = "");

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Brings it up to the end of the log, before the first question.</summary>
    internal abstract void Begin();

    /// <summary>Learns of a commit, on the journal's thread, before callers are told.</summary>
    internal abstract void Notice(CommittedBatch batch);

    /// <summary>Learns that rows were taken out of the log. An index that is the log's own needs no telling.</summary>
    internal virtual void Forget(IReadOnlyList<LogRow> rows)
    {
    }

    /// <summary>Lets go of what it holds.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>What a row is found by.</summary>
    internal static IEnumerable<(Facet Facet, string Value)> Of(LogRow row)
    {
        yield return (Facet.Type, row.Type);
        if (row.Customer is { } customer) yield return (Facet.Customer, customer);
        if (row.Agent is { } agent) yield return (Facet.Agent, agent);
        if (row.Verdict is { } verdict) yield return (Facet.Verdict, verdict);
        if (row.Rule is { } rule) yield return (Facet.Rule, rule);
        if (row.Handoff is { } handoff) yield return (Facet.Handoff, handoff);
        if (row.Run is { } run) yield return (Facet.Run, run);
    }
}

using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Pipeline;

/// <summary>What happened to a customer within the longest cooldown, for marks that a changed policy must make anew.</summary>
internal static class History
{
    /// <param name="lookups">The log.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="seq">The row that is decided.</param>
    /// <param name="now">When.</param>
    /// <param name="config">What it is decided by.</param>
    /// <param name="archived">The customer's rows that left the log: for who decides again what was decided before they did. New decisions never reach so far back.</param>
    public static IReadOnlyList<Event> Before(LogLookups lookups, string customer, long seq, DateTimeOffset now, WorkspaceConfig config, IEnumerable<LogRow>? archived = null)
    {
        if (customer == CustomerState.OfWorkspace) return [];
        var since = (now - config.LongestCooldown).ToUnixTimeMilliseconds();
        var earlier = (archived ?? []).Where(r => r.Received >= since);
        return [.. earlier.Concat(lookups.ReadLogSince(config.Workspace, customer, since)).Where(r => r.Seq < seq && r.ToDecision().Outcome != EventOutcome.Quarantined).Select(r => r.ToEvent())];
    }
}

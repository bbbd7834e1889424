using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;

namespace Baton.Engine.Pipeline;

/// <summary>What happened to a customer within the longest cooldown, for marks that a changed policy must make anew.</summary>
internal static class History
{
    public static IReadOnlyList<Event> Before(LogLookups lookups, string customer, long seq, DateTimeOffset now, WorkspaceConfig config)
    {
        if (customer == CustomerState.OfWorkspace) return [];
        var since = (now - config.Policy.LongestCooldown).ToUnixTimeMilliseconds();
        return [.. lookups.ReadLogSince(config.Workspace, customer, since).Where(r => r.Seq < seq && r.ToDecision().Outcome != EventOutcome.Quarantined).Select(r => r.ToEvent())];
    }
}

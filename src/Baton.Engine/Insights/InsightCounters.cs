using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Insights;

/// <summary>Counts, minute by minute, what agents asked and what held them back, so that asking for it later costs the same at any size of the log. Each proposal counts once, by its first answer.</summary>
internal static class InsightCounters
{
    /// <summary>Begins <c>asked:agent:verdict</c>.</summary>
    public const string Asked = "asked:";

    /// <summary>Begins <c>held:agent|kind:id|act</c>; the act is empty when the rule stood against it by itself.</summary>
    public const string Held = "held:";

    /// <summary>Begins <c>restored:agent</c>.</summary>
    public const string Restored = "restored:";

    public static void Write(WriteUnit unit, string workspace, long minute, LogRow row, Decision decision)
    {
        if (row.Agent is not { } agent || decision.Rulings is not [var ruling, ..]) return;
        if (row.Type == EventTypes.ActionRestored && ruling.Verdict == Verdict.Allow) unit.Count(workspace, minute, Restored + agent);
        if (row.Type != EventTypes.ActionProposed) return;
        unit.Count(workspace, minute, $"{Asked}{agent}:{row.Verdict}");
        if (ruling.Rule is { } rule) unit.Count(workspace, minute, $"{Held}{agent}|{rule}|{ruling.Act}");
    }
}

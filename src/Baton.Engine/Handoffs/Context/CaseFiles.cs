using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Handoffs.Context;

/// <summary>Cases as briefs are written from.</summary>
internal static class CaseFiles
{
    public static CaseFile Of(HandoffCase handoff, DateTimeOffset now)
    {
        // Of nobody's case the chain is all there is; of a customer's it may lie further back than the rows that were read.
        var rows = handoff.Chain.Concat(handoff.Log).DistinctBy(row => row.Seq).OrderBy(row => row.Seq).ToList();
        return new CaseFile
        {
            Reason = handoff.Line.Reason,
            Opened = handoff.OpenedBy,
            Cause = handoff.Cause,
            Root = handoff.Chain.Count > 0 ? handoff.Chain[0].Seq : handoff.OpenedBy,
            CustomerName = handoff.Line.CustomerName,
            Customer = handoff.Customer,
            Now = now,
            Log = rows.ConvertAll(row => Of(handoff, row)),
        };
    }

    // An action is asked for by the event of its own id.
    private static CaseEvent Of(HandoffCase handoff, LogRow row) => new(row.ToEvent(), row.Verdict, handoff.Actions.GetValueOrDefault(row.Id)?.Status);
}

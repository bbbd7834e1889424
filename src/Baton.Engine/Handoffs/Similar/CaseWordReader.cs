using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Handoffs.Similar;

/// <summary>Reads by which words and traits a case is like others: from what was said before it came to people, so that an open case and a resolved one are read alike.</summary>
public sealed class CaseWordReader(WholeLog whole, LogLookups lookups)
{
    private const int Messages = 30;

    /// <summary>The words and traits of a handoff.</summary>
    public IReadOnlyList<CaseWord> Read(HandoffRow row)
    {
        var opening = whole.Read(row.Workspace, row.Seq);
        var chain = whole.ReadChain(row.Workspace, opening?.Root ?? row.Seq).Where(r => r.Seq <= row.Seq);
        var messages = row.Customer is { } customer ? lookups.ReadMessages(row.Workspace, customer, Messages, row.Seq + 1) : [];
        var file = new CaseFile
        {
            Reason = row.Reason,
            Opened = row.Seq,
            Root = opening?.Root ?? row.Seq,
            Cause = Enum.TryParse<HandoffCause>(row.Asked, out var cause) ? cause : HandoffCause.Routed,
            Now = row.Opened.ToTime(),
            Log = [.. chain.Concat(messages).DistinctBy(r => r.Seq).OrderBy(r => r.Seq).Select(r => new CaseEvent(r.ToEvent(), r.Verdict))],
        };
        return CaseWord.Of(file, row.Title, row.Why);
    }
}

using System.Globalization;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;

namespace Baton.Web.Handoffs;

/// <summary>What one agent saw and answered on the way to this case.</summary>
/// <param name="Seq">Its place in the log.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Answer">What it answered, in a few words.</param>
public sealed record AgentFinding(long Seq, DateTimeOffset At, string Agent, string Answer)
{
    /// <summary>0 to 1; null when the agent did not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>The verdict on what it asked for; failure for a task that failed.</summary>
    public MarkKind? Mark { get; init; }

    /// <summary>The confidence as people read it: "92 %".</summary>
    public string? Sure => Confidence is { } share ? (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %" : null;

    /// <summary>The findings in a chain of events, oldest first.</summary>
    public static IReadOnlyList<AgentFinding> In(IEnumerable<LogRow> chain) => [.. chain.Select(Of).OfType<AgentFinding>()];

    /// <summary>What agents found lately about the customer, where the chain itself holds nothing.</summary>
    public static IReadOnlyList<AgentFinding> Lately(IReadOnlyList<LogRow> log, int most) => [.. log.Reverse().Select(Of).OfType<AgentFinding>().Take(most).Reverse()];

    private static AgentFinding? Of(LogRow row)
    {
        if (row.Type is not (EventTypes.TaskFinished or EventTypes.ActionProposed)) return null;
        var e = row.ToEvent();
        if (row.Type == EventTypes.ActionProposed)
        {
            var proposal = ProposalJson.Read(e);
            return new AgentFinding(row.Seq, e.Received, proposal.Agent, "asked for " + ActionWords.Of(proposal)) { Mark = ActionStanding.Of(row.Verdict).Mark };
        }

        var failed = e.Data.Text("status") == "failure";
        return new AgentFinding(row.Seq, e.Received, e.Data.Text("agent") ?? e.Actor.Name, AnswerOf(e)) { Confidence = e.Data.Number("confidence"), Mark = failed ? MarkKind.Failure : null };
    }

    private static string AnswerOf(Event e)
    {
        var output = e.Data.Member("output");
        var said = output?.Text("label") ?? output?.Text("summary") ?? output?.Text("title") ?? output?.Text("text") ?? e.Data.Text("detail");
        return said is { Length: > 0 } ? said : e.Data.Text("status") switch
        {
            "failure" => "failed",
            "needs-human-review" => "asked for a review",
            "needs-more-info" => "needs more information",
            _ => "done",
        };
    }
}

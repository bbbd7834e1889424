using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>What must hold of a desk after a day of people, agents and kills, read from the log and the rows.</summary>
internal static class DeskProof
{
    /// <summary>What the cases come from: an action that an agent does, one that Baton does, a held result, and a queue.</summary>
    public const string Policy = """
        "approvals":[{"id":"asks","when":{"field":"action.kind","op":"in","value":["refund","customer.update"]},"queue":"finance"}],
        "routing":[
          {"id":"messages","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"triage"}},
          {"id":"after","when":{"all":[{"field":"event.type","op":"eq","value":"baton.task.finished"},{"field":"event.agent","op":"eq","value":"triage"}]},"to":{"agent":"second"}},
          {"id":"complaints","when":{"field":"event.type","op":"eq","value":"complaint.received"},"to":{"queue":"complaints"}}]
        """;

    /// <summary>None is lost, each stands with who the log says has it, and what waited on each that is over went on once.</summary>
    public static DeskLog Holds(IReadOnlyList<LogRow> log, IReadOnlyDictionary<string, HandoffRow> rows)
    {
        var desk = new DeskLog(log);
        Assert.Equal(rows.Keys.Order(StringComparer.Ordinal), desk.Over.Concat(desk.Owners.Keys).Order(StringComparer.Ordinal));
        Assert.All(desk.Over, id => Assert.Equal("resolved", rows[id].Status));
        Assert.All(desk.Owners, open => Assert.Equal((open.Value, open.Value is null ? "waiting" : "claimed"), (rows[open.Key].Owner, rows[open.Key].Status)));
        ResumedOnce(log, rows, desk.Over);
        return desk;
    }

    private static void ResumedOnce(IReadOnlyList<LogRow> log, IReadOnlyDictionary<string, HandoffRow> rows, IReadOnlySet<string> over)
    {
        var ends = log.Where(r => r.Type == EventTypes.HandoffResolved).Select(r => (r.Seq, Event: r.ToEvent(), Decision: r.ToDecision())).ToDictionary(r => r.Event.Data.Text("handoff")!);
        Assert.Equal(over.Count, ends.Count);
        var rulings = log.Where(r => r.Type != EventTypes.ActionLapsed).SelectMany(r => r.ToDecision().Rulings).ToLookup(r => r.Action);
        var reports = log.Where(r => r.Type == EventTypes.ActionReported).ToLookup(r => r.Action);
        var givenTo = log.SelectMany(r => r.ToDecision().Tasks.Select(t => (r.Seq, t.Task.Id, t.Task.Agent))).ToLookup(t => t.Seq);
        var finished = log.Where(r => r.Type == EventTypes.TaskFinished).Select(r => r.ToEvent().Data.Text("task")).ToLookup(t => t);

        foreach (var id in over)
        {
            var (seq, end, _) = ends[id];
            var isYes = end.Data.Text("outcome") == "approved";
            if (rows[id].Action is { } action)
            {
                Assert.Equal([Verdict.Escalate, isYes ? Verdict.Allow : Verdict.Suppress], rulings[action].Select(r => r.Verdict));
                if (action.StartsWith('u')) Assert.Equal(isYes ? 1 : 0, reports[action].Count());
            }
            else if (rows[id].Task is not null)
            {
                Assert.Equal(isYes ? ["second"] : [], givenTo[seq].Select(t => t.Agent));
                foreach (var task in givenTo[seq]) Assert.Single(finished[task.Id]);
            }
        }
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Classification;
using Baton.Core.Events;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>What was tried for the customer, and how it went.</summary>
internal static class Tries
{
    private const int MostAnswers = 2;
    private const int MostActs = 2;

    public static BriefLine? Line(CaseFile file, IReadOnlyList<Said> said)
    {
        var tried = Answers(said).Concat(Acts(file)).OrderBy(t => t.Seqs[0]).ToList();
        return tried.Count == 0 ? null : new BriefLine(BriefKind.Tried, "Tried: " + string.Join("; ", tried.Select(t => t.Text)), [.. tried.SelectMany(t => t.Seqs).Distinct()]);
    }

    private static IEnumerable<(string Text, long[] Seqs)> Answers(IReadOnlyList<Said> said)
    {
        var told = said.Where(s => !s.ByCustomer).TakeLast(MostAnswers);
        foreach (var answer in told)
        {
            var next = said.FirstOrDefault(s => s.ByCustomer && s.Seq > answer.Seq);
            var went = next is null ? "no word from the customer since" : $"the customer wrote again, {Moods.Word(Sentiment.Read(next.Text).Label)}";
            yield return ($"{answer.Who} answered {Quote.Of(Sentences.In(answer.Text).MaxBy(Asking.Words) ?? answer.Text, 100)} ({went})", next is null ? [answer.Seq] : [answer.Seq, next.Seq]);
        }
    }

    // Words that were sent stand among the answers; what was refused, held back or failed is worth knowing.
    private static IEnumerable<(string Text, long[] Seqs)> Acts(CaseFile file) => file.Log
        .Where(e => e.Event.Seq != file.Opened && e.Event.Type is EventTypes.ActionProposed or EventTypes.TaskFinished)
        .Select(Act).OfType<(string, long[])>().TakeLast(MostActs);

    private static (string Text, long[] Seqs)? Act(CaseEvent of)
    {
        var e = of.Event;
        if (e.Type == EventTypes.TaskFinished) return e.Data.Text("status") == "failure" ? ($"{Name(e)} failed{Remark(e.Data.Text("detail"))}", [e.Seq]) : null;
        var proposal = ProposalJson.Read(e);
        if (proposal.Kind == "customer.update" || (proposal.IsContact && of.Standing == "done")) return null;
        return ($"{Plain(proposal.Agent, 60)} asked for {Plain(ActionWords.Of(proposal), 80)}, {Became(of)}", [e.Seq]);
    }

    private static string Became(CaseEvent of) => (of.Standing, of.Verdict) switch
    {
        ("done", _) => "done",
        ("failed", _) => "which failed",
        ("void", _) => "taken back when a person took over",
        ("abandoned", _) => "given up by the agent",
        (_, "allow") => "allowed",
        (_, "delay") => "held back for now",
        (_, "escalate") => "which needs a person's word",
        _ => "not allowed",
    };

    private static string Name(Event e) => Plain(e.Data.Text("agent") ?? e.Actor.Name, 60);

    private static string Remark(string? detail) => detail is { Length: > 0 } ? $" ({Quote.Of(detail, 80)})" : "";

    private static string Plain(string text, int most) => Quote.Cut(Quote.Plain(text), most);
}

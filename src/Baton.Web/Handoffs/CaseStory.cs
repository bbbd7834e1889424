using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Web.Handoffs;

/// <summary>
/// A customer's part of the log as a conversation: the words of both sides, agents' drafts where they were written, and small facts between.
/// Agents' inner work stays out; it stands under "What the agents saw".
/// </summary>
public static class CaseStory
{
    /// <summary>The entries, oldest first.</summary>
    /// <param name="handoff">The case.</param>
    /// <param name="nameOf">What people call the member with an e-mail.</param>
    public static IReadOnlyList<StoryEntry> Of(HandoffCase handoff, Func<string, string> nameOf)
    {
        var sent = SentActions(handoff.Log);
        return [.. handoff.Log.Select(row => EntryOf(handoff, row, sent, nameOf)).OfType<StoryEntry>()];
    }

    private static StoryEntry? EntryOf(HandoffCase handoff, LogRow row, HashSet<string> sent, Func<string, string> nameOf)
    {
        var e = row.ToEvent();
        return e.Type switch
        {
            EventTypes.MessageReceived => Words(e, StoryKind.Customer, handoff.Line.CustomerName ?? "The customer", nameOf) with { IsAsked = row.Seq == OpenedBy(handoff) },
            EventTypes.MessageSent => Sent(handoff, e, nameOf),
            EventTypes.ActionProposed => Proposed(handoff, row, e, sent),
            EventTypes.ActionDue => Due(handoff, row, e),
            EventTypes.HandoffResolved when e.Data.Text("answer") is { Length: > 0 } answer && !IsSaid(handoff.Log, e, answer) =>
                new StoryEntry(e.Seq, e.Time, StoryKind.Sent, nameOf(e.Actor.Name), answer) { Status = "Answered" },
            EventTypes.TaskFinished or EventTypes.ActionReported or EventTypes.ActionBegun or EventTypes.ActionLapsed or EventTypes.CustomerUpdated or EventTypes.CustomerPatched => null,
            _ => Fact(handoff, row, e, nameOf),
        };
    }

    private static StoryEntry Words(Event e, StoryKind kind, string who, Func<string, string> nameOf)
    {
        var (text, files) = (e.Text?.Trim() ?? "", StoryFile.Of(e.Data));
        return text.Length > 0 || files.Count > 0 ? new StoryEntry(e.Seq, e.Time, kind, who, text) { Channel = e.Data.Text("channel") ?? (e.Actor.Kind == ActorKind.Channel ? Short(e.Actor.Name) : null), Files = files }
            : new StoryEntry(e.Seq, e.Time, StoryKind.Fact, nameOf(e.Actor.Name), "A message without words");
    }

    // What an agent wants to say is a draft until it was sent; what else it wants to do is a fact with a verdict.
    private static StoryEntry? Proposed(HandoffCase handoff, LogRow row, Event e, HashSet<string> sent)
    {
        if (sent.Contains(e.Id)) return null;
        var proposal = ProposalJson.Read(e);
        var (mark, status) = handoff.Actions.TryGetValue(e.Id, out var action) ? ActionStanding.Of(action) : ActionStanding.Of(row.Verdict);
        var isAsked = handoff.Action?.Id == e.Id;
        if (proposal.Kind == "customer.update" && action?.Verdict == "allow") return null;
        var reason = action?.Reason;
        return proposal is { IsContact: true, Text: { Length: > 0 } text }
            ? new StoryEntry(e.Seq, e.Time, action?.Status == "done" ? StoryKind.Sent : StoryKind.Draft, proposal.Agent, text.Trim()) { Channel = proposal.Channel, Files = StoryFile.Of(proposal.Data), Mark = mark, Status = status, Reason = reason, IsAsked = isAsked }
            : new StoryEntry(e.Seq, e.Time, StoryKind.Fact, proposal.Agent, $"{proposal.Agent} asked for {ActionWords.Of(proposal)}{About(proposal)}") { Mark = mark, Status = action is null ? status : Plain(action, status), Reason = reason, IsAsked = isAsked };
    }

    // Deciding a delayed action again is worth a line only when something came of it.
    private static StoryEntry? Due(HandoffCase handoff, LogRow row, Event e)
    {
        if (row.Verdict is null or "delay" || e.Data.Text("action") is not { } id || !handoff.Actions.TryGetValue(id, out var action)) return null;
        var (mark, status) = ActionStanding.Of(row.Verdict);
        return new StoryEntry(e.Seq, e.Time, StoryKind.Fact, "Baton", $"What {action.Agent} wanted came due and was decided again") { Mark = mark, Status = status };
    }

    private static StoryEntry Fact(HandoffCase handoff, LogRow row, Event e, Func<string, string> nameOf)
    {
        // Of this case one knows what it is about.
        var sentence = row.Handoff == handoff.Line.Id ? (row.Sentence ?? e.Type).Replace(": " + handoff.Line.Title, "", StringComparison.Ordinal) : row.Sentence ?? e.Type;
        if (e.Actor.Kind == ActorKind.Person) sentence = sentence.Replace(e.Actor.Name, nameOf(e.Actor.Name), StringComparison.Ordinal);
        return new StoryEntry(e.Seq, e.Time, StoryKind.Fact, nameOf(e.Actor.Name), sentence);
    }

    private static StoryEntry Sent(HandoffCase handoff, Event e, Func<string, string> nameOf)
    {
        var words = Words(e, StoryKind.Sent, Author(e, nameOf), nameOf);
        return words.Files.Count > 0 ? words : words with { Files = ProposedWith(handoff.Log, e) };
    }

    // A channel need not tell of the files that it was given.
    private static IReadOnlyList<StoryFile> ProposedWith(IReadOnlyList<LogRow> log, Event sent) =>
        sent.Data.Text("action") is { } action && log.FirstOrDefault(r => r.Type == EventTypes.ActionProposed && r.Id == action) is { } proposed ? StoryFile.Of(ProposalJson.Read(proposed.ToEvent()).Data) : [];

    private static HashSet<string> SentActions(IReadOnlyList<LogRow> log) =>
        [.. log.Where(r => r.Type == EventTypes.MessageSent).Select(r => r.ToEvent().Data.Text("action")).OfType<string>()];

    // A channel that sent the answer tells of it; the words stand there once.
    private static bool IsSaid(IReadOnlyList<LogRow> log, Event resolved, string answer) =>
        log.Any(r => r.Type == EventTypes.MessageSent && r.Seq > resolved.Seq && r.ToEvent() is var e && e.Actor == resolved.Actor && e.Text == answer);

    private static long OpenedBy(HandoffCase handoff) => handoff.Chain.Count > 0 ? handoff.Chain[0].Seq : 0;

    private static string Author(Event e, Func<string, string> nameOf) =>
        e.Data.Text("agent") ?? e.Data.Text("author") ?? (e.Actor.Kind == ActorKind.Channel ? "Sent" : nameOf(e.Actor.Name));

    private static string About(Proposal proposal) => proposal.Text is { Length: > 0 } text ? ": " + text : proposal.Purpose is { Length: > 0 } purpose ? $" ({purpose})" : "";

    // "Sent" is said of words only.
    private static string Plain(ActionRow action, string status) => action.Status switch
    {
        "done" => "Done",
        "suppressed" => "Refused",
        _ => status,
    };

    private static string Short(string source) => source[(source.LastIndexOfAny([':', '/']) + 1)..];
}

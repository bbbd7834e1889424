using System.Globalization;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Timeline;
using Baton.Engine.Handoffs;
using Baton.Web.Frame.Look;

namespace Baton.Web.Handoffs;

/// <summary>One thing that speaks for or about the suggested step.</summary>
/// <param name="Text">In one sentence.</param>
/// <param name="Mark">The verdict it reports, if it is one.</param>
public sealed record Ground(string Text, MarkKind? Mark = null);

/// <summary>What to do next, and on what grounds: only facts of the case and of the policy, nothing guessed.</summary>
/// <param name="Title">The step, in a few words.</param>
/// <param name="Grounds">What it rests on, weightiest first.</param>
public sealed record NextStep(string Title, IReadOnlyList<Ground> Grounds)
{
    public static NextStep Of(HandoffCase handoff, StoryEntry? draft)
    {
        var grounds = new List<Ground> { new(handoff.Line.Reason) };
        if (handoff.RuleSentence is { } rule && handoff.Rule?.StartsWith("routing:", StringComparison.Ordinal) != true) grounds.Add(new(rule));
        if (handoff.IfApproved is { } ruling) grounds.Add(OnApproval(ruling));
        if (Confidence(handoff) is { } sure) grounds.Add(new(sure));
        if (handoff.Customer?.DoNotContact == true) grounds.Add(new("The customer asked not to be contacted.", MarkKind.Suppress));
        if (draft is not null && handoff.Action is not { IsContact: true }) grounds.Add(new($"{draft.Who} has drafted an answer, ready to edit."));
        return new NextStep(TitleOf(handoff, draft), grounds);
    }

    private static string TitleOf(HandoffCase handoff, StoryEntry? draft) => handoff.Cause switch
    {
        _ when handoff.Action is { } action => action.IsContact ? $"Check what {action.Agent} wants to say" : $"Decide on the {ActionWords.Of(action)}",
        HandoffCause.AskedForPerson => draft is null ? "Write to the customer yourself" : "Check the draft and answer",
        HandoffCause.LowConfidence => "Check the agent's result",
        HandoffCause.NeedsReview => draft is null ? "Answer what the agent could not" : "Check the draft and answer",
        HandoffCause.NeedsInfo => "Find out what the agent lacks",
        HandoffCause.AgentFailed => "Do what the agent could not",
        HandoffCause.Uninterpretable => "Look at what came in",
        HandoffCause.Loop => "Answer, then mend the rules that go in a circle",
        _ => draft is null ? "Answer the customer" : "Check the draft and answer",
    };

    private static Ground OnApproval(Ruling ruling) => ruling.Verdict switch
    {
        Verdict.Allow => new("If you approve it now, it is done at once: nothing else stands against it.", MarkKind.Allow),
        Verdict.Delay => new($"If you approve it now, it still waits until {Spans.Moment(ruling.Until!.Value)}: {ruling.Reason}", MarkKind.Delay),
        _ => new($"Approving it now would not let it through: {ruling.Reason}", ruling.Verdict.Mark()),
    };

    private static string? Confidence(HandoffCase handoff)
    {
        if (handoff.Held is not { } held || held.Number("confidence") is not { } confidence) return null;
        var what = held.Member("output")?.Text("label") ?? held.Member("output")?.Text("summary");
        return $"{held.Text("agent")} is {(confidence * 100).ToString("0", CultureInfo.InvariantCulture)} % sure{(what is null ? "" : $" that it is “{what}”")}.";
    }
}

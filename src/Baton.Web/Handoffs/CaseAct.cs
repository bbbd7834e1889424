using Baton.Core.Arbitration;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>One way to end a case, as a button.</summary>
/// <param name="Label">What the button says: the act and its object.</param>
/// <param name="Outcome">What it ends with.</param>
/// <param name="IsPrimary">Whether it is the one to expect; at most one of a case.</param>
/// <param name="NeedsText">Whether something must be written first.</param>
/// <param name="Speaks">Whether what was written goes along as the answer.</param>
public sealed record CaseAct(string Label, HandoffOutcome Outcome, bool IsPrimary = false, bool NeedsText = false, bool Speaks = false)
{
    /// <summary>What was done, once it is: "Approved refund of 120 EUR".</summary>
    public string Past => Label switch
    {
        _ when Label.StartsWith("Approve", StringComparison.Ordinal) => "Approved" + Label["Approve".Length..],
        _ when Label.StartsWith("Reject", StringComparison.Ordinal) => "Rejected" + Label["Reject".Length..],
        _ when Label.StartsWith("Answer", StringComparison.Ordinal) => "Answered",
        _ when Label.StartsWith("Accept", StringComparison.Ordinal) => "Accepted" + Label["Accept".Length..],
        _ when Label.StartsWith("Tell", StringComparison.Ordinal) => "Told the agent",
        _ when Label.StartsWith("Drop", StringComparison.Ordinal) => "Dropped",
        _ => "Resolved without an answer",
    };

    /// <summary>The buttons of a case, the expected one first.</summary>
    /// <param name="handoff">The case.</param>
    /// <param name="writing">What the person has written so far.</param>
    public static IReadOnlyList<CaseAct> Of(HandoffCase handoff, CaseWriting writing)
    {
        if (handoff.Action is { } action && handoff.IfApproved is not null)
        {
            var what = ActionWords.Of(action);
            if (action is { IsContact: true, Text: not null })
            {
                // Approving sends the agent's words; as soon as they were changed it is the person who answers.
                return writing.IsEdited
                    ? [new("Answer with this", HandoffOutcome.Answered, IsPrimary: true, NeedsText: true, Speaks: true), new($"Approve the {what} as drafted", HandoffOutcome.Approved), new("Reject", HandoffOutcome.Rejected)]
                    : [new($"Approve this {what}", HandoffOutcome.Approved, IsPrimary: true), new("Reject", HandoffOutcome.Rejected)];
            }

            var also = writing.HasText ? " and answer" : "";
            return [new($"Approve {what}{also}", HandoffOutcome.Approved, IsPrimary: true, Speaks: true), new($"Reject{also}", HandoffOutcome.Rejected, Speaks: true)];
        }

        return handoff.Cause switch
        {
            // What the person finds out goes back to the agent, which goes on with it.
            HandoffCause.NeedsInfo when handoff.Held is not null => [new("Tell the agent", HandoffOutcome.Answered, IsPrimary: true, NeedsText: true, Speaks: true), new("Drop it", HandoffOutcome.Rejected)],

            // Answering oneself must not let the agent's unsure result go on as well, or the customer hears twice.
            HandoffCause.LowConfidence when handoff.Held is { } held && !writing.HasText => [new(Accept(held), HandoffOutcome.Approved, IsPrimary: true), new("Drop it", HandoffOutcome.Rejected)],
            HandoffCause.LowConfidence or HandoffCause.NeedsReview when handoff.Held is { } held =>
                [new("Answer it myself", HandoffOutcome.Other, IsPrimary: true, NeedsText: true, Speaks: true), new(Accept(held), HandoffOutcome.Approved), new("Drop it", HandoffOutcome.Rejected)],
            HandoffCause.AgentFailed => [new("Answer", HandoffOutcome.Other, IsPrimary: true, NeedsText: true, Speaks: true), new("Resolve without an answer", HandoffOutcome.Other)],
            _ => [new("Answer", HandoffOutcome.Answered, IsPrimary: true, NeedsText: true, Speaks: true), new("Resolve without an answer", HandoffOutcome.Other)],
        };
    }

    private static string Accept(JsonElement held) =>
        (held.Member("output")?.Text("label") ?? held.Member("output")?.Text("summary")) is { Length: > 0 and <= 40 } label ? $"Accept “{label}”" : "Accept its result";
}

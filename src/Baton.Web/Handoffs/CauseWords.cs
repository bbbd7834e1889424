using Baton.Core.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>Why cases come to people, in a word or two for lists.</summary>
internal static class CauseWords
{
    public static string Of(HandoffCause cause) => cause switch
    {
        HandoffCause.Escalated => "Approval",
        HandoffCause.LowConfidence => "Unsure",
        HandoffCause.AskedForPerson => "Wants a person",
        HandoffCause.Uninterpretable => "Unreadable",
        HandoffCause.AgentFailed => "Agent failed",
        HandoffCause.NeedsReview => "Review",
        HandoffCause.NeedsInfo => "Lacks facts",
        HandoffCause.Loop => "Loop",
        _ => "Routed",
    };
}

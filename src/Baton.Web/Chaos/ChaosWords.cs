using System.Globalization;
using Baton.Core.Handoffs;
using Baton.Core.Policies;
using Baton.Engine.Chaos;
using Baton.Engine.Timeline;
using Baton.Web.Timeline;

namespace Baton.Web.Chaos;

/// <summary>Faults and load as the page says them.</summary>
internal static class ChaosWords
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Of(BadAnswer bad) => bad switch
    {
        BadAnswer.Broken => "Broken output",
        BadAnswer.OutOfRange => "Confidence above 1",
        BadAnswer.Unsure => "Confidence near 0",
        _ => "Any of these",
    };

    /// <summary>A fault of a form, which has no members that one sees.</summary>
    public static string Of(Fault fault) => fault.Pointer switch
    {
        "/badAnswers" => "Failures and bad answers are each from 0 to 100%, and together at most 100%: a call that fails has no answer.",
        "/failures" => "The calls that fail are from 0 to 100%.",
        "/latency/from" or "/latency/to" => "The latency is at most ten minutes.",
        "/for" => "It lasts from one minute to a day: an injection always ends by itself.",
        "/to" => "The period must end after it begins.",
        "/perSecond" => "The rate must be more than 0 and at most 10,000 events a second.",
        "" => "Nothing would be injected: give failures, latency or bad answers.",
        _ => fault.Detail,
    };

    public static string Of(LoadState state) => state switch
    {
        LoadState.Running => "Running",
        LoadState.Finished => "Done",
        LoadState.Cancelled => "Stopped",
        LoadState.Interrupted => "Cut short",
        _ => "Failed",
    };

    public static string Of(HandoffCause cause) => cause switch
    {
        HandoffCause.Escalated => "A rule wants a person's word",
        HandoffCause.LowConfidence => "An agent was not sure enough",
        HandoffCause.AskedForPerson => "The customer asked for a person",
        HandoffCause.Uninterpretable => "An event could not be read",
        HandoffCause.AgentFailed => "An agent failed for good",
        HandoffCause.NeedsReview => "An agent asked for a review",
        HandoffCause.NeedsInfo => "An agent lacked something",
        HandoffCause.Routed => "A rule sent it to people",
        _ => "Agents went in a circle",
    };

    /// <summary>The timeline of what opened handoffs for that reason, by what their sentences have in common.</summary>
    public static TimelineFilter FilterOf(string load, HandoffCause cause)
    {
        var all = new TimelineFilter { Run = load };
        return cause switch
        {
            HandoffCause.Escalated => all with { Verdict = "escalate" },
            HandoffCause.LowConfidence => all with { Type = Core.Events.EventTypes.TaskFinished, Query = "wanted" },
            HandoffCause.AgentFailed => all with { Type = Core.Events.EventTypes.TaskFinished, Query = "failed person asked" },
            HandoffCause.Uninterpretable => all with { Outcome = "quarantined" },
            HandoffCause.AskedForPerson => all with { Type = Core.Events.EventTypes.MessageReceived, Query = "asks person" },
            HandoffCause.NeedsReview => all with { Query = "asks review" },
            HandoffCause.NeedsInfo => all with { Query = "needs information" },
            HandoffCause.Routed => all with { Query = "people" },
            _ => all with { Query = "circle" },
        };
    }

    /// <summary>"340 ms", "12 s", "4 min".</summary>
    public static string Took(TimeSpan? span) => span is { } time ? Jobs.JobWords.Took((long)time.TotalMilliseconds) : "—";

    public static string LinkTo(TimelineFilter filter) => TimelineUrl.Of(filter);
}

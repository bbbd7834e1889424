using System.Globalization;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs.Wall;

namespace Baton.Web.Handoffs.Wall;

/// <summary>Figures of the desk as people read them.</summary>
public static class WallWords
{
    /// <summary>What a set of cases is called, above their list.</summary>
    public static string Title(WallSet set) => set switch
    {
        WallSet.Waiting => "Waiting",
        WallSet.Late => "Late",
        WallSet.Claimed => "With people",
        WallSet.Asleep => "Put aside",
        WallSet.Opened => "Opened",
        WallSet.Resolved => "Resolved",
        WallSet.Measured => "Should have been taken",
        WallSet.InTime => "Taken in time",
        WallSet.Missed => "Not taken in time",
        WallSet.Back => "Came back",
        WallSet.FromMessages => "From customers' messages",
        _ => throw new ArgumentOutOfRangeException(nameof(set)),
    };

    /// <summary>"40 s", "4 min 20 s", "2 h 10 min"; a dash when it is not known.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => "–",
        { TotalMinutes: < 1 } s => $"{(int)s.TotalSeconds} s",
        { TotalMinutes: < 10, Seconds: > 0 } s => $"{(int)s.TotalMinutes} min {s.Seconds} s",
        { TotalHours: < 1 } s => $"{(int)s.TotalMinutes} min",
        { TotalHours: < 10, Minutes: > 0 } s => $"{(int)s.TotalHours} h {s.Minutes} min",
        { TotalHours: < 72 } s => $"{(int)s.TotalHours} h",
        { } s => $"{(int)s.TotalDays} d",
    };

    /// <summary>"92 %"; never rounded up to all of it. A dash when there is nothing to share.</summary>
    public static string Percent(double? share) => share is { } s ? Math.Floor(s * 100).ToString("0", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>"3.4"; a dash when it is not known.</summary>
    public static string Rate(double? rate) => rate is { } r ? r.ToString(r < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) : "–";

    /// <summary>"1,204".</summary>
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Why cases came, in a few words.</summary>
    public static string Cause(string cause) => Enum.TryParse<HandoffCause>(cause, out var known) ? known switch
    {
        HandoffCause.Escalated => "A rule wants a person's word",
        HandoffCause.LowConfidence => "The agent was not sure enough",
        HandoffCause.AskedForPerson => "The customer asked for a person",
        HandoffCause.Uninterpretable => "Could not be interpreted",
        HandoffCause.AgentFailed => "The agent failed",
        HandoffCause.NeedsReview => "The agent asked for a review",
        HandoffCause.NeedsInfo => "The agent lacks something",
        HandoffCause.Routed => "A routing rule sends it to people",
        HandoffCause.Loop => "Agents went round in a circle",
        _ => cause,
    } : cause;
}

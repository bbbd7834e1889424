using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Arbitration;

/// <summary>Quiet hours, by the wall clock of the rule's or the customer's time zone.</summary>
internal static class QuietHours
{
    public static Finding Judge(Inquiry q, QuietHoursRule rule)
    {
        if (rule.Blocks.FirstMiss(q.Facts) is { } miss) return q.About(rule, miss);
        var zone = rule.TimeZone == "customer" ? q.Zone : WallClock.Zone(rule.TimeZone);
        var local = TimeZoneInfo.ConvertTime(q.Now, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        var finding = q.About(rule);
        if (!time.IsBetween(rule.From, rule.To)) return finding with { Because = $"It was {Spans.Clock(time)} in {zone.Id}, outside {Spans.Clock(rule.From)} to {Spans.Clock(rule.To)}" };
        var end = local.Date + rule.To.ToTimeSpan();
        if (time >= rule.To) end = end.AddDays(1);
        var until = WallClock.ToUtc(end, zone);

        // Where clocks go back the end occurs twice, and the first can already be past.
        if (until <= q.Now) until = WallClock.ToUtc(end, zone, second: true);
        return finding with
        {
            Matched = true,
            Verdict = rule.Then,
            Until = until,
            Code = "quiet-hours",
            Because = $"It is {Spans.Clock(time)} in {zone.Id}, and {Spans.Clock(rule.From)} to {Spans.Clock(rule.To)} is quiet",
            Unlock = $"waiting until {Spans.Moment(until)}, or approval by a person",
        };
    }
}

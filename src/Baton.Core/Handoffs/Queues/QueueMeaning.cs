using Baton.Core.Agents;
using Baton.Core.Handoffs.Hours;
using Baton.Core.Timeline;

namespace Baton.Core.Handoffs.Queues;

/// <summary>A queue in plain sentences, as the person who wants it would say it.</summary>
public static class QueueMeaning
{
    /// <summary>Who works it, when, what is promised, and what happens when that is not kept.</summary>
    public static string Of(QueueDefinition queue) => string.Join(" ", Sentences(queue));

    /// <summary>Working hours in words: "Mon–Fri 09:00–17:00, Berlin time".</summary>
    public static string Of(WorkingHours hours)
    {
        var days = hours.Weekly.GroupBy(o => o.Day).OrderBy(d => ((int)d.Key + 6) % 7).Select(d => (Day: d.Key, Times: string.Join(" and ", d.OrderBy(o => o.From).Select(o => $"{o.From:HH\\:mm}–{(o.To == TimeOnly.MinValue ? "24:00" : o.To.ToString("HH\\:mm", null))}")))).ToList();
        var parts = new List<string>();
        for (var i = 0; i < days.Count;)
        {
            var last = i;
            while (last + 1 < days.Count && days[last + 1].Times == days[i].Times && Follows(days[last].Day, days[last + 1].Day)) last++;
            parts.Add($"{Short(days[i].Day)}{(last > i ? "–" + Short(days[last].Day) : "")} {days[i].Times}");
            i = last + 1;
        }

        var holidays = hours.Holidays.Length switch { 0 => "", 1 => ", but one holiday", var many => $", but {many} holidays" };
        return $"{string.Join(", ", parts)}, {hours.TimeZone.Split('/')[^1].Replace('_', ' ')} time{holidays}";
    }

    private static IEnumerable<string> Sentences(QueueDefinition queue)
    {
        yield return $"{Who(queue)} {(queue.Mode == QueueMode.Push ? $"offered each case in turn and have {Spans.Of(queue.OfferFor)} to take it" : "free to pick cases")}{(queue.Hours is { } hours ? $", {Of(hours)}" : ", at any hour")}.";
        if (queue.Hidden) yield return "Nobody else but supervisors sees them.";
        foreach (var level in queue.Levels.Where(l => !l.IsEmpty).OrderByDescending(l => l.Priority)) yield return Promise(level, queue.Hours is not null);
        if (queue.Levels.Any(l => !l.IsEmpty)) yield return $"People are warned after {queue.WarnAt} % of the time.";
        if (Escalation(queue.AtBreach) is { } escalation) yield return escalation;
        if (queue.Idle is { } idle) yield return $"A case left alone for {Spans.Of(idle)} goes back.";
        if (queue.Notice is { } notice) yield return $"At a takeover the customer is told: “{notice}”";
    }

    private static string Who(QueueDefinition queue)
    {
        var who = queue.People.Length switch { 0 => "All human agents", 1 => queue.People[0], <= 3 => $"{string.Join(", ", queue.People.SkipLast(1))} and {queue.People[^1]}", var many => $"{many} people" };
        var needs = queue.Skills.IsEmpty ? "" : $" who know {string.Join(" and ", queue.Skills)}";
        var speak = queue.Languages.IsEmpty ? "" : $"{(needs.Length > 0 ? " and" : " who")} speak {string.Join(" or ", queue.Languages)}";
        return $"{who}{needs}{speak} {(queue.People.Length == 1 ? "is" : "are")}";
    }

    private static string Promise(ServiceLevel level, bool hasHours)
    {
        var parts = new List<string>();
        if (level.Claim is { } claim) parts.Add($"is taken within {Spans.Of(claim)}");
        if (level.Answer is { } answer) parts.Add($"answered within {Spans.Of(answer)}");
        if (level.Resolution is { } resolution) parts.Add($"resolved within {Spans.Of(resolution)}");
        var kind = level.Priority switch { Priority.Urgent => "An urgent case", Priority.High => "One of high priority", Priority.Normal => "A usual one", _ => "One of low priority" };
        return $"{kind} {string.Join(", ", parts)}{(hasHours ? level.Always ? ", by day and night" : " of working time" : "")}.";
    }

    private static string? Escalation(QueueEscalation? escalation)
    {
        if (escalation is null) return null;
        var then = new List<string>();
        if (escalation.Queue is { } queue) then.Add($"the case goes to {queue} unless somebody has it");
        if (escalation.RaisePriority) then.Add(then.Count > 0 ? "becomes more urgent" : "the case becomes more urgent");
        if (escalation.Tell.Length > 0) then.Add(escalation.Tell.Length == 1 ? $"{escalation.Tell[0]} is told" : $"{escalation.Tell.Length} people are told");
        return then.Count == 0 ? null : $"When a time is over, {string.Join(" and ", then)}.";
    }

    private static bool Follows(DayOfWeek one, DayOfWeek other) => ((int)one + 6) % 7 + 1 == ((int)other + 6) % 7;

    private static string Short(DayOfWeek day) => day.ToString()[..3];
}

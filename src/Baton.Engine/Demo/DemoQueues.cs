using Baton.Core.Agents;
using Baton.Core.Handoffs.Hours;
using Baton.Core.Handoffs.Queues;

namespace Baton.Engine.Demo;

/// <summary>The queues of the demo's company. Its clock runs fast, so what is promised counts in hours and days.</summary>
internal static class DemoQueues
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static IReadOnlyList<QueueDefinition> All { get; } =
    [
        new()
        {
            Name = "general",
            Title = "Front desk",
            Description = "Customers who ask for a person, and what nobody else takes",
            Hours = Open(Enum.GetValues<DayOfWeek>(), 7, 22),
            Levels = Levels(claim: 8, answer: 10, resolution: 24),
            AtBreach = new QueueEscalation { RaisePriority = true },
            Idle = TimeSpan.FromHours(12),
            Notice = "A colleague of ours has taken over and will write to you.",
        },
        new()
        {
            Name = "support",
            Title = "Support",
            Description = "Complaints, and answers that agents are not sure of",
            Hours = Open(Enum.GetValues<DayOfWeek>(), 7, 22),
            Levels = Levels(claim: 8, answer: 12, resolution: 30),
            AtBreach = new QueueEscalation { Queue = "general", RaisePriority = true },
        },
        new()
        {
            Name = "finance",
            Title = "Finance",
            Description = "Refunds that need a yes",
            Hours = Open(Weekdays, 9, 17) with { Holidays = [new(new(2026, 11, 26), "Thanksgiving"), new(new(2026, 11, 27), "The day after", From: new(13, 0)), new(new(2026, 12, 25), "Christmas Day"), new(new(2027, 1, 1), "New Year")] },
            Levels = Levels(claim: 6, answer: null, resolution: 16),
        },
    ];

    private static WorkingHours Open(DayOfWeek[] days, int from, int to) =>
        new() { TimeZone = "America/New_York", Weekly = [.. days.Select(day => new OpeningHours(day, new(from, 0), new(to, 0)))] };

    // Hours for a case of high priority; an urgent one has half of them, a usual one twice as many.
    private static System.Collections.Immutable.ImmutableArray<ServiceLevel> Levels(int claim, int? answer, int resolution) =>
    [
        .. new (Priority Priority, double Times)[] { (Priority.Urgent, 0.5), (Priority.High, 1), (Priority.Normal, 2), (Priority.Low, 4) }.Select(p => new ServiceLevel
        {
            Priority = p.Priority,
            Claim = TimeSpan.FromHours(claim * p.Times),
            Answer = answer is { } hours ? TimeSpan.FromHours(hours * p.Times) : null,
            Resolution = TimeSpan.FromHours(resolution * p.Times),
        }),
    ];
}

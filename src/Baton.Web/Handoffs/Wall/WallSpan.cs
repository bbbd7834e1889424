using Baton.Engine.Handoffs.Wall;

namespace Baton.Web.Handoffs.Wall;

/// <summary>A time over which the wall looks back.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Title">On the button.</param>
/// <param name="Days">How many days (UTC), today among them.</param>
public sealed record WallSpan(string Name, string Title, int Days)
{
    public static IReadOnlyList<WallSpan> All { get; } = [new("today", "Today", 1), new("week", "7 days", 7), new("month", "30 days", 30)];

    public static WallSpan? Find(string? name) => All.FirstOrDefault(s => s.Name == (name ?? All[0].Name));

    /// <summary>From the beginning of a day (UTC) up to now.</summary>
    public WallTime Of(DateTimeOffset now) => new(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1 - Days), now.AddMilliseconds(1), now);
}

using Baton.Engine.Agents.Spending;

namespace Baton.Web.Agents.Spending;

/// <summary>A time over which usage is added up.</summary>
/// <param name="Name">In the URL.</param>
/// <param name="Title">On the button.</param>
/// <param name="Days">How many days (UTC), today among them.</param>
public sealed record SpendingSpan(string Name, string Title, int Days)
{
    public static IReadOnlyList<SpendingSpan> All { get; } = [new("today", "Today", 1), new("week", "7 days", 7), new("month", "30 days", 30)];

    public static SpendingSpan? Find(string? name) => All.FirstOrDefault(s => s.Name == (name ?? All[0].Name));

    /// <summary>Where it begins: with a day (UTC).</summary>
    public DateTimeOffset From(DateTimeOffset now) => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1 - Days);

    /// <summary>The word for it in the URL; null when it is none.</summary>
    public static SpentBy? By(string? word) => word switch
    {
        null or "agent" => SpentBy.Agent,
        "model" => SpentBy.Model,
        "customer" => SpentBy.Customer,
        _ => null,
    };
}

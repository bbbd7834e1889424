namespace Baton.Web.Agents;

/// <summary>A time over which an agent's page looks back.</summary>
/// <param name="Name">In the URL.</param>
/// <param name="Title">On the button.</param>
/// <param name="From">Where it begins, in words.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Parts">Into how many parts charts cut it.</param>
public sealed record AgentSpan(string Name, string Title, string From, TimeSpan Length, int Parts)
{
    public static IReadOnlyList<AgentSpan> All { get; } =
    [
        new("hour", "Hour", "1 h ago", TimeSpan.FromHours(1), 12),
        new("day", "Day", "24 h ago", TimeSpan.FromHours(24), 24),
        new("week", "Week", "7 d ago", TimeSpan.FromDays(7), 28),
    ];
}

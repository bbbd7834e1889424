namespace Baton.Web.Frame;

/// <summary>A place in the left rail.</summary>
/// <param name="Go">The letter that leads there after "g".</param>
/// <param name="Policy">Who sees it.</param>
/// <param name="IsApart">Whether a line sets it apart from what stands above.</param>
/// <param name="IsForTests">Whether it is there only in a test workspace.</param>
public sealed record RailEntry(string Href, string Title, string Icon, string Go, string Policy = SignIn.Rights.View, bool IsApart = false, bool IsForTests = false)
{
    public static IReadOnlyList<RailEntry> All { get; } =
    [
        new("/", "Overview", "overview", "o"),
        new("/timeline", "Timeline", "timeline", "t"),
        new("/customers", "Customers", "customers", "c"),
        new("/handoffs", "Handoffs", "handoffs", "h"),
        new("/agents", "Agents", "agents", "a"),
        new("/messages", "Messages", "chat", "n"),
        new("/tools", "Tools", "tools", "l"),
        new("/knowledge", "Knowledge", "knowledge", "k"),
        new("/policy", "Policy", "policy", "p"),
        new("/insights", "Insights", "insights", "i"),
        new("/models", "Models", "models", "m"),
        new("/jobs", "Jobs", "jobs", "j", IsApart: true),
        new("/health", "Health", "health", "e", SignIn.Rights.Operate),
        new("/chaos", "Chaos", "chaos", "x", SignIn.Rights.Operate, IsForTests: true),
        new("/settings", "Settings", "settings", "s", SignIn.Rights.Admin),
    ];
}

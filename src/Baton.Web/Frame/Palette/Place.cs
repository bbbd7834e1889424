using Baton.Web.SignIn;

namespace Baton.Web.Frame.Palette;

/// <summary>A page that does not stand in the rail.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Icon">A name of <see cref="Look.Icons"/>.</param>
/// <param name="Under">The place to which it belongs.</param>
/// <param name="Right">Who may open it.</param>
/// <param name="Words">Other words by which people look for it.</param>
public sealed record Place(string Href, string Title, string Icon, string Under, string Right = Rights.View, string? Words = null)
{
    /// <summary>All of them, the sections of the settings among them.</summary>
    public static IReadOnlyList<Place> All { get; } =
    [
        new("/handoffs?view=mine", "My cases", "handoffs", "Handoffs", Rights.Handle, "claimed mine"),
        new("/handoffs?view=done", "Resolved cases", "handoffs", "Handoffs", Words: "done history"),
        new("/handoffs/wall", "Live wall", "screen", "Handoffs", Rights.Operate, "supervisor figures queues people service level breaches"),
        new("/handoffs/quality", "Quality", "check", "Handoffs", Rights.Handle, "reviews sampling scores supervisor"),
        new("/usage", "Usage and cost", "insights", "Agents", Words: "spending budget tokens money"),
        new("/agents?define=", "Define an agent", "plus", "Agents", Rights.Admin, "new create"),
        new("/policy/try", "Try the policy", "play", "Policy", Words: "test simulate"),
        new("/policy?open=history", "History of the policy", "policy", "Policy", Words: "versions published"),
        new("/insights?tab=conflicts", "Conflicts", "insights", "Insights", Words: "heat map"),
        new("/insights?tab=digest", "Digest of the day", "insights", "Insights", Words: "summary"),
        new("/notifications", "Notifications", "bell", "You", Words: "sound browser badge"),
        new("/settings#members", "Members", "person", "Settings", Rights.Admin, "people roles invite"),
        new("/settings#keys", "API keys", "key", "Settings", Rights.Admin, "scopes token"),
        new("/settings/mcp", "MCP servers", "tools", "Settings", Rights.Admin),
        new("/settings/credentials", "Credentials", "key", "Settings", Rights.Admin, "vault secrets"),
        new("/settings/alerts", "Alerts", "mail", "Settings", Rights.Admin, "e-mail email slack webhook breach"),
        new("/settings#outbound", "Outbound calls", "external", "Settings", Rights.Admin, "allow private addresses"),
        new("/settings#workspace", "Workspace", "settings", "Settings", Rights.Admin, "name colour accent branding"),
        new("/settings#retention", "Retention", "settings", "Settings", Rights.Admin, "archive keep log"),
    ];
}

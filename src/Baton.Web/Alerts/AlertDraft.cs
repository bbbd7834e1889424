using Baton.Engine.Alerts;

namespace Baton.Web.Alerts;

/// <summary>A place where alerts go, as it is typed.</summary>
internal sealed class AlertDraft
{
    public const string Webhook = "webhook";
    public const string Somebody = "channel";

    public string Name { get; set; } = "";
    public string Way { get; set; } = Webhook;
    public bool IsMail => Way != Webhook;
    public string Address { get; set; } = "https://hooks.slack.com/services";
    public string Credential { get; set; } = "";
    public string Channel { get; set; } = "";
    public string To { get; set; } = "";
    public bool Breach { get; set; } = true;
    public bool Warning { get; set; } = true;
    public bool Agent { get; set; } = true;
    public string Queues { get; set; } = "";
    public int Minutes { get; set; } = 5;

    public static AlertDraft Of(AlertRoute route) => new()
    {
        Name = route.Name,
        Way = route.Address is null ? Somebody : Webhook,
        Address = route.Address?.ToString() ?? "",
        Credential = route.Credential ?? "",
        Channel = route.Channel ?? "",
        To = route.To ?? "",
        Breach = route.Wants(AlertKind.Breach, null),
        Warning = route.Wants(AlertKind.Warning, null),
        Agent = route.Wants(AlertKind.Agent, null),
        Queues = string.Join(", ", route.Queues),
        Minutes = route.Minutes,
    };

    /// <summary>The place; what is wrong with it where it is none.</summary>
    public (AlertRoute? Route, string? Fault) Read()
    {
        Uri? address = null;
        if (!IsMail && !Uri.TryCreate(Address.Trim(), UriKind.Absolute, out address)) return (null, "The address begins with https://.");
        if (!Breach && !Warning && !Agent) return (null, "Choose at least one thing to tell of.");
        var route = new AlertRoute
        {
            Name = Name.Trim().ToLowerInvariant(),
            Address = address,
            Credential = IsMail || Credential.Trim().Length == 0 ? null : Credential.Trim(),
            Channel = IsMail ? Channel.Trim() : null,
            To = IsMail ? To.Trim() : null,
            Kinds = Breach && Warning && Agent ? [] : [.. new[] { (Warning, AlertKind.Warning), (Breach, AlertKind.Breach), (Agent, AlertKind.Agent) }.Where(k => k.Item1).Select(k => k.Item2)],
            Queues = [.. Queues.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)],
            Minutes = Minutes,
        };
        return route.Fault is { } fault ? (null, fault.Detail) : (route, null);
    }
}

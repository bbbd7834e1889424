using Baton.Engine.Alerts;
using Baton.Web.Problems;

namespace Baton.Web.Alerts;

/// <summary>A place where alerts go, as it is put.</summary>
/// <param name="Address">The address of a Slack-compatible incoming webhook; without its end where that is kept in a credential.</param>
/// <param name="Credential">The credential whose value ends the address.</param>
/// <param name="Channel">The channel by which it goes instead.</param>
/// <param name="To">To whom it goes over the channel.</param>
/// <param name="Kinds">What it is told of: <c>breach</c>, <c>warning</c>, <c>agent</c>; everything without any.</param>
/// <param name="Queues">The queues that it is told of; every one without any.</param>
/// <param name="Minutes">The pause after an alert, by default 5 minutes. What happens meanwhile comes together in the next one.</param>
internal sealed record AlertRequest(Uri? Address, string? Credential, string? Channel, string? To, IReadOnlyList<string>? Kinds, IReadOnlyList<string>? Queues, int? Minutes);

/// <summary>Reads a place where alerts go.</summary>
internal static class AlertBody
{
    private static readonly string[] Kinds = ["warning", "breach", "agent"];

    public static AlertRoute Read(JsonMembers body, string name)
    {
        var kinds = body.Texts("kinds", Kinds.Length) ?? [];
        for (var i = 0; i < kinds.Count; i++) if (!Kinds.Contains(kinds[i], StringComparer.Ordinal)) body.WrongAt("kinds", i, $"'{kinds[i]}' is nothing that alerts tell of; use {string.Join(", ", Kinds)}.");
        var route = new AlertRoute
        {
            Name = name,
            Address = body.Address("address"),
            Credential = body.Text("credential"),
            Channel = body.Text("channel"),
            To = body.Text("to"),
            Kinds = [.. kinds.Where(k => Kinds.Contains(k, StringComparer.Ordinal)).Select(k => Enum.Parse<AlertKind>(k, ignoreCase: true))],
            Queues = body.Texts("queues", 100) ?? [],
            Minutes = body.Whole("minutes", 1, AlertRoute.MostMinutes) ?? 5,
        };
        if (route.Fault is { } fault) body.Wrong(fault.Member, fault.Detail);
        return route;
    }
}

using System.Globalization;
using System.Text;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Alerts;

/// <summary>Many notices as one alert: counts first, then the first few in full.</summary>
internal static class AlertWords
{
    private const int MostTold = 10;

    public static AlertText Of(string workspace, AlertRoute route, IReadOnlyList<AlertNoticeRow> notices)
    {
        var (breaches, warnings, agents) = (Count(notices, "breach"), Count(notices, "warning"), Count(notices, "agent"));
        var parts = new[] { Said(breaches, "case is late", "cases are late"), Said(warnings, "case is soon late", "cases are soon late"), Said(agents, "agent needs a look", "agents need a look") }.OfType<string>();
        var subject = $"{workspace}: {string.Join(", ", parts)}";
        var text = new StringBuilder(subject).Append('\n');
        foreach (var notice in notices.OrderBy(n => n.Kind == "breach" ? 0 : n.Kind == "agent" ? 1 : 2).ThenBy(n => n.Seq).Take(MostTold))
            text.Append("• ").Append(notice.Queue is { } queue ? $"[{queue}] " : "").Append(notice.Sentence).Append(" (").Append(Spans.Moment(notice.At.ToTime())).Append(")\n");
        if (notices.Count > MostTold) text.Append(CultureInfo.InvariantCulture, $"… and {notices.Count - MostTold} more.\n");
        return new AlertText(string.Create(CultureInfo.InvariantCulture, $"{route.Name}-{notices[^1].Seq}"), subject, text.ToString().TrimEnd());
    }

    public static AlertText Test(string workspace, AlertRoute route, DateTimeOffset now) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{route.Name}-test-{now.ToUnix()}"), $"{workspace}: a test", $"{workspace}: this is a test of Baton's alerts for {route.Name}. Nothing happened.");

    private static int Count(IReadOnlyList<AlertNoticeRow> notices, string kind) => notices.Count(n => n.Kind == kind);

    private static string? Said(int count, string one, string many) => count switch { 0 => null, 1 => $"1 {one}", _ => string.Create(CultureInfo.InvariantCulture, $"{count} {many}") };
}

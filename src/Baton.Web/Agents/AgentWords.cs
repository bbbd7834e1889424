using System.Globalization;
using Baton.Core.Agents;

namespace Baton.Web.Agents;

/// <summary>Figures and kinds of agents as they are written on screen.</summary>
internal static class AgentWords
{
    public static string Of(AgentKind kind) => kind == AgentKind.BuiltIn ? "built in" : "fetches its tasks";

    /// <summary>"97 %", "–" when there is nothing to count.</summary>
    public static string Percent(double? share) => share is { } s ? (s * 100).ToString(s is > 0.99 and < 1 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>"&lt; 1 ms", "40 ms", "1.2 s", "3 min", "–".</summary>
    public static string Time(TimeSpan? time) => time switch
    {
        null => "–",
        { TotalMilliseconds: < 1 } => "< 1 ms",
        { TotalSeconds: < 1 } t => t.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        { TotalSeconds: < 60 } t => t.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } t => t.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " min",
        { } t => t.TotalHours.ToString("0.#", CultureInfo.InvariantCulture) + " h",
    };

    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

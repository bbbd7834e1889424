using System.Globalization;
using Baton.Core.Agents;

namespace Baton.Web.Agents;

/// <summary>Figures and kinds of agents as they are written on screen.</summary>
internal static class AgentWords
{
    /// <summary>The kind, as in a table.</summary>
    public static string Of(AgentKind kind) => kind switch
    {
        AgentKind.BuiltIn => "built in",
        AgentKind.Pull => "fetches its tasks",
        AgentKind.Llm => "language model",
        AgentKind.Http => "over HTTP",
        AgentKind.Mcp => "MCP tool",
        _ => "over A2A",
    };

    /// <summary>The kind, as one chooses it.</summary>
    public static string Choice(AgentKind kind) => kind switch
    {
        AgentKind.BuiltIn => "Inside Baton",
        AgentKind.Pull => "Anywhere; it fetches its tasks over HTTP",
        AgentKind.Llm => "A language model that Baton calls with your instructions",
        AgentKind.Http => "At a web address that Baton posts its tasks to",
        AgentKind.Mcp => "A tool of an MCP server",
        _ => "An agent with an A2A agent card",
    };

    /// <summary>"0.0042", "12.50", "0".</summary>
    public static string Money(decimal amount) => amount switch
    {
        0 => "0",
        < 0.0001m => "< 0.0001",
        < 1 => amount.ToString("0.00##", CultureInfo.InvariantCulture),
        _ => amount.ToString("N2", CultureInfo.InvariantCulture),
    };

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

    /// <summary>"09:00:30 UTC", with the day when it is another.</summary>
    public static string Until(DateTimeOffset time, DateTimeOffset now) =>
        time.UtcDateTime.Date == now.UtcDateTime.Date ? time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC" : Baton.Core.Timeline.Spans.Moment(time);

    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

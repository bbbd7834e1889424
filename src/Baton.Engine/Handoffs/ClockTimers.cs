using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs;

/// <summary>The clocks of a handoff as timers: a warning before each runs out, and what its queue does when it has.</summary>
internal static class ClockTimers
{
    private const string Warn = HandoffTimers.Prefix + "warn:";
    private const string Breach = HandoffTimers.Prefix + "breach:";

    /// <summary>What they are called, what they mean, and when they are due.</summary>
    public static IEnumerable<(string Kind, string Type, Func<OpenHandoff, DateTimeOffset?> Due)> Kinds { get; } = [.. Enum.GetValues<ServiceClock>().SelectMany(Of)];

    /// <summary>What is to be taken in when such a timer comes due; null for any other timer. It names no claim: a clock goes on through all of them.</summary>
    public static Input? InputOf(TimerRow timer, OpenHandoff handoff, WorkspaceConfig config)
    {
        var isBreach = timer.Kind.StartsWith(Breach, StringComparison.Ordinal);
        if (!isBreach && !timer.Kind.StartsWith(Warn, StringComparison.Ordinal)) return null;
        var name = timer.Kind[(isBreach ? Breach.Length : Warn.Length)..];
        var clock = Enum.Parse<ServiceClock>(name, ignoreCase: true);
        return Input.Act("baton/timers", isBreach ? EventTypes.HandoffBreached : EventTypes.HandoffWarned, Actor.Baton, Payload.Of(json =>
        {
            json.WriteString("handoff", handoff.Id);
            json.WriteString("clock", name);
            if (HandoffClocks.DueOf(handoff, clock) is { } due) json.WriteString("due", Rfc3339.Write(due));
            if (isBreach) Escalate(json, handoff, config);
        }));
    }

    private static void Escalate(Utf8JsonWriter json, OpenHandoff handoff, WorkspaceConfig config)
    {
        if (config.QueueOf(handoff.Queue).AtBreach is not { } escalation) return;
        if (handoff.Owner is null && escalation.Queue is { } queue && queue != handoff.Queue) json.WriteString("queue", queue);
        if (escalation.RaisePriority && handoff.Priority < Priority.Urgent) json.WriteString("priority", JsonNamingPolicy.CamelCase.ConvertName((handoff.Priority + 1).ToString()));
        if (escalation.Tell.IsEmpty) return;
        json.WriteStartArray("tell");
        foreach (var person in escalation.Tell) json.WriteStringValue(person);
        json.WriteEndArray();
    }

    private static IEnumerable<(string Kind, string Type, Func<OpenHandoff, DateTimeOffset?> Due)> Of(ServiceClock clock)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(clock.ToString());
        yield return (Warn + name, EventTypes.HandoffWarned, handoff => HandoffClocks.WarningOf(handoff, clock));
        yield return (Breach + name, EventTypes.HandoffBreached, handoff => HandoffClocks.BreachOf(handoff, clock));
    }
}

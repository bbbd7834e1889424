using System.Globalization;
using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>What people do to test their own setup, in words.</summary>
internal static class TestingSentences
{
    public static string Of(Event e)
    {
        var (who, agent) = (e.Actor.Kind == ActorKind.Baton ? "Baton" : e.Actor.Name, e.Data.Text("agent"));
        return e.Type switch
        {
            EventTypes.TestingChanged when e.Data.Flag("on") == true => $"{who} made this a test workspace: its agents may be made to fail on purpose.",
            EventTypes.TestingChanged => $"{who} made this an ordinary workspace again: nothing is made to fail on purpose.",
            EventTypes.InjectionStarted => $"{who} began to inject faults into {agent}{Remarks.Of(e, "what")}.",
            EventTypes.InjectionChanged => $"{who} changed what is injected into {agent}{Remarks.Of(e, "what")}.",
            EventTypes.InjectionEnded => $"Nothing is injected into {agent} any more{Remarks.Of(e, "why")}.",
            EventTypes.LoadStarted => $"{who} began to replay recorded traffic{Remarks.Of(e, "what")}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"The replay of recorded traffic {StateOf(e)} after {e.Data.Number("acknowledged") ?? 0:N0} events{Remarks.Of(e, "why")}."),
        };
    }

    private static string StateOf(Event e) => e.Data.Text("state") switch
    {
        "finished" => "was done",
        "cancelled" => "was stopped",
        "interrupted" => "was cut short",
        _ => "failed",
    };
}

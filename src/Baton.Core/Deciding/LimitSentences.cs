using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>What agents' limits did, in words.</summary>
internal static class LimitSentences
{
    public static string Of(Event e)
    {
        var (name, used) = (e.Data.Text("name"), e.Data.Text("used"));
        return (e.Type, e.Data.Text("state")) switch
        {
            (EventTypes.AgentBreaker, "open") => $"{name} failed too often and is left alone until {Until(e)}; then one call tries whether it works again{Remarks.Of(e, "why")}.",
            (EventTypes.AgentBreaker, _) => $"{name} works again and is called as usual.",
            (_, "warned") => $"{name} has nearly used up its budget for the {e.Data.Text("window")}: {used}.",
            (_, "stopped") => $"{name} has used up its budget for the {e.Data.Text("window")}: {used}. {Then(e)}",
            _ => $"{name} has a budget again and goes on.",
        };
    }

    private static string Then(Event e) => e.Data.Text("then") == "wait" ? $"Its tasks wait until {Until(e)}." : $"Until {Until(e)} its tasks go to its fallback, or to a person.";

    private static string Until(Event e) => e.Data.Time("until") is { } until ? Spans.Moment(until) : "later";
}

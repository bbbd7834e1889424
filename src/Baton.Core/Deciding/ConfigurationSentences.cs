using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>Changes to a workspace's configuration and to customers' data, in words.</summary>
internal static class ConfigurationSentences
{
    public static string Of(Event e) => e.Type switch
    {
        EventTypes.AgentDefined => $"{e.Actor.Name} defined the agent {e.Data.Text("name")} ({e.Data.Text("department")}).",
        EventTypes.AgentPaused => $"{e.Actor.Name} paused {e.Data.Text("name")}{Remarks.Of(e, "note")}.",
        EventTypes.AgentResumed => $"{e.Actor.Name} resumed {e.Data.Text("name")}.",
        EventTypes.PolicyPublished => $"{e.Actor.Name} published policy {e.Data.Number("version")}{Remarks.Of(e, "note")}.",
        EventTypes.ModelPromoted => $"{e.Actor.Name} put version {e.Data.Text("version")} of the model {e.Data.Text("model")} in force{Remarks.Of(e, "note")}.",
        EventTypes.CustomerPatched => $"{e.Actor.Name} changed the customer's data.",
        EventTypes.TestingChanged or EventTypes.InjectionStarted or EventTypes.InjectionChanged or EventTypes.InjectionEnded or EventTypes.LoadStarted or EventTypes.LoadEnded => TestingSentences.Of(e),
        _ => $"{e.Actor.Name}: {e.Type}.",
    };
}

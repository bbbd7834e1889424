using Baton.Core.Events;

namespace Baton.Core.Deciding;

/// <summary>Changes to a workspace's configuration and to customers' data, in words.</summary>
internal static class ConfigurationSentences
{
    public static string Of(Event e) => e.Type switch
    {
        EventTypes.AgentDefined => $"{e.Actor.Name} defined the agent {e.Data.Text("name")} ({e.Data.Text("department")}).",
        EventTypes.AgentPaused => $"{e.Actor.Name} paused {e.Data.Text("name")}{Because(e)}.",
        EventTypes.AgentResumed => $"{e.Actor.Name} resumed {e.Data.Text("name")}.",
        EventTypes.PolicyPublished => $"{e.Actor.Name} published policy {e.Data.Number("version")}{Because(e)}.",
        EventTypes.CustomerPatched => $"{e.Actor.Name} changed the customer's data.",
        _ => $"{e.Actor.Name}: {e.Type}.",
    };

    private static string Because(Event e) => e.Data.Text("note") is { Length: > 0 } note ? $": {note}" : "";
}

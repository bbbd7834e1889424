using Baton.Core.Events;

namespace Baton.Core.Deciding;

/// <summary>Changes to how Baton reaches customers, in words.</summary>
internal static class ChannelSentences
{
    public static string Of(Event e) => e.Type switch
    {
        EventTypes.ChannelDefined when e.Data.Flag("changed") == true => $"{e.Actor.Name} changed the channel {e.Data.Text("name")}.",
        EventTypes.ChannelDefined => $"{e.Actor.Name} set up the channel {e.Data.Text("name")}: Baton itself sends over it from now on.",
        EventTypes.ChannelRemoved => $"{e.Actor.Name} removed the channel {e.Data.Text("name")}.",
        _ when e.Data.Text("text") is { Length: > 0 } => $"{e.Actor.Name} changed what customers are told when a person takes over.",
        _ => $"{e.Actor.Name} lets customers not be told when a person takes over.",
    };
}

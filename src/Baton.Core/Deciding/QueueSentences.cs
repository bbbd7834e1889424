using Baton.Core.Events;

namespace Baton.Core.Deciding;

/// <summary>Changes to queues of people and to what is said of people, in words.</summary>
internal static class QueueSentences
{
    public static string Of(Event e) => e.Type switch
    {
        EventTypes.QueueDefined => $"{e.Actor.Name} {(e.Data.Flag("changed") is true ? "changed" : "defined")} the queue {e.Data.Text("name")}.",
        EventTypes.QueueRemoved => $"{e.Actor.Name} removed the definition of the queue {e.Data.Text("name")}: its cases wait on as in any queue.",
        _ when e.Data.Text("person") == e.Actor.Name => $"{e.Actor.Name} changed their own profile.",
        _ => $"{e.Actor.Name} changed the profile of {e.Data.Text("person")}.",
    };
}

using Baton.Core.Arbitration;
using Baton.Core.Events;

namespace Baton.Core.Handoffs;

/// <summary>What a person says to the customer when ending a handoff: an action of the person's that has the handoff's name, so that there is one of it.</summary>
public static class HandoffAnswer
{
    /// <summary>The purpose of what people say to customers in a case.</summary>
    public const string Purpose = "reply";

    /// <summary>The id of the action.</summary>
    /// <param name="handoff">The handoff's id.</param>
    public static string IdOf(string handoff) => "answer-" + handoff;

    /// <summary>The answer in the event with which a handoff ended; null when nothing is said, or there is no channel to say it on.</summary>
    public static Proposal? Read(Event e) =>
        e.Type == EventTypes.HandoffResolved && e.Data.Text("handoff") is { } handoff && e.Data.Text("answer") is { Length: > 0 } text && e.Data.Text("channel") is { Length: > 0 } channel
            ? new Proposal { Id = IdOf(handoff), Agent = e.Actor.Name, IsPersons = true, Kind = "contact." + channel, Purpose = Purpose, Text = text, Data = e.Data.Member("sent") ?? default, Execute = Executor.Baton }
            : null;

    // What an agent lacked goes back to the agent, which goes on with it.
    internal static bool IsForAgent(OpenHandoff handoff, Event e) => handoff is { Cause: HandoffCause.NeedsInfo, Held: not null } && e.Data.Text("outcome") == "answered";
}

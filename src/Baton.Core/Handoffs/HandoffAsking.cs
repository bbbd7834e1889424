using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Handoffs;

/// <summary>An agent gives a case to people of its own accord. The same case again, while it is open, is not opened twice.</summary>
internal static class HandoffAsking
{
    public static Decision Decide(CustomerState state, Event e, WorkspaceConfig config)
    {
        var (agent, queue) = (config.Agent(e.Agent), e.Data.Text("queue"));
        queue ??= agent?.Queue ?? "general";
        var (title, reason) = (e.Data.Text("title") ?? "A case to look at", $"{e.Actor.Name} asks for a person{Remarks.Of(e, "text")}.");
        if (state.Handoffs.FirstOrDefault(h => h.Title == title && h.Reason == reason && h.Queue == queue) is { } open)
            return new Decision { Sentence = $"{e.Actor.Name} asks for a person again; that waits already in {open.Queue} ({open.Id})." };
        var priority = Enum.TryParse<Priority>(e.Data.Text("priority"), ignoreCase: true, out var given) ? given : Priority.Normal;
        return new Decision { Sentence = $"{reason} The people of {queue} get it.", Handoffs = [HandoffNotes.Open(state, e, config.Policy, HandoffCause.NeedsReview, queue, title, reason, priority)] };
    }
}

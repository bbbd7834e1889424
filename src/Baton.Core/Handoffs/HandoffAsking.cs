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
        var priority = Enum.TryParse<Priority>(e.Data.Text("priority"), ignoreCase: true, out var given) ? given : Priority.Normal;
        var asked = HandoffNotes.Open(state, e, config, HandoffCause.NeedsReview, queue, title, reason, priority);
        if (state.Handoffs.FirstOrDefault(h => h.Title == asked.Title && h.Reason == asked.Reason && h.Queue == asked.Queue) is { } open)
            return new Decision { Sentence = $"{e.Actor.Name} asks for a person again; that waits already in {open.Queue} ({open.Id})." };
        return new Decision { Sentence = $"{reason} The people of {asked.Queue} get it.", Handoffs = [asked] };
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Handoffs;

/// <summary>Makes handoffs: numbers them; how urgent they are and by when a person takes them is said by the triage rules and the queue.</summary>
internal static class HandoffNotes
{
    public static OpenHandoff Open(CustomerState state, Event e, WorkspaceConfig config, HandoffCause cause, string queue, string title, string reason, Priority priority = Priority.Normal, int taken = 0, string? action = null, JsonElement? held = null, string? rule = null) => HandoffTriage.On(new OpenHandoff
    {
        Id = HandoffId.Of(state.Id, state.HandoffsMade + taken + 1),
        Cause = cause,
        Queue = queue,
        Priority = priority,
        Title = title,
        Reason = reason,
        Opened = e.Received,
        Due = e.Received,
        Event = e.Seq,
        Root = e.Root,
        Depth = e.Depth,
        Action = action,
        Held = held,
        Rule = rule,
    }, state, e, config);
}

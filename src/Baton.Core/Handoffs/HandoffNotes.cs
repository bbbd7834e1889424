using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Policies;

namespace Baton.Core.Handoffs;

/// <summary>Makes handoffs: numbers them and says when a person should have taken them.</summary>
internal static class HandoffNotes
{
    public static OpenHandoff Open(CustomerState state, Event e, Policy policy, HandoffCause cause, string queue, string title, string reason, Priority priority = Priority.Normal, int taken = 0, string? action = null, JsonElement? held = null, string? rule = null) => new()
    {
        Id = HandoffId.Of(state.Id, state.HandoffsMade + taken + 1),
        Cause = cause,
        Queue = queue,
        Priority = priority,
        Title = title,
        Reason = reason,
        Opened = e.Received,
        Due = e.Received + policy.DueTimes.Of(priority),
        Event = e.Seq,
        Root = e.Root,
        Depth = e.Depth,
        Action = action,
        Held = held,
        Rule = rule,
    };
}

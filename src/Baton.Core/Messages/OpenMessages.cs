using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Events;

namespace Baton.Core.Messages;

/// <summary>The fold of messages that are under way.</summary>
internal static class OpenMessages
{
    public static ImmutableArray<OpenMessage> After(ImmutableArray<OpenMessage> messages, Event e, ImmutableArray<MessageChange> changes)
    {
        foreach (var change in changes)
        {
            var known = messages.FirstOrDefault(m => m.Id == change.Message);
            if (known is not null) messages = change.IsEnd ? messages.Remove(known) : messages.Replace(known, Moved(known, change));
            else if (!change.IsEnd && e.Type == EventTypes.AgentMessageSent) messages = messages.Add(new OpenMessage(change.Message, e.Data.Text("from") ?? "", change.Agent!, change.Status, change.Task!, e.Seq));
        }

        return messages;
    }

    /// <summary>The tasks without those of messages that ran out of time: nobody waits for their results.</summary>
    public static ImmutableArray<OpenTask> Withdrawn(ImmutableArray<OpenTask> tasks, ImmutableArray<MessageChange> changes)
    {
        foreach (var change in changes) if (change.Status == MessageStatus.Expired) tasks = tasks.RemoveAll(t => t.Id == change.Task);
        return tasks;
    }

    private static OpenMessage Moved(OpenMessage message, MessageChange change) =>
        message with { Status = change.Status, Agent = change.Agent ?? message.Agent, Task = change.Task ?? message.Task, Handoff = change.Handoff };
}

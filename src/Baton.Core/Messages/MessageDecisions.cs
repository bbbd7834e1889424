using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Timeline;

namespace Baton.Core.Messages;

/// <summary>
/// Messages from agent to agent. One becomes a task of whom it reaches, with the message as what the task is about, so that every kind of agent gets it the way it gets its work;
/// the task's result is the answer. What goes wrong with the task goes the way of every task: it is tried again, falls back, comes to a person.
/// </summary>
internal static class MessageDecisions
{
    public static Decision Decide(CustomerState state, Event e, WorkspaceConfig config) =>
        e.Type == EventTypes.AgentMessageExpired ? Expired(state.Messages.First(m => m.Id == e.Data.Text("message"))) : Sent(state, e, AgentMessage.Read(e.Data), config);

    /// <summary>What became of a task, or of a handoff, with what it means for the message that it came of.</summary>
    public static Decision Beside(CustomerState state, Event e, Decision decision)
    {
        if (state.Messages.IsEmpty) return decision;
        return e.Type switch
        {
            EventTypes.TaskFinished when state.Messages.FirstOrDefault(m => m.Task == e.Data.Text("task")) is { } message => AfterTask(message, e, decision),
            EventTypes.HandoffResolved when state.Messages.FirstOrDefault(m => m.Handoff is { } handoff && handoff == e.Data.Text("handoff")) is { } message => AfterPerson(message, e, decision),
            _ => decision,
        };
    }

    /// <summary>Whether an event is the result of a task that came of a message: it goes to whom asked, and not where the routing rules would send it.</summary>
    public static bool IsAnswer(CustomerState state, Event e) => e.Type == EventTypes.TaskFinished && !state.Messages.IsEmpty && state.Messages.Any(m => m.Task == e.Data.Text("task"));

    private static Decision Sent(CustomerState state, Event e, AgentMessage message, WorkspaceConfig config)
    {
        var said = $"{message.From} to {message.To}: “{Occurrences.Excerpt(message.Text, 100)}”.";
        if (config.Agent(message.From) is { Paused: true }) return Failed(message, said, $"{message.From} is paused, and nothing it asks for is done.");
        var (agent, why) = Recipients.Of(message.To, message.From, message.Thread, config);
        if (agent is null) return Failed(message, said, why);

        var (thread, pair, circle) = Circles.After(state, e, message, agent);
        if (Circles.StoppedIn(thread, pair) is { } stopped) return Failed(message, said, $"Stopped: agents go round in a circle, and a person looks at that already ({stopped}).");
        if (circle is not null) return Cut(state, e, message, said, circle, config, thread, pair);

        var given = TaskDecisions.Give(state, e, agent, message.Priority, config);
        var waits = config.Agent(agent) switch
        {
            { Paused: true } => " It waits: the agent is paused.",
            { DrainsFrom: not null } => " It waits: the agent drains.",
            _ => "",
        };
        return new Decision
        {
            Sentence = $"{said} {why}{waits}",
            Tasks = [given],
            Messages = [new MessageChange(message.Id, MessageStatus.Queued, agent, given.Task.Id, Why: why)],
            Talks = [thread, pair],
        };
    }

    private static Decision Cut(CustomerState state, Event e, AgentMessage message, string said, string circle, WorkspaceConfig config, Talk thread, Talk pair)
    {
        var handoff = HandoffNotes.Open(state, e, config, HandoffCause.Loop, config.Agent(message.From)?.Queue ?? "general", "Agents only answer each other",
            $"Agents only answer each other: {circle}. The last was from {message.From} to {message.To}: “{Occurrences.Excerpt(message.Text, 200)}”", Priority.High);
        var failed = Failed(message, said, $"Stopped: agents go round in a circle ({circle}). A person is asked.");
        return failed with { Handoffs = [handoff], Talks = [thread with { Handoff = handoff.Id }, pair with { Handoff = handoff.Id }] };
    }

    private static Decision Failed(AgentMessage message, string said, string why) =>
        new() { Sentence = $"{said} {why}", Messages = [new MessageChange(message.Id, MessageStatus.Failed, Why: why)] };

    private static Decision Expired(OpenMessage message) => new()
    {
        Sentence = $"The message from {message.From} to {message.Agent} ran out of time before it was answered.",
        Messages = [new MessageChange(message.Id, MessageStatus.Expired, message.Agent, message.Task, Why: "Its time was over before it was answered.")],
    };

    private static Decision AfterTask(OpenMessage message, Event e, Decision decision)
    {
        if (decision.Tasks is [var next, ..]) return With(decision, new MessageChange(message.Id, MessageStatus.Delivered, next.Task.Agent, next.Task.Id, Why: decision.Sentence));
        if (decision.Handoffs is [var handoff, ..])
        {
            var status = e.Data.Text("status") == "failure" ? MessageStatus.Failed : MessageStatus.Delivered;
            return With(decision, new MessageChange(message.Id, status, message.Agent, message.Task, handoff.Id, decision.Sentence));
        }

        var answer = MessageReply.TextOf(e) is { } text ? $": “{Occurrences.Excerpt(text, 100)}”" : "";
        return With(decision with { Sentence = $"{message.Agent} answered {message.From}{answer}." }, new MessageChange(message.Id, MessageStatus.Answered, message.Agent, message.Task));
    }

    private static Decision AfterPerson(OpenMessage message, Event e, Decision decision) => With(decision, MessageReply.IsGivenBy(e)
        ? new MessageChange(message.Id, MessageStatus.Answered, message.Agent, message.Task, Why: $"{e.Actor.Name} answered in its place.")
        : new MessageChange(message.Id, MessageStatus.Failed, message.Agent, message.Task, Why: $"{e.Actor.Name} ended it without an answer{Remarks.Of(e, "note")}."));

    private static Decision With(Decision decision, MessageChange change) => decision with { Messages = [change] };
}

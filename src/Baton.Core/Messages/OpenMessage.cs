namespace Baton.Core.Messages;

/// <summary>A message that is not answered yet and may still be.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">Who sent it.</param>
/// <param name="Agent">The agent who has it now.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Task">The task with which it came to that agent.</param>
/// <param name="Seq">Its place in the log.</param>
/// <param name="Handoff">The handoff in which a person looks at it, if one does.</param>
public sealed record OpenMessage(string Id, string From, string Agent, MessageStatus Status, string Task, long Seq, string? Handoff = null);

/// <summary>A message that moved on.</summary>
/// <param name="Message">Its id.</param>
/// <param name="Status">Where it stands now.</param>
/// <param name="Agent">The agent who has it now; null when none does.</param>
/// <param name="Task">The task with which it came to that agent.</param>
/// <param name="Handoff">The handoff in which a person looks at it.</param>
/// <param name="Why">Why this agent, or why it failed, in one sentence.</param>
public sealed record MessageChange(string Message, MessageStatus Status, string? Agent = null, string? Task = null, string? Handoff = null, string? Why = null)
{
    /// <summary>Whether nothing can come of it any more.</summary>
    public bool IsEnd => Status is MessageStatus.Answered or MessageStatus.Expired || Status == MessageStatus.Failed && Handoff is null;
}

/// <summary>How far agents have talked: in one thread, or two of them with each other. Counted to notice when they only answer each other.</summary>
/// <param name="Key"><c>thread:</c> and its id, or <c>pair:</c> and both names.</param>
/// <param name="Turns">How many messages, or how many changes of speaker.</param>
/// <param name="Last">Who spoke last.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Seq">The place in the log of that message.</param>
/// <param name="Root">The event with which its chain began.</param>
/// <param name="Depth">How far it is from there.</param>
/// <param name="Handoff">The handoff with which it was stopped.</param>
public sealed record Talk(string Key, int Turns, string Last, DateTimeOffset At, long Seq, long Root, int Depth, string? Handoff = null);

namespace Baton.Engine.Storage.Rows;

/// <summary>A message from agent to agent. All times are unix milliseconds, UTC.</summary>
public sealed record MessageRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Id, unique in the workspace.</summary>
    public required string Id { get; init; }

    /// <summary>Seq of the event with which it was sent.</summary>
    public required long Seq { get; init; }

    /// <summary>Id of the thread's first message.</summary>
    public required string Thread { get; init; }

    /// <summary>Id of the customer it is about; null when it is about none.</summary>
    public string? Customer { get; init; }

    /// <summary>Who sent it: an agent's name, or <c>key:</c> and the name of an API key.</summary>
    public required string Sender { get; init; }

    /// <summary>For whom it was written: an agent's name, <c>skill:…</c> or <c>department:…</c>.</summary>
    public required string Recipient { get; init; }

    /// <summary>The agent who has it, or had it last; null when it reached nobody.</summary>
    public string? Agent { get; init; }

    /// <summary>0 to 3; higher is sooner.</summary>
    public int Priority { get; init; }

    /// <summary><c>queued</c>, <c>delivered</c>, <c>answered</c>, <c>failed</c> or <c>expired</c>. One that is queued may have been begun with: its task says so.</summary>
    public required string Status { get; init; }

    /// <summary>What is said.</summary>
    public required string Text { get; init; }

    /// <summary>Details as JSON.</summary>
    public string? Data { get; init; }

    /// <summary>Id of the task with which it came to its agent.</summary>
    public string? Task { get; init; }

    /// <summary>Id of the task on which the sender was at work.</summary>
    public string? SenderTask { get; init; }

    /// <summary>Id of the handoff in which a person looked at it.</summary>
    public string? Handoff { get; init; }

    /// <summary>Why this agent, or why it failed.</summary>
    public string? Why { get; init; }

    /// <summary>The answer as JSON.</summary>
    public string? Reply { get; init; }

    /// <summary>Who answered, as an actor writes itself.</summary>
    public string? ReplyBy { get; init; }

    /// <summary>What it is found by, in lower case.</summary>
    public required string Search { get; init; }

    /// <summary>When it was sent.</summary>
    public required long Sent { get; init; }

    /// <summary>When its time is over.</summary>
    public required long Expires { get; init; }

    /// <summary>When it was answered, failed or expired.</summary>
    public long? Ended { get; init; }

    /// <summary>Seq of the last event about it.</summary>
    public required long LastSeq { get; init; }
}

using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Timeline;

/// <summary>One row of the log as a list shows it, without what only its detail needs.</summary>
public sealed record TimelineEntry
{
    /// <summary>Its place in the log.</summary>
    public required long Seq { get; init; }

    /// <summary>CloudEvents source.</summary>
    public required string Source { get; init; }

    /// <summary>CloudEvents id.</summary>
    public required string Id { get; init; }

    /// <summary>CloudEvents type.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When Baton accepted it, UTC.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Id of the customer, if it is about one.</summary>
    public string? Customer { get; init; }

    /// <summary>What people call the customer: a name, else an address.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Who did it, as <c>kind:name</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The agent that it came from or concerns.</summary>
    public string? Agent { get; init; }

    /// <summary>The event that caused it.</summary>
    public long? Cause { get; init; }

    /// <summary>The event that began the chain.</summary>
    public required long Root { get; init; }

    /// <summary>Steps from the root.</summary>
    public int Depth { get; init; }

    /// <summary>Where it ended.</summary>
    public LogOutcome Outcome { get; init; }

    /// <summary>The verdict on the action it decided.</summary>
    public string? Verdict { get; init; }

    /// <summary>The rule that decided, as <c>kind:id</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>What happened, in one plain sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>Id of the action it concerns.</summary>
    public string? Action { get; init; }

    /// <summary>Id of the handoff it concerns.</summary>
    public string? Handoff { get; init; }

    /// <summary>The workflow run it belongs to.</summary>
    public string? Run { get; init; }

    /// <summary>Version of the policy it was decided by.</summary>
    public int Policy { get; init; }

    /// <summary>Whether it was moved out of the log, into an archive.</summary>
    public bool IsArchived { get; init; }
}

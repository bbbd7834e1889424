namespace Baton.Engine.Storage.Rows;

/// <summary>A case given to a person. All times are unix milliseconds, UTC.</summary>
public sealed record HandoffRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Id, unique in the workspace.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the customer it is about.</summary>
    public string? Customer { get; init; }

    /// <summary>Seq of the event that opened it.</summary>
    public required long Seq { get; init; }

    /// <summary><c>waiting</c>, <c>claimed</c>, <c>resolved</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The queue it waits in.</summary>
    public required string Queue { get; init; }

    /// <summary>Higher is sooner.</summary>
    public int Priority { get; init; }

    /// <summary>E-mail of the member who has it.</summary>
    public string? Owner { get; init; }

    /// <summary>Why a person is needed, in one plain sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The decision behind it, as JSON.</summary>
    public string? Why { get; init; }

    /// <summary>What the person is asked to decide.</summary>
    public required string Asked { get; init; }

    /// <summary>When it should be done.</summary>
    public long? Due { get; init; }

    /// <summary>When it was opened.</summary>
    public required long Opened { get; init; }

    /// <summary>When it was claimed by its owner.</summary>
    public long? Claimed { get; init; }

    /// <summary>When it ended.</summary>
    public long? Resolved { get; init; }

    /// <summary>E-mail of the member who resolved it.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary><c>approved</c>, <c>rejected</c>, <c>answered</c> or <c>other</c>.</summary>
    public string? ResolutionOutcome { get; init; }

    /// <summary>The answer to the customer.</summary>
    public string? Answer { get; init; }

    /// <summary>The note for colleagues.</summary>
    public string? Note { get; init; }

    /// <summary>Id of the action that waits on it.</summary>
    public string? Action { get; init; }

    /// <summary>Id of the task that waits on it.</summary>
    public string? Task { get; init; }

    /// <summary>What lists show.</summary>
    public required string Title { get; init; }

    /// <summary>Seq of the last event about it.</summary>
    public required long LastSeq { get; init; }

    /// <summary>How often it came to an owner.</summary>
    public int Claims { get; init; }

    /// <summary>When it was claimed for the first time.</summary>
    public long? FirstClaimed { get; init; }

    /// <summary>When a person answered the customer for the first time.</summary>
    public long? FirstAnswered { get; init; }

    /// <summary>When the customer should have had a first answer.</summary>
    public long? AnswerDue { get; init; }

    /// <summary>When it should be resolved.</summary>
    public long? ResolveDue { get; init; }

    /// <summary>The clocks of which people were warned, as <see cref="Breached"/> names them.</summary>
    public string? Warned { get; init; }

    /// <summary>The clocks that ran out, of <c>claim</c>, <c>answer</c> and <c>resolution</c>, with spaces between.</summary>
    public string? Breached { get; init; }

    /// <summary>E-mail of the member to whom it is offered now.</summary>
    public string? OfferedTo { get; init; }

    /// <summary>Until when it is offered.</summary>
    public long? OfferEnds { get; init; }

    /// <summary>E-mail of the member who gave it to its owner, until that is accepted.</summary>
    public string? GivenBy { get; init; }

    /// <summary>Until when it sleeps at the latest.</summary>
    public long? Sleeps { get; init; }

    /// <summary>Whether the customer's answer wakes it.</summary>
    public bool SleepsForAnswer { get; init; }

    /// <summary>The handoff that it is part of.</summary>
    public string? MergedInto { get; init; }

    /// <summary>When it ends unless that is undone.</summary>
    public long? Ends { get; init; }
}

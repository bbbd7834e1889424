namespace Baton.Engine.Storage.Rows;

/// <summary>
/// One input of the append-only log: the event, and what was decided on it. Written once; only <see cref="Outcome"/> moves on later.
/// All times are unix milliseconds, UTC.
/// </summary>
public sealed record LogRow
{
    /// <summary>Position in the log: unique over all workspaces, ascending in the order of commits, with gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>CloudEvents source; with <see cref="Id"/> unique in the workspace.</summary>
    public required string Source { get; init; }

    /// <summary>CloudEvents id.</summary>
    public required string Id { get; init; }

    /// <summary>CloudEvents type; Baton's own begin with <c>baton.</c></summary>
    public required string Type { get; init; }

    /// <summary>CloudEvents subject as it was sent.</summary>
    public string? Subject { get; init; }

    /// <summary>Id of the customer it is about; none when it is about the workspace.</summary>
    public string? Customer { get; init; }

    /// <summary>When it happened, by its sender.</summary>
    public required long Time { get; init; }

    /// <summary>When Baton accepted it.</summary>
    public required long Received { get; init; }

    /// <summary>Who did it: <c>agent:reply</c>, <c>person:ana@example.com</c>, <c>channel:urn:shop</c>, <c>baton</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The agent that it came from or concerns.</summary>
    public string? Agent { get; init; }

    /// <summary>Seq of the event that directly caused it.</summary>
    public long? Cause { get; init; }

    /// <summary>Seq of the event that began the chain; its own seq when it began one.</summary>
    public required long Root { get; init; }

    /// <summary>Steps from <see cref="Root"/>; 0 for the root itself.</summary>
    public int Depth { get; init; }

    /// <summary>Where it ended.</summary>
    public LogOutcome Outcome { get; init; }

    /// <summary>Of a decided action: <c>allow</c>, <c>delay</c>, <c>suppress</c> or <c>escalate</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>The rule that decided, as <c>kind:id</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>What happened, in one plain sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>Version of the policy it was decided by.</summary>
    public int Policy { get; init; }

    /// <summary>Seq of the last configuration event of the workspace that the decision knew of.</summary>
    public long Config { get; init; }

    /// <summary>Id of the action it concerns.</summary>
    public string? Action { get; init; }

    /// <summary>Id of the handoff it concerns.</summary>
    public string? Handoff { get; init; }

    /// <summary>Id of the workflow run, or of the replay of traffic, that it belongs to.</summary>
    public string? Run { get; init; }

    /// <summary>JSON object of the remaining CloudEvents attributes: extensions, datacontenttype, dataschema.</summary>
    public string? Attributes { get; init; }

    /// <summary>The event's data as JSON text.</summary>
    public string? Data { get; init; }

    /// <summary>The decisions taken on it, as JSON.</summary>
    public string? Decisions { get; init; }
}

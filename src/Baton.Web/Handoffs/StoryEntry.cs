using Baton.Web.Frame.Look;

namespace Baton.Web.Handoffs;

/// <summary>How an entry of the conversation is shown.</summary>
public enum StoryKind
{
    /// <summary>The customer's words.</summary>
    Customer,

    /// <summary>Words that reached the customer.</summary>
    Sent,

    /// <summary>Words an agent proposed, with what Baton said of them.</summary>
    Draft,

    /// <summary>A small fact of the system, between the words.</summary>
    Fact,
}

/// <summary>One entry of a customer's conversation, across all channels.</summary>
/// <param name="Seq">Its place in the log.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">How it is shown.</param>
/// <param name="Who">Who said or did it, as people call them.</param>
/// <param name="Text">The words, or the fact as a sentence.</param>
public sealed record StoryEntry(long Seq, DateTimeOffset At, StoryKind Kind, string Who, string Text)
{
    /// <summary>The channel it came or went by.</summary>
    public string? Channel { get; init; }

    /// <summary>Baton's verdict, if it was an action.</summary>
    public MarkKind? Mark { get; init; }

    /// <summary>The verdict in a word or two: "Waits for a person".</summary>
    public string? Status { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether this is what the handoff is about.</summary>
    public bool IsAsked { get; init; }

    /// <summary>The files that came or went with it.</summary>
    public IReadOnlyList<StoryFile> Files { get; init; } = [];
}

namespace Baton.Engine.Storage.Rows;

/// <summary>Something that is suggested to admins. All times are unix milliseconds, UTC.</summary>
public sealed record SuggestionRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its id: the same thing suggested again has the same.</summary>
    public required string Id { get; init; }

    /// <summary><c>policy</c>, <c>article</c> or <c>model</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>open</c>, <c>accepted</c>, <c>dismissed</c>, or <c>withdrawn</c> when the evidence no longer speaks for it.</summary>
    public required string Status { get; init; }

    /// <summary>What is suggested, for people.</summary>
    public required string Sentence { get; init; }

    /// <summary>How many cases speak for it.</summary>
    public required int Evidence { get; init; }

    /// <summary>The whole of it, as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>When it was suggested first.</summary>
    public required long Made { get; init; }

    /// <summary>When it last changed.</summary>
    public required long Updated { get; init; }

    /// <summary>How many cases spoke for it when it was answered; null while it is open.</summary>
    public int? Answered { get; init; }

    /// <summary>Who answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When.</summary>
    public long? AnsweredAt { get; init; }

    /// <summary>Why.</summary>
    public string? Note { get; init; }
}

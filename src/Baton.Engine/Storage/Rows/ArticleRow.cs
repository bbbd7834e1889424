namespace Baton.Engine.Storage.Rows;

/// <summary>A help article, or a proposed one.</summary>
public sealed record ArticleRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Id, unique in the workspace.</summary>
    public required string Id { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about, words between commas.</summary>
    public required string Tags { get; init; }

    /// <summary>Its paragraphs, apart by empty lines.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it waits for a person's word: nobody is answered from it.</summary>
    public bool Proposed { get; init; }

    /// <summary>The case that it came from.</summary>
    public string? Handoff { get; init; }

    /// <summary>Who wrote or proposed it.</summary>
    public required string Author { get; init; }

    /// <summary>When, unix ms.</summary>
    public required long Updated { get; init; }

    /// <summary>Seq of the last event about it.</summary>
    public required long Seq { get; init; }
}

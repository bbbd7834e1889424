namespace Baton.Engine.Storage.Rows;

/// <summary>A text with the label that a person, or a file, gave it.</summary>
public sealed record ModelExampleRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Half of a SHA-256 over the text, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary><c>import</c>, or <c>correction</c> by a person who worked on the case.</summary>
    public required string Origin { get; init; }

    /// <summary>Who gave it.</summary>
    public required string Author { get; init; }

    /// <summary>When, unix ms.</summary>
    public required long Added { get; init; }
}

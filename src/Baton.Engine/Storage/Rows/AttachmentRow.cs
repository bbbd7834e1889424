namespace Baton.Engine.Storage.Rows;

/// <summary>A file that goes along with what was written.</summary>
public sealed record AttachmentRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its id, which nobody can guess.</summary>
    public required string Id { get; init; }

    /// <summary>Baton's id of the customer whom it is about.</summary>
    public required string Customer { get; init; }

    /// <summary>The file's name, without any path.</summary>
    public required string Name { get; init; }

    /// <summary>Its media type as it was given; it is never served as that.</summary>
    public required string Type { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of its bytes, in hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Who gave it.</summary>
    public required string Author { get; init; }

    /// <summary>When, unix ms.</summary>
    public required long Added { get; init; }

    /// <summary>Its bytes.</summary>
    public required byte[] Content { get; init; }
}

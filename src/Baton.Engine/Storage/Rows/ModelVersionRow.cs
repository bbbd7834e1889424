namespace Baton.Engine.Storage.Rows;

/// <summary>One trained version of a classifier; never changed.</summary>
public sealed record ModelVersionRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Hash over the file, in hexadecimal digits.</summary>
    public required string Version { get; init; }

    /// <summary>Counts the versions of the model, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it was trained, unix ms.</summary>
    public required long Made { get; init; }

    /// <summary>Who had it trained.</summary>
    public required string Author { get; init; }

    /// <summary>How many examples it was trained on.</summary>
    public required int Examples { get; init; }

    /// <summary>SHA-256 over these examples, in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>How well it does, as JSON.</summary>
    public required string Report { get; init; }

    /// <summary>How many examples were held out, and never learned from; 0 when it learned from all.</summary>
    public int HeldOut { get; init; }

    /// <summary>The label of what belongs to none, if there was one.</summary>
    public string? OutOfScope { get; init; }

    /// <summary>How it did beside the version that was in force, as JSON; null when there was none.</summary>
    public string? Comparison { get; init; }

    /// <summary>The classifier as it is stored.</summary>
    public required byte[] File { get; init; }
}

namespace Baton.Engine.Storage.Rows;

/// <summary>That whoever knows a secret may hand in the result of one task.</summary>
public sealed record CallbackRow
{
    /// <summary>SHA-256 of the secret, in hexadecimal digits. The secret itself is nowhere.</summary>
    public required string Hash { get; init; }

    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary>Until when, unix ms.</summary>
    public required long Expires { get; init; }
}

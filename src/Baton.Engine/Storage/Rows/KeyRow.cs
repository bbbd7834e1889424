namespace Baton.Engine.Storage.Rows;

/// <summary>An API key. Only a hash of its secret is kept.</summary>
public sealed record KeyRow
{
    /// <summary>The workspace it opens.</summary>
    public required string Workspace { get; init; }

    /// <summary>Id, unique in the workspace.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret, unique over all workspaces.</summary>
    public required string Hash { get; init; }

    /// <summary>The first characters of the secret, to recognise it by.</summary>
    public required string Prefix { get; init; }

    /// <summary>Its scopes, separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>When made, unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>When last used, unix ms.</summary>
    public long? LastUsed { get; init; }

    /// <summary>When revoked, unix ms.</summary>
    public long? Revoked { get; init; }
}

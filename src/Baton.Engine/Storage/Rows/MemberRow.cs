namespace Baton.Engine.Storage.Rows;

/// <summary>A person's right in a workspace.</summary>
public sealed record MemberRow
{
    /// <summary>The workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>E-mail, lower-cased.</summary>
    public required string Email { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary><c>Viewer</c>, <c>HumanAgent</c>, <c>Operator</c> or <c>Admin</c>.</summary>
    public required string Role { get; init; }

    /// <summary>When added, unix ms.</summary>
    public required long Added { get; init; }
}

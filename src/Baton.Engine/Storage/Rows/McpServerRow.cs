namespace Baton.Engine.Storage.Rows;

/// <summary>An MCP server that a workspace's agents may use.</summary>
public sealed record McpServerRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>How it is reached, as JSON. Secrets stand there by the names of credentials only.</summary>
    public required string Definition { get; init; }

    /// <summary>When it was registered or changed, unix ms.</summary>
    public required long Changed { get; init; }

    /// <summary>Who did it.</summary>
    public required string Author { get; init; }
}

namespace Baton.Engine.Storage.Rows;

/// <summary>A channel over which Baton reaches a workspace's customers.</summary>
public sealed record ChannelRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>How it is reached, as JSON. Secrets stand there by the names of credentials only.</summary>
    public required string Definition { get; init; }

    /// <summary>When it was set up or changed, unix ms.</summary>
    public required long Changed { get; init; }

    /// <summary>Who did it.</summary>
    public required string Author { get; init; }
}

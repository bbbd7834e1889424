namespace Baton.Engine.Storage.Rows;

/// <summary>A classifier of a workspace.</summary>
public sealed record ModelRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>When it was begun, unix ms.</summary>
    public required long Made { get; init; }

    /// <summary>Up to which seq of the log people's corrections were taken into its examples.</summary>
    public long Corrected { get; init; }

    /// <summary>The version in force; null while there is none.</summary>
    public string? Version { get; init; }

    /// <summary>Since when, unix ms.</summary>
    public long? Since { get; init; }

    /// <summary>Who put it in force.</summary>
    public string? Author { get; init; }
}

namespace Baton.Engine.Storage.Rows;

/// <summary>A named value of a workspace.</summary>
public sealed record SettingRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }
}

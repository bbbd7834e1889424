namespace Baton.Engine.Storage.Rows;

/// <summary>How often something happened in one minute.</summary>
public sealed record CounterRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Minutes since the unix epoch.</summary>
    public required long Minute { get; init; }

    /// <summary>What is counted.</summary>
    public required string Name { get; init; }

    /// <summary>How often.</summary>
    public required long Value { get; init; }
}

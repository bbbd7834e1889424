namespace Baton.Engine.Chaos;

/// <summary>Where faults and load may be tried.</summary>
public sealed record ChaosOptions
{
    /// <summary>Whether workspaces are test workspaces until an admin says otherwise: with the demo, and in tests.</summary>
    public bool FromTheStart { get; init; }
}

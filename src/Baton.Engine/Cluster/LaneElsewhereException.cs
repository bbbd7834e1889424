namespace Baton.Engine.Cluster;

/// <summary>A lane is not this node's, or no longer: whoever has it is to be asked. Nothing was changed.</summary>
/// <param name="lane">The lane.</param>
public sealed class LaneElsewhereException(int lane) : Exception($"Lane {lane} is another node's.");

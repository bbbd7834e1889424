namespace Baton.Engine.Cluster;

/// <summary>One process of Baton among those that share a database.</summary>
/// <param name="Id">Its number; a process that was taken over and comes back has a new one.</param>
/// <param name="Name">Machine and process.</param>
/// <param name="Address">Where the other nodes reach it; empty while it is starting.</param>
/// <param name="Started">When it began, by the database's clock.</param>
/// <param name="TakesLanes">Whether it takes its share of the lanes: not before it is ready, and no more once it leaves.</param>
/// <param name="Silent">For how long nothing was heard of it.</param>
/// <param name="IsMissed">Whether it is silent for so long that others take over what it has.</param>
/// <param name="Lanes">How many lanes it has.</param>
public sealed record Node(long Id, string Name, string Address, DateTimeOffset Started, bool TakesLanes, TimeSpan Silent, bool IsMissed, int Lanes);

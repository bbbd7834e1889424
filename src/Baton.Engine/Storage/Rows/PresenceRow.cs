namespace Baton.Engine.Storage.Rows;

/// <summary>What a person chose to be while they are here.</summary>
public sealed record PresenceRow
{
    /// <summary>The workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>E-mail of the person.</summary>
    public required string Person { get; init; }

    /// <summary><c>available</c>, <c>busy</c> or <c>away</c>.</summary>
    public required string State { get; init; }

    /// <summary>Since when, unix ms.</summary>
    public required long Since { get; init; }
}

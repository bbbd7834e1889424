namespace Baton.Engine.Storage.Rows;

/// <summary>Something to be looked at again at a time.</summary>
public sealed record TimerRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Id, unique in the workspace; putting it again moves it.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the customer whose lane it goes to.</summary>
    public string? Customer { get; init; }

    /// <summary>When it is due, unix ms.</summary>
    public required long Due { get; init; }

    /// <summary>What kind of thing is due.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the thing that is due.</summary>
    public required string Ref { get; init; }
}

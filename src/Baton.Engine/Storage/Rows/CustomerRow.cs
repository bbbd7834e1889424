namespace Baton.Engine.Storage.Rows;

/// <summary>What lists show of a customer; a projection of its state.</summary>
public sealed record CustomerRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Id of the customer.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Lower-cased name and addresses, for finding.</summary>
    public required string Search { get; init; }

    /// <summary>The plan the customer is on.</summary>
    public string? Plan { get; init; }

    /// <summary>Number of open cases.</summary>
    public int OpenCases { get; init; }

    /// <summary>Number of handoffs waiting or claimed.</summary>
    public int OpenHandoffs { get; init; }

    /// <summary>Number of actions delayed or awaiting a person.</summary>
    public int Waiting { get; init; }

    /// <summary>The customer asked not to be contacted.</summary>
    public bool DoNotContact { get; init; }

    /// <summary>Version of the state, for If-Match.</summary>
    public long Version { get; init; }

    /// <summary>Seq of the last event about the customer.</summary>
    public long LastSeq { get; init; }

    /// <summary>Time of that event, unix ms.</summary>
    public long LastAt { get; init; }
}

namespace Baton.Engine.Storage.Rows;

/// <summary>Where alerts go, and how far it has been told. Times are unix milliseconds, UTC.</summary>
public sealed record AlertRouteRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>Its definition, as JSON.</summary>
    public required string Definition { get; init; }

    /// <summary>Who defined it last.</summary>
    public required string Author { get; init; }

    /// <summary>When that was.</summary>
    public required long Updated { get; init; }

    /// <summary>Seq of the last notice that it was told of, or passed over.</summary>
    public long Told { get; init; }

    /// <summary>When something was last sent there.</summary>
    public long? Sent { get; init; }

    /// <summary>When the next may be sent.</summary>
    public long NotBefore { get; init; }

    /// <summary>How often sending failed since it last went well.</summary>
    public int Attempts { get; init; }

    /// <summary>What went wrong last; null when it went well.</summary>
    public string? Fault { get; init; }
}

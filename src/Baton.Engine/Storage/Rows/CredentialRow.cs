namespace Baton.Engine.Storage.Rows;

/// <summary>One version of a sealed secret. All times are unix milliseconds, UTC.</summary>
public sealed record CredentialRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The credential's name.</summary>
    public required string Name { get; init; }

    /// <summary>Tells its versions apart; made by chance, and no part of the secret.</summary>
    public required string Version { get; init; }

    /// <summary>The value and the hosts it is bound to, sealed.</summary>
    public required string Sealed { get; init; }

    /// <summary>The hosts it is bound to, separated by spaces, to be shown. What counts is sealed with the value.</summary>
    public required string Hosts { get; init; }

    /// <summary>Who gave this value.</summary>
    public required string Author { get; init; }

    /// <summary>When the credential was first made.</summary>
    public required long Created { get; init; }

    /// <summary>Since when it is in force; null while it is only offered.</summary>
    public long? Since { get; init; }

    /// <summary>Until when it is in force beside the one that followed it; null when none did.</summary>
    public long? Until { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public long? LastUsed { get; init; }
}

namespace Baton.Engine.Storage.Schema;

/// <summary>The database was updated by a newer app; this one must not touch it.</summary>
public sealed class SchemaTooNewException(string path, int found, int known) : Exception(
    $"The database {path} has schema version {found}, and this version of Baton knows only up to {known}. " +
    "Start the newer version again, or restore a backup made before it was first started.")
{
    /// <summary>The version found in the database.</summary>
    public int Found { get; } = found;

    /// <summary>The newest version that this app knows.</summary>
    public int Known { get; } = known;
}

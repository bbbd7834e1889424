namespace Baton.Engine.Workspaces;

/// <summary>How long a workspace's log is kept in the database.</summary>
/// <param name="Keep">Rows older than this leave it once they are finished; null keeps everything.</param>
/// <param name="Archive">Whether they are moved into compressed files, which can be read and put back, or dropped for good.</param>
public sealed record Retention(TimeSpan? Keep, bool Archive)
{
    /// <summary>What holds until somebody says otherwise.</summary>
    public static Retention Everything { get; } = new(null, Archive: true);
}

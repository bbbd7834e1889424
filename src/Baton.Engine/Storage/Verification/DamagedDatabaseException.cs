namespace Baton.Engine.Storage.Verification;

/// <summary>The database is not what Baton left; it was not touched. The message is for people.</summary>
public sealed class DamagedDatabaseException(string path, string what, Exception? cause = null) : Exception(
    $"The database {path} is damaged: {what} Baton did not start, so that nothing is made worse. " +
    "See what is wrong with \"baton verify\"; keep the folder, and restore the newest backup into an empty one with \"baton restore --from FILE\".", cause);

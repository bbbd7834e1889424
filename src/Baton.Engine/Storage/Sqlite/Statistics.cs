using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Storage.Sqlite;

/// <summary>Lets SQLite look at its tables where that pays, at most a few hundred rows of each index, so that it goes on choosing good indexes.</summary>
internal sealed class Statistics : Write
{
    public override void Run(Connection connection) => connection.Execute("PRAGMA analysis_limit = 400; PRAGMA optimize;");
}

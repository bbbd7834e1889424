using Npgsql;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// Drops the oldest parts of the log once all that was in them is archived, which gives their room back at once. Any number of nodes may write
/// meanwhile: a part goes only when the log, the indexer and every seq that anybody may still write lie above it. The moment in which nobody else
/// may use the log is short: when it cannot be had at once, the part goes the next time.
/// </summary>
internal sealed class EmptiedParts(ServerConnection connection)
{
    // How long readers and commits may have to wait for it, or for what it still looks at.
    private const string Soon = "SET LOCAL lock_timeout = '200ms'; SET LOCAL statement_timeout = '1s'";
    private const string Alone = "LOCK TABLE Log, LogText IN ACCESS EXCLUSIVE MODE";

    private static readonly string OldestSql = "SELECT First, Before FROM LogPart ORDER BY First LIMIT 1";

    // The first seq that is still needed: in the log, by a node that may still write it, by the next that is given out, by the index of words.
    private static readonly string NeededSql =
        "SELECT least((SELECT min(Seq) FROM Log), (SELECT min(Low) FROM Writer), (SELECT Next FROM SeqBlock), (SELECT Seq + 1 FROM LogTextPosition))";

    /// <summary>Drops what can be dropped now.</summary>
    /// <returns>How many parts went, and whether another one could have gone if it had not been in use.</returns>
    public (int Dropped, bool IsInUse) Drop()
    {
        // Looked at before as well, so that nobody is held up for nothing.
        var dropped = 0;
        while (Emptied() is not null)
        {
            connection.BeginAlone();
            try
            {
                connection.Execute(Soon);
                connection.Execute(Alone);
                if (Emptied() is { } first)
                {
                    new LogParts(connection).Drop(first);
                    dropped++;
                }

                connection.Commit();
            }
            catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled)
            {
                connection.Rollback();
                return (dropped, true);
            }
            catch
            {
                connection.Rollback();
                throw;
            }
        }

        return (dropped, false);
    }

    private long? Emptied()
    {
        var oldest = connection[OldestSql];
        var (first, before) = oldest.Next() ? (oldest.Long(0), oldest.Long(1)) : (0, long.MaxValue);
        oldest.Reset();
        var asked = connection[NeededSql];
        _ = asked.Next();
        var needed = asked.Long(0);
        asked.Reset();
        return before <= needed ? first : null;
    }
}

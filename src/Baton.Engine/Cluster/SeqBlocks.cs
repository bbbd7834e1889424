using System.Diagnostics;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Npgsql;

namespace Baton.Engine.Cluster;

/// <summary>
/// Seqs in blocks, on a connection of its own. None of it waits for the disk: whatever is written under a seq reaches the disk after the seq was
/// taken, and so not without it.
/// </summary>
internal sealed class SeqBlocks(DatabaseServer database) : ISeqBlocks
{
    private const int Least = 512;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    private NpgsqlConnection? _connection;
    private long _taken;
    private long? _low;

    // The end of the block taken on this connection; and of the highest one ever.
    private long _held;
    private long _highest;

    public bool IsStale => Stopwatch.GetElapsedTime(_taken) > Fresh;

    public (long First, long End) Take(int seqs, long rest, long end)
    {
        var many = Math.Max(Least, seqs);
        var first = Ask("SELECT TakeSeqs($1, $2, $3, $4)", () => [database.Membership.Node, many, .. Rest(rest, end)]);
        (_taken, _low, _held) = (Stopwatch.GetTimestamp(), _low ?? first, first + many);
        _highest = Math.Max(_highest, _held);
        return (first, first + many);
    }

    public void Return(long rest, long end)
    {
        if (_low is null) return;
        Ask("SELECT 0::BIGINT FROM ReturnSeqs($1, $2, $3)", () => [database.Membership.Node, .. Rest(rest, end)]);
        _low = null;
    }

    public void Settle(long low)
    {
        if (_low is null || low <= _low) return;
        Ask("WITH moved AS (UPDATE Writer SET Low = $2 WHERE Node = $1) SELECT 0::BIGINT", () => [database.Membership.Node, low]);
        _low = low;
    }

    public long Horizon() => Ask("SELECT coalesce((SELECT min(Low) FROM Writer), Next) FROM SeqBlock", () => []);

    public void Dispose() => _connection?.Dispose();

    // A server that crashed meanwhile may have forgotten that the block was taken, and given it to another node: nothing of it goes back then.
    private long[] Rest(long rest, long end) => _held == end ? [rest, end] : [0, 0];

    // A connection that was lost while nothing was asked is worth a second try: none of these does harm when done twice.
    private long Ask(string sql, Func<long[]> values)
    {
        try
        {
            var isNew = _connection is null;
            try
            {
                return Once(sql, values);
            }
            catch (NpgsqlException lost) when (!isNew && lost is not PostgresException { SqlState: "BT001" })
            {
                Close();
                return Once(sql, values);
            }
        }
        catch (Exception fault) when (fault is NpgsqlException or ObjectDisposedException)
        {
            Close();
            throw new JournalException("No place in the log could be had: " + fault.Message, fault);
        }
    }

    private long Once(string sql, Func<long[]> values)
    {
        _connection ??= Open();
        using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = DatabaseServer.Short };
        foreach (var value in values()) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
        return (long)command.ExecuteScalar()!;
    }

    private NpgsqlConnection Open()
    {
        var connection = database.Kept.OpenConnection();
        using (var begin = new NpgsqlCommand("SET synchronous_commit = off", connection)) begin.ExecuteNonQuery();
        _held = 0;
        if (_highest == 0) return connection;
        using var known = new NpgsqlCommand("UPDATE SeqBlock SET Next = $1 WHERE Next < $1", connection) { CommandTimeout = DatabaseServer.Short };
        known.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _highest });
        known.ExecuteNonQuery();
        return connection;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}

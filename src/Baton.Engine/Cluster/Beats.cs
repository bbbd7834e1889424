using System.Diagnostics;
using Baton.Engine.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Baton.Engine.Cluster;

/// <summary>
/// Says every second that this node is alive, on a connection and a thread of its own: a node that has much to do must not be taken for dead.
/// </summary>
internal sealed class Beats(DatabaseServer database, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1), Missed = TimeSpan.FromSeconds(2.5), Steady = TimeSpan.FromSeconds(6);

    private readonly ManualResetEventSlim _stop = new();
    private readonly Lock _gate = new();
    private NpgsqlConnection? _connection;
    private Thread? _thread;
    private long _last = Stopwatch.GetTimestamp();
    private long _unsteady;
    private bool _wasLost;
    private bool _takesLanes;

    /// <summary>Raised when this node is no longer known: another one took it over.</summary>
    public event Action? Forgotten;

    /// <summary>Raised when the database is found again after it was lost.</summary>
    public event Action? FoundAnew;

    /// <summary>
    /// Whether this node may judge others by their silence: not while it, or the database, has just come back from a silence of its own.
    /// </summary>
    public bool IsSteady => Volatile.Read(ref _unsteady) is var since && (since == 0 || Stopwatch.GetElapsedTime(since) > Steady);

    public void Start()
    {
        _thread = new Thread(Run) { Name = "beats", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Says at once whether this node takes lanes, and goes on saying it.</summary>
    public void Say(bool takesLanes)
    {
        lock (_gate)
        {
            _takesLanes = takesLanes;
            Beat();
        }
    }

    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _connection?.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.Wait(Every))
        {
            try
            {
                lock (_gate) Beat();
            }
            catch (NpgsqlException fault)
            {
                logger.LogWarning("This node could not say that it is alive ({Fault}); it tries again", fault.Message);
            }
        }
    }

    private void Beat()
    {
        if (Stopwatch.GetElapsedTime(_last) > Missed) Volatile.Write(ref _unsteady, Stopwatch.GetTimestamp());
        try
        {
            var isNew = _connection is null;
            _connection ??= database.Kept.OpenConnection();
            if (isNew) Look(_connection);
            using var say = new NpgsqlCommand("UPDATE Node SET Seen = clock_timestamp(), TakesLanes = $2, Address = $3 WHERE Id = $1", _connection);
            say.CommandTimeout = 3;
            say.Parameters.Add(new() { Value = database.Membership.Node });
            say.Parameters.Add(new() { Value = _takesLanes });
            say.Parameters.Add(new() { Value = database.Membership.Address });
            var isKnown = say.ExecuteNonQuery() > 0;
            _last = Stopwatch.GetTimestamp();
            if (_wasLost) FoundAnew?.Invoke();
            _wasLost = false;
            if (!isKnown) Forgotten?.Invoke();
        }
        catch (NpgsqlException)
        {
            Volatile.Write(ref _unsteady, Stopwatch.GetTimestamp());
            _connection?.Dispose();
            (_connection, _wasLost) = (null, true);
            throw;
        }
    }

    // When the server itself has just started, nobody was heard for that reason. And a beat does not wait for the disk: a slow one is no reason to be taken for dead.
    private void Look(NpgsqlConnection connection)
    {
        using (var begin = new NpgsqlCommand("SET synchronous_commit = off", connection)) begin.ExecuteNonQuery();
        using var ask = new NpgsqlCommand("SELECT pg_postmaster_start_time() > clock_timestamp() - interval '6 s'", connection);
        if ((bool)ask.ExecuteScalar()!) Volatile.Write(ref _unsteady, Stopwatch.GetTimestamp());
    }
}

using System.Globalization;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// Hears of commits by LISTEN and says what other processes have written; the journal says what this one has. After a gap in hearing it reads on
/// from the last seq it heard of, so that nothing is missed and nothing said twice.
/// </summary>
internal sealed class CommitListener : BackgroundService, ICommits
{
    private const int RowsAtOnce = 1_000;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly DatabaseServer _database;
    private readonly LogLookups _log;
    private readonly Journal? _journal;
    private readonly ILogger<CommitListener> _logger;
    private readonly Lock _gate = new();
    private readonly HashSet<long> _own = [];
    private readonly Queue<(long First, long Last)> _toTell = new();
    private readonly TaskCompletionSource _hears = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _ownHeard;
    private long _heard;

    /// <param name="database">Where commits are made.</param>
    /// <param name="log">To read what was written.</param>
    /// <param name="journal">This process's own writer, if it has one: what it wrote is not said again.</param>
    /// <param name="logger">Told of gaps.</param>
    public CommitListener(DatabaseServer database, LogLookups log, Journal? journal, ILogger<CommitListener> logger)
    {
        (_database, _log, _journal, _logger) = (database, log, journal, logger);
        if (_journal is not null) _journal.Committed += Remember;
    }

    /// <inheritdoc/>
    public event Action<CommittedBatch>? Committed;

    /// <summary>How often it had to begin hearing anew.</summary>
    public int Gaps { get; private set; }

    /// <summary>Completes when it hears for the first time.</summary>
    public Task Hears => _hears.Task;

    public override void Dispose()
    {
        if (_journal is not null) _journal.Committed -= Remember;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Gaps++;
                _logger.LogWarning("Commits of other processes cannot be heard ({Fault}); it tries again", fault.Message);
                await Task.Delay(PauseAfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await _database.Kept.OpenConnectionAsync(stop);
        connection.Notification += (_, said) => Note(said.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN baton", connection)) await listen.ExecuteNonQueryAsync(stop);

        // At first only what comes from now on; after a gap everything since.
        if (!_hears.Task.IsCompleted) _heard = _log.LastSeq();
        else Tell(_heard + 1, long.MaxValue);
        _hears.TrySetResult();
        while (true)
        {
            while (_toTell.TryDequeue(out var range)) Tell(range.First, range.Last);
            await TryToWriteAsync();
            await connection.WaitAsync(Patience, stop);
        }
    }

    // Nobody may be writing just because nobody is let in while writing fails: what was lost is tried again here.
    private async Task TryToWriteAsync()
    {
        if (_journal?.LastFault is { Over: false }) await _journal.TryAgainAsync();
    }

    private void Note(string payload)
    {
        if (payload.Split(' ') is not [var node, var first, var last]) return;
        var range = (First: long.Parse(first, CultureInfo.InvariantCulture), Last: long.Parse(last, CultureInfo.InvariantCulture));
        if (node != _database.Node)
        {
            _toTell.Enqueue(range);
            return;
        }

        lock (_gate)
        {
            _ownHeard = Math.Max(_ownHeard, range.Last);
            _own.RemoveWhere(seq => seq <= range.Last);
        }

        _heard = Math.Max(_heard, range.Last);
    }

    // It may come before or after the server says so.
    private void Remember(CommittedBatch batch)
    {
        lock (_gate)
        {
            foreach (var row in batch.Log)
            {
                if (row.Seq > _ownHeard) _own.Add(row.Seq);
            }
        }
    }

    private void Tell(long first, long last)
    {
        for (var after = first - 1; after < last;)
        {
            var read = _log.ReadLog(after, RowsAtOnce);
            var rows = read.Where(row => row.Seq <= last && !IsOwn(row.Seq)).ToList();
            if (rows.Count > 0) Announce(new CommittedBatch(rows[^1].Seq, []) { OfOthers = rows });
            if (read.Count > 0) _heard = Math.Max(_heard, Math.Min(read[^1].Seq, last));
            if (read.Count < RowsAtOnce) return;
            after = read[^1].Seq;
        }
    }

    private void Announce(CommittedBatch batch)
    {
        try
        {
            Committed?.Invoke(batch);
        }
        catch (Exception mistake)
        {
            // What others wrote stays true; a listener's mistake must not make it be said again.
            _logger.LogError(mistake, "A listener to the commits of other processes failed");
        }
    }

    private bool IsOwn(long seq)
    {
        lock (_gate) return _own.Contains(seq);
    }
}

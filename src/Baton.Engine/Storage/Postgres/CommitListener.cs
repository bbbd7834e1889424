using System.Diagnostics;
using System.Globalization;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// Hears of commits by LISTEN and says what other nodes have written; the journal says what this one has. After a gap in hearing it reads on from
/// where everything was settled and heard of, so that nothing is missed and nothing said twice.
/// </summary>
internal sealed class CommitListener : BackgroundService, ICommits
{
    private const int RowsAtOnce = 1_000;
    private const string HorizonSql = "SELECT coalesce((SELECT min(Low) FROM Writer), Next) FROM SeqBlock";

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly DatabaseServer _database;
    private readonly LogLookups _log;
    private readonly Journal? _journal;
    private readonly ILogger<CommitListener> _logger;
    private readonly Lock _gate = new();
    private readonly HashSet<long> _known = [];
    private readonly Queue<string> _said = new();
    private readonly TaskCompletionSource _hears = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _settled;

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

    /// <inheritdoc/>
    public event Action<IReadOnlyList<string>?>? Changed;

    /// <inheritdoc/>
    public event Action? LanesMoved;

    /// <inheritdoc/>
    public event Action? Called;

    /// <inheritdoc/>
    public bool Hears { get; private set; }

    /// <summary>How often it had to begin hearing anew.</summary>
    public int Gaps { get; private set; }

    /// <summary>Completes when it hears for the first time.</summary>
    public Task Began => _hears.Task;

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
                (Hears, Gaps) = (false, Gaps + 1);
                _logger.LogWarning("Commits of other nodes cannot be heard ({Fault}); it tries again", fault.Message);
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
        connection.Notification += (_, said) => _said.Enqueue(said.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN baton", connection)) await listen.ExecuteNonQueryAsync(stop);

        // At first only what comes from now on; after a gap everything since.
        if (!Began.IsCompleted) await BeginAsync(connection, stop);
        else CatchUp();
        Hears = true;
        _hears.TrySetResult();
        for (var looked = Stopwatch.GetTimestamp(); ;)
        {
            while (_said.TryDequeue(out var said)) Hear(said);
            await TryToWriteAsync();
            if (Stopwatch.GetElapsedTime(looked) > Patience)
            {
                await SettleAsync(connection, stop);
                looked = Stopwatch.GetTimestamp();
            }

            await connection.WaitAsync(Patience, stop);
        }
    }

    private async Task BeginAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        _settled = await HorizonAsync(connection, stop) - 1;
        for (var after = _settled; _log.ReadLog(after, RowsAtOnce) is { Count: > 0 } there; after = there[^1].Seq)
        {
            lock (_gate) foreach (var row in there) _known.Add(row.Seq);
        }
    }

    // Nobody may be writing just because nobody is let in while writing fails: what was lost is tried again here.
    private async Task TryToWriteAsync()
    {
        if (_journal?.LastFault is { Over: false }) await _journal.TryAgainAsync();
    }

    // Of what was committed before a question was asked one has heard when the next one is answered.
    private async Task SettleAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var horizon = await HorizonAsync(connection, stop);
        await using (var next = new NpgsqlCommand("SELECT 1", connection)) await next.ExecuteScalarAsync(stop);
        while (_said.TryDequeue(out var said)) Hear(said);
        lock (_gate)
        {
            _settled = Math.Max(_settled, horizon - 1);
            _known.RemoveWhere(seq => seq <= _settled);
        }
    }

    private static async Task<long> HorizonAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var ask = new NpgsqlCommand(HorizonSql, connection);
        return (long)(await ask.ExecuteScalarAsync(stop))!;
    }

    private void Hear(string said)
    {
        var words = said.Split(' ');
        if (words.Length < 2) return;
        if (words[1] == Told.Lanes) LanesMoved?.Invoke();
        if (words[0] == _database.Membership.Node.ToString(CultureInfo.InvariantCulture))
        {
            if (words[1] == Told.Parcel) Called?.Invoke();
            return;
        }

        if (words[1] == Told.Changed) Safely(() => Changed?.Invoke(words[2..]));
        if (words[1] != Told.Rows) return;
        foreach (var run in words[2..])
        {
            var ends = run.Split('-');
            var first = long.Parse(ends[0], CultureInfo.InvariantCulture);
            Tell(first, ends.Length == 1 ? first : long.Parse(ends[1], CultureInfo.InvariantCulture));
        }
    }

    private void CatchUp()
    {
        Tell(_settled + 1, long.MaxValue);
        Safely(() => Changed?.Invoke(null));
        LanesMoved?.Invoke();
    }

    // It may come before or after the server says so.
    private void Remember(CommittedBatch batch)
    {
        lock (_gate)
        {
            foreach (var row in batch.Log) _known.Add(row.Seq);
        }
    }

    private void Tell(long first, long last)
    {
        for (var after = first - 1; after < last;)
        {
            var read = _log.ReadLog(after, (int)Math.Min(RowsAtOnce, last - after));
            var rows = read.Where(row => row.Seq <= last && IsNew(row.Seq)).ToList();
            if (rows.Count > 0) Safely(() => Committed?.Invoke(new CommittedBatch(rows[^1].Seq, []) { OfOthers = rows }));
            if (read.Count < RowsAtOnce) return;
            after = read[^1].Seq;
        }
    }

    // What others wrote stays true; a listener's mistake must not make it be said again.
    private void Safely(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception mistake)
        {
            _logger.LogError(mistake, "A listener to the commits of other nodes failed");
        }
    }

    private bool IsNew(long seq)
    {
        lock (_gate) return seq > _settled && _known.Add(seq);
    }
}

using System.Diagnostics;
using Baton.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Storage.Journaling;

/// <summary>
/// The one writer of this process. Many callers at once begin units, which reserves their seqs, fill and submit them; one thread commits
/// them in the order of their seqs, as many together as are ready, and tells each caller when its unit is on disk. So whoever
/// reads seq N has everything before it.
/// </summary>
/// <remarks>
/// There is no waiting for company: a commit takes what is ready, and what arrives during its fsync goes with the next. When a commit fails,
/// everything begun so far fails with it, because it may build on what was lost; the <see cref="Generation"/> tells holders of
/// derived state to load again. The journal itself goes on, on a fresh connection.
/// </remarks>
public sealed class Journal : IAsyncDisposable
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Database _database;
    private readonly StorageOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Journal> _logger;
    private readonly IDisposable? _alone;
    private readonly UnitOrder _order;
    private readonly Announcer _announcer;
    private ICommitWriter? _writer;
    private JournalFault? _fault;

    /// <summary>Finds the end of the log and starts the writer.</summary>
    /// <exception cref="JournalException">Another process writes to this database.</exception>
    public Journal(Database database, StorageOptions options, TimeProvider time, ILogger<Journal> logger)
    {
        (_database, _options, _time, _logger) = (database, options, time, logger);
        _alone = database.StandAlone();
        _writer = database.OpenWriter();
        _order = new UnitOrder(_writer.LastSeq(), database.OpenSeqs(), options.UnitsPerCommit, options.RowsPerCommit);
        _announcer = new Announcer(() => Committed, logger);
        Archived.Read(database);
        new Thread(Write) { Name = "journal", IsBackground = true }.Start();
    }

    /// <summary>
    /// Raised after each commit, in order, on one thread, before the callers are told. Handlers must be quick: callers wait for them, and so do commits in the end.
    /// </summary>
#pragma warning disable MA0046 // only the journal raises it: a sender would say nothing, and this runs thousands of times a second
    public event Action<CommittedBatch>? Committed;
#pragma warning restore MA0046

    /// <summary>Rises when a commit failed. State derived from units of an older generation must be loaded again.</summary>
    public long Generation => _order.Generation;

    /// <summary>Every seq given out here up to this one is on disk, or never will be.</summary>
    public long DurableSeq => _order.Durable;

    /// <summary>Every seq up to this one is on disk or never will be, whoever wrote: what follows the log goes as far as this.</summary>
    /// <exception cref="JournalException">The database does not answer.</exception>
    public long SettledSeq => _order.Settle();

    /// <summary>Units begun and not yet durable.</summary>
    public int InFlight => _order.Count;

    /// <summary>So much is in flight that intake should refuse for a moment. Nothing here ever blocks for it.</summary>
    public bool Full => InFlight >= _options.UnitsInFlight;

    /// <summary>The last failure to commit, if there was one.</summary>
    public JournalFault? LastFault => Volatile.Read(ref _fault);

    /// <summary>Where the log begins by now.</summary>
    internal ArchivedEnds Archived { get; } = new();

    /// <summary>Begins a unit and reserves seqs for its log rows. On a server it may ask for more seqs, which is a short journey; else it never blocks.</summary>
    /// <param name="rows">Log rows it will hold at most; 0 when it holds none.</param>
    public WriteUnit Begin(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return _order.Begin(this, rows);
    }

    /// <summary>Hands a unit over to be written. It must not be touched afterwards.</summary>
    /// <returns>Completes when the unit is on disk; fails with <see cref="JournalException"/> when it is not and never will be.</returns>
    public Task SubmitAsync(WriteUnit unit) => _order.Submit(unit);

    /// <summary>Leases tasks that are due to an agent that fetches them; answers when the leases are on disk.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="agent">The agent's name.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="leaseUntil">When the leases end, unix ms.</param>
    /// <param name="token">Proves the lease later.</param>
    /// <param name="now">The time, unix ms.</param>
    /// <param name="lastEvent">Only tasks about events up to this seq.</param>
    /// <returns>The tasks as leased, most urgent first.</returns>
    public async Task<IReadOnlyList<TaskRow>> ClaimTasksAsync(
        string workspace, string agent, int most, long leaseUntil, string token, long now, long lastEvent = long.MaxValue)
    {
        var claim = new TaskClaim(workspace, agent, most, leaseUntil, token, now, lastEvent);
        await RunAsync(claim);
        return claim.Claimed;
    }

    /// <summary>Leases a task to its agent, which was called and answers later; answers when that is on disk. A task whose result came meanwhile stays as it is.</summary>
    internal Task LendAsync(TaskRow task, long leaseUntil, long now) => RunAsync(new TaskLoan(task, leaseUntil, now));

    /// <summary>Lengthens the lease of a task.</summary>
    /// <returns>False when the lease is no longer held with this token.</returns>
    public async Task<bool> ExtendLeaseAsync(string workspace, string task, string token, long leaseUntil)
    {
        var extension = new LeaseExtension(workspace, task, token, leaseUntil);
        await RunAsync(extension);
        return extension.Extended;
    }

    /// <summary>Commits what was submitted, then stops. Units still open are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        _order.Close();
        await _stopped.Task;
    }

    /// <summary>Lets all derived state be loaded again, after what it derives from was wiped. What is in flight is refused.</summary>
    internal void Renew() => FailAll([], "The workspace is being reset. Try again in a moment.");

    /// <summary>Writes something that changes nothing, to learn whether the disk takes commits again after a fault.</summary>
    internal async Task TryAgainAsync()
    {
        try
        {
            await RunAsync(new Probe());
        }
        catch (JournalException)
        {
            // Still not; LastFault says why.
        }
    }

    /// <summary>From here on gives out only seqs above all that anybody was given until now.</summary>
    internal void BeginSeqs() => _order.Begin();

    /// <summary>Answers when everything begun before is on disk.</summary>
    internal async Task DrainAsync()
    {
        using var unit = Begin(0);
        await SubmitAsync(unit);
    }

    internal void Abandon(WriteUnit unit) => _order.Abandon(unit);

    /// <summary>Does one thing in a commit, in its turn; answers when it is on disk.</summary>
    internal async Task RunAsync(Write write)
    {
        using var unit = Begin(0);
        unit.Add(write);
        await SubmitAsync(unit);
    }

    private void Write()
    {
        try
        {
            while (_order.Take() is { } batch)
            {
                var isWritten = batch.Units.Count > 0 && Commit(batch);
                if (isWritten || batch.Units.Count == 0) _order.Advance(batch.Last);
                _order.Written(isWritten);
                if (isWritten) _announcer.Tell(batch);
            }
        }
        finally
        {
            _order.Close();
            _announcer.Dispose();
            ReturnSeqs();
            FailAll([], "The journal was closed.");
            _writer?.Dispose();
            _alone?.Dispose();
            _order.Dispose();
            _stopped.SetResult();
        }
    }

    private void ReturnSeqs()
    {
        try
        {
            _order.Settle();
        }
        catch (JournalException)
        {
            // They are nobody's then, and make a gap.
        }
    }

    private bool Commit(CommittedBatch batch)
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            _writer ??= OpenAgain();
            _writer.Write(batch.Units);
            batch.Took = Stopwatch.GetElapsedTime(began);
        }
        catch (Exception exception)
        {
            // A fresh connection next time: the cheapest way to be sure of its state, whatever went wrong.
            _writer?.Dispose();
            _writer = null;
            _logger.LogError(exception, "A commit of {Units} units failed", batch.Units.Count);
            FailAll(batch.Units, "The commit failed: " + exception.Message, exception);
            return false;
        }

        if (_fault is { Over: false } fault) Volatile.Write(ref _fault, fault with { Over = true });
        return true;
    }

    private ICommitWriter OpenAgain()
    {
        var writer = _database.OpenWriter();
        Archived.Read(_database);
        return writer;
    }

    private void FailAll(IReadOnlyList<WriteUnit> batch, string why, Exception? exception = null)
    {
        List<WriteUnit> doomed = [.. batch, .. _order.Doom()];
        if (exception is not null)
            Volatile.Write(ref _fault, new JournalFault(_time.GetUtcNow().ToUnixTimeMilliseconds(), exception.Message, doomed.Count, Over: false));
        var failure = new JournalException(why, exception);
        foreach (var unit in doomed) unit.Fail(failure);
    }
}

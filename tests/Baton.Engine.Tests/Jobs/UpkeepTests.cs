using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Sqlite;
using Baton.Engine.Storage.Upkeep;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Jobs;

public sealed class UpkeepTests : IAsyncDisposable
{
    private readonly TempDatabase _database = new();
    private readonly Journal _journal;

    public UpkeepTests() => _journal = _database.OpenJournal();

    [Fact]
    public async Task The_ledger_balances_when_everything_that_waits_waits_for_something()
    {
        await Came(LogOutcome.Handled, "done");
        await Came(LogOutcome.Unrouted, "done");
        await Came(LogOutcome.Quarantined, "failed");
        var waiting = await Came(LogOutcome.Waiting);
        await FollowedBy(waiting);
        using (var unit = _journal.Begin(0))
        {
            unit.Insert(TempDatabase.Task("t-1") with { EventSeq = waiting, Root = waiting });
            await _journal.SubmitAsync(unit);
        }

        var ledger = new LedgerReader(_database.Database).Count();

        Assert.Equal(new Ledger.Sides(In: 4, Done: 2, Failed: 1), ledger.Log);
        Assert.Equal(1, ledger.Log.Waiting);
        Assert.True(ledger.Balances);
    }

    [Fact]
    public async Task An_event_that_waits_for_nothing_is_found()
    {
        await Came(LogOutcome.Waiting);

        var ledger = new LedgerReader(_database.Database).Count();

        Assert.Equal(1, ledger.Stranded);
        Assert.False(ledger.Balances);
    }

    [Fact]
    public async Task A_counter_that_missed_an_event_is_found()
    {
        await Came(LogOutcome.Handled, "done");
        await Came(LogOutcome.Handled);

        var ledger = new LedgerReader(_database.Database).Count();

        Assert.Equal((2, 1), (ledger.Log.Done, ledger.Counters.Done));
        Assert.False(ledger.Balances);
    }

    [Fact]
    public async Task Old_minutes_become_hours_and_the_sums_stay_however_often_it_is_done()
    {
        using (var unit = _journal.Begin(0))
        {
            foreach (var minute in new long[] { 0, 1, 59, 60, 61, 119, 120, 125 }) unit.Count("default", minute, "in", by: 10);
            unit.Count("other", 61, "in", by: 7);
            await _journal.SubmitAsync(unit);
        }

        await _journal.RunAsync(new CounterFolding(beforeMinute: 120));
        var again = new CounterFolding(beforeMinute: 120);
        await _journal.RunAsync(again);

        using var db = _database.OpenContext();
        Assert.Equal(
            [("default", 0, 30), ("default", 60, 30), ("default", 120, 10), ("default", 125, 10), ("other", 60, 7)],
            db.Counters.AsEnumerable().GroupBy(c => (c.Workspace, c.Minute), c => c.Value).OrderBy(c => c.Key).Select(c => (c.Key.Workspace, (int)c.Key.Minute, (int)c.Sum())));
        Assert.Equal(0, again.Folded);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Statistics_are_made_and_what_was_written_ahead_reaches_the_database()
    {
        await Came(LogOutcome.Handled, "done");
        Assert.SkipWhen(TestPostgres.IsUsed, "PostgreSQL does both by itself.");
        await _journal.RunAsync(new Statistics());
        var (pages, moved) = new WriteAheadLog((DatabaseFile)_database.Database).Checkpoint();

        Assert.True(pages > 0);
        Assert.Equal(pages, moved);
    }

    private async Task<long> Came(LogOutcome outcome, string? counter = null)
    {
        using var unit = _journal.Begin(1);
        unit.Append(TempDatabase.Row(unit.First) with { Outcome = outcome });
        unit.Count("default", 0, "in");
        if (counter is not null) unit.Count("default", 0, counter);
        await _journal.SubmitAsync(unit);
        return unit.First;
    }

    private async Task FollowedBy(long root)
    {
        using var unit = _journal.Begin(1);
        unit.Append(TempDatabase.Row(unit.First) with { Root = root, Cause = root });
        await _journal.SubmitAsync(unit);
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _database.Dispose();
    }
}

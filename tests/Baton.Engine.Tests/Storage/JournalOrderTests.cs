using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Tests.Storage;

public sealed class JournalOrderTests
{
    [Fact]
    public async Task What_was_awaited_is_on_disk_and_found()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        using var lookups = database.OpenLookups();

        using var unit = journal.Begin(1);
        var row = TempDatabase.Row(unit.First) with { Subject = "", Data = "{\"text\":\"Größe: 木\"}", Outcome = Engine.Storage.Rows.LogOutcome.Waiting };
        unit.Append(row);
        await journal.SubmitAsync(unit);

        Assert.Equal(row, Assert.Single(lookups.ReadLogOf("default", "c-1", 0)));
        Assert.Equal(unit.First, lookups.FindDuplicate("default", "urn:test", row.Id));
        Assert.Null(lookups.FindDuplicate("other", "urn:test", row.Id));
        await using var context = database.OpenContext();
        Assert.Equal(row, Assert.Single(context.Log));
        Assert.Equal(unit.First, journal.DurableSeq);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Whatever_the_order_of_submits_commits_are_in_the_order_of_seqs(int seed)
    {
        var random = new Random(seed);
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        var committed = new List<long>();
        var lastSeen = new List<long>();
        journal.Committed += batch =>
        {
            committed.AddRange(batch.Log.Select(row => row.Seq));
            lastSeen.Add(batch.Last);
        };

        var units = Enumerable.Range(0, 400).Select(_ => journal.Begin(random.Next(4))).ToArray();
        var expected = new List<long>();
        var submits = new List<Task>();
        foreach (var unit in units)
        {
            for (var i = 0; i < random.Next(unit.Reserved + 1); i++) unit.Append(TempDatabase.Row(unit.First + i));
        }

        random.Shuffle(units);
        foreach (var unit in units)
        {
            if (random.Next(5) == 0)
            {
                unit.Dispose();
                continue;
            }

            expected.AddRange(unit.Log.Select(row => row.Seq));
            submits.Add(journal.SubmitAsync(unit));
            if (random.Next(20) == 0) await Task.Yield();
        }

        await Task.WhenAll(submits);
        expected.Sort();
        Assert.Equal(expected, committed);
        Assert.Equal(lastSeen.Order(), lastSeen);
    }

    [Fact]
    public async Task A_unit_waits_for_all_before_it()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        using var first = journal.Begin(1);
        using var second = journal.Begin(1);
        second.Append(TempDatabase.Row(second.First));

        var late = journal.SubmitAsync(second);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(late.IsCompleted);
        Assert.Equal(0, journal.DurableSeq);

        first.Dispose();
        await late;
        Assert.Equal(second.First, journal.DurableSeq);
    }

    [Fact]
    public async Task The_next_start_goes_on_after_the_last_seq()
    {
        using var database = new TempDatabase();
        await using (var journal = database.OpenJournal())
        {
            using var unit = journal.Begin(3);
            for (var i = 0; i < 3; i++) unit.Append(TempDatabase.Row(unit.First + i));
            await journal.SubmitAsync(unit);
        }

        await using var again = database.OpenJournal();
        using var next = again.Begin(1);
        Assert.Equal(4, next.First);
        Assert.Equal(3, again.DurableSeq);
    }

    [Fact]
    public async Task Closing_writes_what_was_submitted_and_refuses_the_rest()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        var journal = database.OpenJournal();
        var ready = journal.Begin(1);
        ready.Append(TempDatabase.Row(ready.First));
        var open = journal.Begin(1);
        open.Append(TempDatabase.Row(open.First));
        var behind = journal.Begin(1);
        behind.Append(TempDatabase.Row(behind.First));

        var written = journal.SubmitAsync(ready);
        var stuck = journal.SubmitAsync(behind);
        await journal.DisposeAsync();

        await written;
        await Assert.ThrowsAsync<JournalException>(() => stuck);
        await Assert.ThrowsAsync<JournalException>(() => journal.SubmitAsync(open));
        Assert.Equal(ready.First, lookups.LastSeq());
    }

    [Fact]
    public async Task A_unit_takes_only_the_seqs_reserved_for_it_and_is_submitted_once()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        using var unit = journal.Begin(1);
        Assert.Throws<ArgumentException>(() => unit.Append(TempDatabase.Row(unit.First + 1)));
        unit.Append(TempDatabase.Row(unit.First));
        Assert.Throws<ArgumentException>(() => unit.Append(TempDatabase.Row(unit.First + 1)));
        await journal.SubmitAsync(unit);
        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.SubmitAsync(unit));
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task A_second_journal_on_the_same_database_is_refused()
    {
        using var database = new TempDatabase();
        await using (database.OpenJournal())
        {
            Assert.Throws<JournalException>(() => database.OpenJournal());
        }

        await using var next = database.OpenJournal();
    }

    [Fact]
    public async Task What_is_refused_while_closing_is_not_written()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        var journal = database.OpenJournal();
        using var held = journal.Begin(1);
        using var unit = journal.Begin(1);
        unit.Append(TempDatabase.Row(unit.First));
        var closing = journal.DisposeAsync();
        await Assert.ThrowsAsync<JournalException>(() => journal.SubmitAsync(unit));
        held.Dispose();
        await closing;
        Assert.Equal(0, lookups.LastSeq());
    }
}

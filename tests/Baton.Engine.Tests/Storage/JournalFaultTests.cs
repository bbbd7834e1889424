using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Tests.Storage;

public sealed class JournalFaultTests
{
    [Fact]
    public async Task A_failed_commit_fails_all_in_flight_and_raises_the_generation()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        await using var journal = database.OpenJournal();
        await Write(journal, "same");
        var generation = journal.Generation;

        using var conflicting = journal.Begin(1);
        conflicting.Append(TempDatabase.Row(conflicting.First, id: "same"));
        using var open = journal.Begin(1);
        open.Append(TempDatabase.Row(open.First));
        using var behind = journal.Begin(1);
        behind.Append(TempDatabase.Row(behind.First));
        var waiting = journal.SubmitAsync(behind);

        await Assert.ThrowsAsync<JournalException>(() => journal.SubmitAsync(conflicting));
        await Assert.ThrowsAsync<JournalException>(() => waiting);
        await Assert.ThrowsAsync<JournalException>(() => journal.SubmitAsync(open));
        Assert.Equal(generation + 1, journal.Generation);
        Assert.False(journal.LastFault!.Over);
        Assert.Equal(0, journal.InFlight);

        await Write(journal, "next");
        Assert.True(journal.LastFault!.Over);
        Assert.NotNull(lookups.FindDuplicate("default", "urn:test", "next"));
        Assert.Equal(["same", "next"], lookups.ReadLog(0, 10).Select(row => row.Id));
    }

    [Fact]
    public async Task Nothing_of_a_failed_commit_is_on_disk()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        await Write(journal, "same");

        using var unit = journal.Begin(2);
        unit.Append(TempDatabase.Row(unit.First, id: "new"));
        unit.Append(TempDatabase.Row(unit.First + 1, id: "same"));
        unit.Insert(TempDatabase.Task("t-1"));
        unit.Count("default", 1, "events", 5);
        await Assert.ThrowsAsync<JournalException>(() => journal.SubmitAsync(unit));

        await using var context = database.OpenContext();
        Assert.Single(context.Log);
        Assert.Empty(context.Tasks);
        await Write(journal, "after");
        Assert.Empty(context.Counters);
    }

    [Fact]
    public async Task It_recovers_by_itself_when_the_disk_does()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        var disk = new FullDisk(database.Database);

        await Assert.ThrowsAsync<JournalException>(() => Write(journal, "a"));
        await Assert.ThrowsAsync<JournalException>(() => Write(journal, "a"));
        Assert.Contains("disk is full", journal.LastFault!.Message, StringComparison.Ordinal);
        Assert.Equal(2, journal.Generation);

        disk.Dispose();
        await Write(journal, "a");
        Assert.True(journal.LastFault.Over);
    }

    [Fact]
    public async Task Under_random_faults_exactly_what_was_acknowledged_is_on_disk()
    {
        var random = new Random(7);
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        await using var journal = database.OpenJournal();
        await Write(journal, "taken");
        var acknowledged = new List<string> { "taken" };

        await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                bool spoil;
                lock (random) spoil = random.Next(100) == 0;
                var id = spoil ? "taken" : $"{caller}-{i}";
                try
                {
                    await Write(journal, id);
                    lock (acknowledged) acknowledged.Add(id);
                }
                catch (JournalException)
                {
                    // Not acknowledged, and so not to be found.
                }
            }
        })));

        Assert.True(journal.Generation > 0);
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), lookups.ReadLog(0, 10_000).Select(row => row.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_listener_that_throws_stops_nothing()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        journal.Committed += _ => throw new InvalidOperationException("A mistake.");
        await Write(journal, "a");
        await Write(journal, "b");
        Assert.Equal(2, journal.DurableSeq);
    }

    [Fact]
    public async Task It_says_when_it_is_full_and_still_takes_more()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal(new StorageOptions { Data = database.Folder, Postgres = database.Options.Postgres, UnitsInFlight = 2 });
        var first = journal.Begin(1);
        Assert.False(journal.Full);
        var second = journal.Begin(1);
        Assert.True(journal.Full);
        using var third = journal.Begin(1);
        third.Append(TempDatabase.Row(third.First));
        var written = journal.SubmitAsync(third);
        first.Dispose();
        second.Dispose();
        await written;
        Assert.False(journal.Full);
    }

    private static async Task Write(Journal journal, string id)
    {
        using var unit = journal.Begin(1);
        unit.Append(TempDatabase.Row(unit.First, id: id));
        await journal.SubmitAsync(unit);
    }
}

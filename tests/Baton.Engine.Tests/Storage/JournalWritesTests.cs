using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Tests.Storage;

public sealed class JournalWritesTests
{
    [Fact]
    public async Task Of_a_row_put_many_times_in_one_commit_the_last_stays_and_counts_add_up()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        await using var journal = database.OpenJournal();
        var commits = 0;
        journal.Committed += _ => commits++;
        var held = journal.Begin(0);
        var submits = new List<Task>();
        for (var i = 1; i <= 100; i++)
        {
            var unit = journal.Begin(1);
            unit.Append(TempDatabase.Row(unit.First));
            unit.Put(Customer(version: i, lastSeq: unit.First));
            unit.Put(new SnapshotRow { Workspace = "default", Customer = "c-1", Seq = unit.First, State = [(byte)i] });
            unit.Count("default", 7, "events");
            unit.Count("default", 7, "events", 2);
            submits.Add(journal.SubmitAsync(unit));
        }

        held.Dispose();
        await Task.WhenAll(submits);
        using var more = journal.Begin(0);
        more.Count("default", 7, "events", 700);
        await journal.SubmitAsync(more);

        Assert.Equal(2, commits);
        var snapshot = lookups.LoadSnapshot("default", "c-1")!;
        Assert.Equal((100, (byte)100), (snapshot.Seq, Assert.Single(snapshot.State)));
        await using var context = database.OpenContext();
        Assert.Equal(100, Assert.Single(context.Customers).Version);
        Assert.Equal(1_000, Assert.Single(context.Counters).Value);
    }

    [Fact]
    public async Task What_was_put_before_a_wipe_in_the_same_commit_is_wiped_and_what_follows_stays()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        var held = journal.Begin(0);
        var before = Filled(journal, journal.Begin(1), events: 5);
        using var wipe = journal.Begin(0);
        wipe.Wipe("default");
        var wiped = journal.SubmitAsync(wipe);
        var after = Filled(journal, journal.Begin(1), events: 2);

        held.Dispose();
        await Task.WhenAll(before, wiped, after);

        await using var context = database.OpenContext();
        Assert.Equal(2, Assert.Single(context.Log).Seq);
        Assert.Equal(2, Assert.Single(context.Customers).LastSeq);
        Assert.Equal(2, Assert.Single(context.Counters).Value);
    }

    [Fact]
    public async Task A_task_is_updated_without_losing_where_it_came_from()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        var task = TempDatabase.Task("t-1", priority: 2) with { Customer = "c-1", Input = """{"a":1}""" };
        await Submit(journal, unit => unit.Insert(task));
        await Submit(journal, unit => unit.Update(TempDatabase.Task("t-1", agent: "other") with
        {
            Status = "done", Attempt = 1, Started = 5, Finished = 9, ResultStatus = "success", Confidence = 0.75, OutputTokens = 12, Output = "{}", Input = null,
        }));

        await using var context = database.OpenContext();
        Assert.Equal(
            task with { Status = "done", Attempt = 1, Started = 5, Finished = 9, ResultStatus = "success", Confidence = 0.75, OutputTokens = 12, Output = "{}" },
            Assert.Single(context.Tasks));
    }

    [Fact]
    public async Task Timers_move_come_due_and_go()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        await using var journal = database.OpenJournal();
        Assert.Null(lookups.NextDue());
        await Submit(journal, unit =>
        {
            unit.Put(Timer("a", due: 10));
            unit.Put(Timer("b", due: 20));
            unit.Put(Timer("a", due: 30));
        });

        Assert.Equal(20, lookups.NextDue());
        Assert.Equal(["b", "a"], lookups.DueTimers(30).Select(timer => timer.Id));
        Assert.Empty(lookups.DueTimers(19));

        await Submit(journal, unit => unit.RemoveTimer("default", "b"));
        Assert.Equal([Timer("a", due: 30)], lookups.DueTimers(100));
    }

    [Fact]
    public async Task An_outcome_moves_on()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        await using var journal = database.OpenJournal();
        using var unit = journal.Begin(1);
        unit.Append(TempDatabase.Row(unit.First) with { Outcome = LogOutcome.Waiting });
        unit.SetOutcome("default", unit.First, LogOutcome.Failed);
        await journal.SubmitAsync(unit);
        Assert.Equal(LogOutcome.Failed, Assert.Single(lookups.ReadLog(0, 1)).Outcome);
    }

    [Fact]
    public async Task A_commit_tells_what_was_in_it()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        CommittedBatch? told = null;
        journal.Committed += batch => told = batch;
        using var unit = journal.Begin(1);
        unit.Append(TempDatabase.Row(unit.First));
        unit.Insert(TempDatabase.Task("t-1"));
        unit.Put(Customer(1, 1));
        await journal.SubmitAsync(unit);

        Assert.Equal(unit.First, Assert.Single(told!.Log).Seq);
        Assert.Equal("t-1", Assert.Single(told.Rows<TaskRow>()).Id);
        Assert.Equal("c-1", Assert.Single(told.Rows<CustomerRow>()).Id);
        Assert.Empty(told.Rows<ActionRow>());
    }

    [Fact]
    public async Task An_address_leads_to_one_customer_of_its_workspace()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        await using var journal = database.OpenJournal();
        await Submit(journal, unit => unit.Put(Address("default", "c-1")));
        await Submit(journal, unit => unit.Put(Address("other", "c-9")));
        await Submit(journal, unit => unit.Put(Address("default", "c-2")));

        Assert.Equal("c-2", lookups.FindAddress("default", "email", "ana@example.com"));
        Assert.Equal("c-9", lookups.FindAddress("other", "email", "ana@example.com"));
        Assert.Null(lookups.FindAddress("default", "phone", "ana@example.com"));
    }

    private static Task Filled(Journal journal, WriteUnit unit, long events)
    {
        unit.Append(TempDatabase.Row(unit.First));
        unit.Put(Customer(version: 1, lastSeq: unit.First));
        unit.Count("default", 7, "events", events);
        return journal.SubmitAsync(unit);
    }

    private static async Task Submit(Journal journal, Action<WriteUnit> fill)
    {
        using var unit = journal.Begin(0);
        fill(unit);
        await journal.SubmitAsync(unit);
    }

    private static CustomerRow Customer(long version, long lastSeq) =>
        new() { Workspace = "default", Id = "c-1", Search = "ana", Version = version, LastSeq = lastSeq };

    private static TimerRow Timer(string id, long due) =>
        new() { Workspace = "default", Id = id, Due = due, Kind = "action", Ref = "a-1" };

    private static AddressRow Address(string workspace, string customer) =>
        new() { Workspace = workspace, Kind = "email", Value = "ana@example.com", Customer = customer };
}

using System.Collections.Concurrent;
using Baton.Core.Agents;
using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Tests.Storage;

public sealed class LeaseTests
{
    private const long Minute = 60_000;

    [Fact]
    public async Task Thirty_two_claimers_at_once_never_share_a_task()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        await Insert(journal, Enumerable.Range(0, 500).Select(i => TempDatabase.Task($"t-{i}")).ToArray());
        var claimed = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(claimer => Task.Run(async () =>
        {
            while (await journal.ClaimTasksAsync("default", "reply", 7, 1_000, $"token-{claimer}", 10) is { Count: > 0 } tasks)
            {
                Assert.All(tasks, task => Assert.Equal(($"token-{claimer}", "leased", 1), (task.LeaseToken, task.Status, task.Attempt)));
                foreach (var task in tasks) claimed.Add(task.Id);
            }
        })));

        Assert.Equal(500, claimed.Count);
        Assert.Equal(500, claimed.Distinct().Count());
    }

    [Fact]
    public async Task The_most_urgent_that_is_due_comes_first()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        await Insert(
            journal,
            TempDatabase.Task("later", priority: 9, notBefore: 100),
            TempDatabase.Task("low", priority: 1),
            TempDatabase.Task("high", priority: 5),
            TempDatabase.Task("of-another", agent: "survey", priority: 9),
            TempDatabase.Task("of-another-business", priority: 9) with { Workspace = "other" });

        var tasks = await journal.ClaimTasksAsync("default", "reply", 10, 60, "token", 50);
        Assert.Equal(["high", "low"], tasks.Select(task => task.Id));
        Assert.Empty(await journal.ClaimTasksAsync("default", "reply", 10, 60, "token", 50));
    }

    [Fact]
    public async Task Urgent_work_passes_routine_work_until_that_has_waited_long_enough()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        await Insert(
            journal,
            TempDatabase.Task("urgent-later", priority: 3, notBefore: 21 * Minute),
            TempDatabase.Task("urgent", priority: 3, notBefore: 19 * Minute),
            TempDatabase.Task("routine", priority: 1, notBefore: 0));

        var first = await journal.ClaimTasksAsync("default", "reply", 2, 60 * Minute, "token", 30 * Minute);
        Assert.Equal(["urgent", "routine"], first.Select(task => task.Id));
        Assert.Equal(["urgent-later"], (await journal.ClaimTasksAsync("default", "reply", 2, 60 * Minute, "token", 30 * Minute)).Select(task => task.Id));
    }

    // One task is done a minute, and a more urgent one comes in every minute for ever.
    [Theory]
    [InlineData(Priority.Low, Priority.Urgent, 30)]
    [InlineData(Priority.Normal, Priority.Urgent, 20)]
    [InlineData(Priority.Normal, Priority.High, 10)]
    public async Task Whatever_keeps_coming_in_nothing_waits_longer_than_the_classes_between(Priority mine, Priority theirs, int minutes)
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        await Insert(journal, TempDatabase.Task("mine", priority: (int)mine));
        for (var minute = 0; minute <= minutes + 1; minute++)
        {
            await Insert(journal, TempDatabase.Task($"theirs-{minute}", priority: (int)theirs, notBefore: minute * Minute));
            var done = Assert.Single(await journal.ClaimTasksAsync("default", "reply", 1, 1_000 * Minute, "token", minute * Minute));
            if (done.Id != "mine") continue;
            Assert.InRange(minute, minutes, minutes + 1);
            return;
        }

        Assert.Fail("It still waits.");
    }

    [Fact]
    public void The_index_of_open_tasks_has_the_turns_that_the_rule_says()
    {
        var perClass = (long)Urgency.PerClass.TotalMilliseconds;
        Assert.Equal(Engine.Storage.Rows.TaskTable.Turn, $"NotBefore - Priority * {perClass}");
        Assert.Equal(5_000 - 2 * perClass, Urgency.TurnOf(2, 5_000));
    }

    [Fact, Trait("Database", "Sqlite")]
    public void A_claim_walks_the_index_in_the_order_of_turns()
    {
        using var database = new TempDatabase();
        using var connection = database.Database.Open();
        var plan = new List<string>();
        var statement = connection["EXPLAIN QUERY PLAN " + Engine.Storage.Rows.TaskTable.Claim];
        while (statement.Next()) plan.Add(statement.Text(3));

        Assert.Contains(plan, step => step.Contains("USING INDEX TaskOpen (Workspace=? AND Agent=? AND Status=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step == "USE TEMP B-TREE FOR ORDER BY"); // only the last terms, among equals
    }

    [Fact]
    public async Task A_lease_holds_and_a_timer_watches_over_its_end()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        await using var journal = database.OpenJournal();
        await Insert(journal, TempDatabase.Task("t-1"));
        await journal.ClaimTasksAsync("default", "reply", 1, leaseUntil: 100, "first", now: 10);

        Assert.False(await journal.ExtendLeaseAsync("default", "t-1", "second", 500));
        Assert.True(await journal.ExtendLeaseAsync("default", "t-1", "first", 200));
        Assert.Empty(await journal.ClaimTasksAsync("default", "reply", 1, 300, "second", now: 201));

        Assert.Empty(lookups.DueTimers(199));
        var timer = Assert.Single(lookups.DueTimers(200));
        Assert.Equal(("t-1", 200L), (timer.Ref, timer.Due));
        Assert.Equal(("leased", "first", 1), lookups.ReadTask("default", "t-1") is { } task ? (task.Status, task.LeaseToken, task.Attempt) : default);
    }

    [Fact]
    public async Task Open_tasks_are_found_at_start_in_the_order_they_were_made()
    {
        using var database = new TempDatabase();
        using var lookups = database.OpenLookups();
        await using var journal = database.OpenJournal();
        await Insert(
            journal,
            TempDatabase.Task("b") with { EventSeq = 2 },
            TempDatabase.Task("a") with { EventSeq = 1 },
            TempDatabase.Task("done") with { Status = "done", Finished = 1 });
        Assert.Equal(["a", "b"], lookups.OpenTasks().Select(task => task.Id));
    }

    private static async Task Insert(Journal journal, params Engine.Storage.Rows.TaskRow[] tasks)
    {
        using var unit = journal.Begin(0);
        foreach (var task in tasks) unit.Insert(task);
        await journal.SubmitAsync(unit);
    }
}

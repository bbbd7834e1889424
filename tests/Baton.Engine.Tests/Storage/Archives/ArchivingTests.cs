using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Jobs.Upkeep;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Search;
using Baton.Engine.Storage.Sqlite;
using Baton.Engine.Storage.Verification;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Storage.Archives;

/// <summary>Rows leave the log, and nothing that anybody decides, counts or asks changes by it.</summary>
public sealed class ArchivingTests : ArchiveTest
{
    [Fact]
    public async Task No_state_and_no_decision_changes_when_old_rows_leave_the_log()
    {
        await LiveAsync();
        var (states, rows) = (await StatesAsync(), Engine.Log().Count);
        var replayed = Engine.Get<Replay>().Run(TestEngine.Workspace);

        var said = await ArchiveAsync();

        Assert.Contains("were moved into", said, StringComparison.Ordinal);
        Assert.True(Engine.Log().Count < rows / 2, $"{Engine.Log().Count} of {rows} are left");
        Assert.Equal(states, await StatesAsync());
        await Engine.RestartAsync();
        Assert.Equal(states, await StatesAsync());
        var again = Engine.Get<Replay>().Run(TestEngine.Workspace);
        Assert.Equal(replayed, again);
        Assert.True(again.Agrees);
    }

    [Fact]
    public async Task What_was_counted_still_balances_and_the_chain_holds_over_the_boundary()
    {
        await LiveAsync();
        await ArchiveAsync();

        Assert.True(Engine.Count().Balances, $"{Engine.Count()}");
        var findings = Verify();
        Assert.Empty(findings.Faults);
        Assert.True(findings.Archives is { Files: > 0, Rows: > 0 });
        await Engine.RestartAsync();
        await Engine.SendAsync("after");
        Assert.Empty(Verify().Faults);
    }

    [Fact]
    public async Task What_was_archived_still_counts_once()
    {
        var first = await Engine.SendAsync("m-0");
        await LiveAsync();
        await ArchiveAsync();
        Assert.Null(Engine.Lookups.ReadRow(TestEngine.Workspace, first.Seq));

        var again = await Engine.SendAsync("m-0");

        Assert.Equal((TurnStatus.Duplicate, first.Seq), (again.Status, again.Seq));
    }

    [Fact]
    public async Task What_is_not_finished_stays_with_everything_after_it_and_the_job_says_so()
    {
        await Engine.DefineAsync("slow", kind: Baton.Core.Agents.AgentKind.Pull);
        await Engine.PublishAsync(Policy.Chain("slow"));
        var waiting = await Engine.SendAsync("waits");
        Engine.Advance(TimeSpan.FromDays(90));
        await Engine.SendAsync("now", "email:bo@example.com", "note.made");

        var said = await ArchiveAsync();

        Assert.Contains($"Event {waiting.Seq} of default is not finished", said, StringComparison.Ordinal);
        Assert.NotNull(Engine.Lookups.ReadRow(TestEngine.Workspace, waiting.Seq));
        Assert.All(Engine.Get<ArchiveShelf>().All(), stretch => Assert.True(stretch.Last < waiting.Seq));
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_every_row_in_the_log_and_a_file_that_does_not_count()
    {
        await LiveAsync();
        var (states, rows) = (await StatesAsync(), Engine.Log().Count);
        Execute(TestPostgres.IsUsed ? """
            CREATE FUNCTION Full_() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
            CREATE TRIGGER Full_ BEFORE DELETE ON Log FOR EACH ROW EXECUTE FUNCTION Full_();
            """ : "CREATE TRIGGER Full_ BEFORE DELETE ON Log BEGIN SELECT RAISE(ABORT, 'the disk is full'); END;");

        await Assert.ThrowsAsync<JournalException>(ArchiveAsync);

        Assert.Equal(rows, Engine.Log().Count);
        var left = Assert.Single(Directory.GetFiles(Engine.Get<ArchiveShelf>().Folder, "*", SearchOption.AllDirectories));
        Assert.Empty(Engine.Get<ArchiveShelf>().All());
        Assert.Empty(Verify().Faults);
        await File.WriteAllTextAsync(left, "half"); // as a power failure would leave it
        Execute(TestPostgres.IsUsed ? "DROP TRIGGER Full_ ON Log" : "DROP TRIGGER Full_");
        await Engine.RestartAsync();
        await ArchiveAsync();
        Assert.Equal(states, await StatesAsync());
        Assert.Empty(Verify().Faults);
    }

    [Fact]
    public async Task The_timeline_goes_on_where_the_log_ends()
    {
        await LiveAsync();
        var before = await TimelineAsync(TimelineFilter.None);
        var ofAna = await TimelineAsync(new TimelineFilter { Customer = Engine.Conductor.Find(TestEngine.Workspace, TestEngine.Address("email:ana@example.com")) });
        await ArchiveAsync();

        var after = await TimelineAsync(TimelineFilter.None);

        Assert.Equal(before.Select(e => e.Seq), after.Select(e => e.Seq));
        Assert.Contains(after, e => e.IsArchived);
        Assert.Equal(before.Select(e => e with { IsArchived = false }), after.Select(e => e with { IsArchived = false }));
        Assert.Equal(ofAna.Select(e => e.Seq), (await TimelineAsync(new TimelineFilter { Customer = ofAna[0].Customer })).Select(e => e.Seq));
        Assert.Equal(before.Where(e => e.Type == EventTypes.MessageReceived).Select(e => e.Seq), (await TimelineAsync(new TimelineFilter { Type = EventTypes.MessageReceived })).Select(e => e.Seq));
        var early = TestEngine.Monday + TimeSpan.FromDays(1);
        Assert.Equal(before.Where(e => e.Received < early).Select(e => e.Seq), (await TimelineAsync(new TimelineFilter { To = early })).Select(e => e.Seq));
    }

    [Fact]
    public async Task Archived_rows_are_found_by_words_in_the_archive_and_by_no_index()
    {
        await Engine.SendAsync("odd", data: """{"text":"a zeppelin"}""");
        await LiveAsync();
        await ArchiveAsync();
        Engine.Get<Archiver>().Tidy(TestEngine.Workspace);

        Assert.Empty(Engine.Get<SearchIndex>().Find(TestEngine.Workspace, "zeppelin", long.MaxValue, 10));
        Assert.NotEmpty(Engine.Get<SearchIndex>().Find(TestEngine.Workspace, "parcel", long.MaxValue, 10));
        Assert.True(Assert.Single(await TimelineAsync(new TimelineFilter { Query = "zeppelin" })).IsArchived);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_that_was_changed_or_removed_is_named(bool changed)
    {
        await LiveAsync();
        await ArchiveAsync();
        var path = Directory.GetFiles(Engine.Get<ArchiveShelf>().Folder, "*.br", SearchOption.AllDirectories)[0];
        if (changed)
        {
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
        }
        else
        {
            File.Delete(path);
        }

        Assert.Contains(Verify().Faults, fault => fault.Contains(path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stretch_whose_note_was_removed_is_missed_at_the_boundary()
    {
        await LiveAsync();
        await ArchiveAsync();
        Execute("DELETE FROM Archive");

        Assert.Contains(Verify().Faults, fault => fault.Contains("not those that the log goes on from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_archived_can_be_put_back()
    {
        await LiveAsync();
        var (states, log) = (await StatesAsync(), Engine.Log());
        await ArchiveAsync();
        using var database = Again();
        Assert.Throws<ArchiveException>(() => new ArchiveReturn(database).Run(_ => true)); // while it runs
        await Engine.StopAsync();

        var back = new ArchiveReturn(database).Run(_ => true);

        Assert.NotEmpty(back);
        Assert.Empty(new Verifier(database).Run().Faults);
        await Engine.StartAgainAsync();
        Assert.Equal(log, Engine.Log());
        Assert.Equal(states, await StatesAsync());
        Assert.Equal(Retention.Everything, await Engine.Get<RetentionDesk>().FindAsync(TestEngine.Workspace));
        Assert.All(await TimelineAsync(TimelineFilter.None), entry => Assert.False(entry.IsArchived));
    }

    [Fact]
    public async Task Rows_may_be_dropped_for_good_and_the_rest_still_holds_together()
    {
        await LiveAsync();
        var states = await StatesAsync();

        await ArchiveAsync(keepFiles: false);

        Assert.False(Directory.Exists(Engine.Get<ArchiveShelf>().Folder));
        Assert.Equal(states, await StatesAsync());
        Assert.True(Engine.Count().Balances);
        Assert.Empty(Verify().Faults);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task The_file_shrinks_while_it_is_used()
    {
        var text = new string('x', 200_000);
        for (var i = 0; i < 100; i++) await Engine.SendAsync($"big-{i}", type: "note.made", data: $$"""{"text":"{{text}}"}""");
        Engine.Advance(TimeSpan.FromDays(90));
        await Engine.SendAsync("now");
        await Engine.DoneAsync();
        new WriteAheadLog(new DatabaseFile(Engine.Folder)).Checkpoint();
        var before = new FileInfo(Path.Combine(Engine.Folder, "baton.db")).Length;

        Assert.Contains("given back", await ArchiveAsync(), StringComparison.Ordinal);

        new WriteAheadLog(new DatabaseFile(Engine.Folder)).Checkpoint();
        Assert.True(new FileInfo(Path.Combine(Engine.Folder, "baton.db")).Length < before * 2 / 3);
    }

    [Fact]
    public async Task Less_than_the_longest_cooldown_needs_is_not_accepted()
    {
        var desk = Engine.Get<RetentionDesk>();
        Assert.Equal(TimeSpan.FromDays(30), desk.LeastOf(TestEngine.Workspace));
        await Engine.PublishAsync(Policy.AfterSupport.Replace("PT48H", "P100D", StringComparison.Ordinal));

        Assert.Equal(TimeSpan.FromDays(107), desk.LeastOf(TestEngine.Workspace));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => desk.PutAsync(TestEngine.Workspace, new Retention(Keep, Archive: true)));
    }
}

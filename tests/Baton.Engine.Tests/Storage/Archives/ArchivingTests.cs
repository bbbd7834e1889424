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
public sealed class ArchivingTests : IAsyncLifetime
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(40);

    private readonly ToldAgent _triage = ToldAgent.Proposing("triage");
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestPostgres.IsUsed, "With PostgreSQL everything is kept so far.");
        _engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [_triage], services => services.AddSingleton<Archiving>());
    }

    public ValueTask DisposeAsync() => _engine is null ? ValueTask.CompletedTask : _engine.DisposeAsync();

    [Fact]
    public async Task No_state_and_no_decision_changes_when_old_rows_leave_the_log()
    {
        await LiveAsync();
        var (states, rows) = (await StatesAsync(), _engine.Log().Count);
        var replayed = _engine.Get<Replay>().Run(TestEngine.Workspace);

        var said = await ArchiveAsync();

        Assert.Contains("were moved into", said, StringComparison.Ordinal);
        Assert.True(_engine.Log().Count < rows / 2, $"{_engine.Log().Count} of {rows} are left");
        Assert.Equal(states, await StatesAsync());
        await _engine.RestartAsync();
        Assert.Equal(states, await StatesAsync());
        var again = _engine.Get<Replay>().Run(TestEngine.Workspace);
        Assert.Equal(replayed, again);
        Assert.True(again.Agrees);
    }

    [Fact]
    public async Task What_was_counted_still_balances_and_the_chain_holds_over_the_boundary()
    {
        await LiveAsync();
        await ArchiveAsync();

        Assert.True(_engine.Count().Balances, $"{_engine.Count()}");
        var findings = Verify();
        Assert.Empty(findings.Faults);
        Assert.True(findings.Archives is { Files: > 0, Rows: > 0 });
        await _engine.RestartAsync();
        await _engine.SendAsync("after");
        Assert.Empty(Verify().Faults);
    }

    [Fact]
    public async Task What_was_archived_still_counts_once()
    {
        var first = await _engine.SendAsync("m-0");
        await LiveAsync();
        await ArchiveAsync();
        Assert.Null(_engine.Lookups.ReadRow(TestEngine.Workspace, first.Seq));

        var again = await _engine.SendAsync("m-0");

        Assert.Equal((TurnStatus.Duplicate, first.Seq), (again.Status, again.Seq));
    }

    [Fact]
    public async Task What_is_not_finished_stays_with_everything_after_it_and_the_job_says_so()
    {
        await _engine.DefineAsync("slow", kind: Baton.Core.Agents.AgentKind.Pull);
        await _engine.PublishAsync(Policy.Chain("slow"));
        var waiting = await _engine.SendAsync("waits");
        _engine.Advance(TimeSpan.FromDays(90));
        await _engine.SendAsync("now", "email:bo@example.com", "note.made");

        var said = await ArchiveAsync();

        Assert.Contains($"Event {waiting.Seq} of default is not finished", said, StringComparison.Ordinal);
        Assert.NotNull(_engine.Lookups.ReadRow(TestEngine.Workspace, waiting.Seq));
        Assert.All(_engine.Get<ArchiveShelf>().All(), stretch => Assert.True(stretch.Last < waiting.Seq));
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_every_row_in_the_log_and_a_file_that_does_not_count()
    {
        await LiveAsync();
        var (states, rows) = (await StatesAsync(), _engine.Log().Count);
        Execute("CREATE TRIGGER Full BEFORE DELETE ON Log BEGIN SELECT RAISE(ABORT, 'the disk is full'); END;");

        await Assert.ThrowsAsync<JournalException>(ArchiveAsync);

        Assert.Equal(rows, _engine.Log().Count);
        var left = Assert.Single(Directory.GetFiles(_engine.Get<ArchiveShelf>().Folder, "*", SearchOption.AllDirectories));
        Assert.Empty(_engine.Get<ArchiveShelf>().All());
        Assert.Empty(Verify().Faults);
        await File.WriteAllTextAsync(left, "half"); // as a power failure would leave it
        Execute("DROP TRIGGER Full");
        await _engine.RestartAsync();
        await ArchiveAsync();
        Assert.Equal(states, await StatesAsync());
        Assert.Empty(Verify().Faults);
    }

    [Fact]
    public async Task The_timeline_goes_on_where_the_log_ends()
    {
        await LiveAsync();
        var before = await TimelineAsync(TimelineFilter.None);
        var ofAna = await TimelineAsync(new TimelineFilter { Customer = _engine.Conductor.Find(TestEngine.Workspace, TestEngine.Address("email:ana@example.com")) });
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
        await _engine.SendAsync("odd", data: """{"text":"a zeppelin"}""");
        await LiveAsync();
        await ArchiveAsync();
        _engine.Get<Archiver>().Tidy(TestEngine.Workspace);

        Assert.Empty(_engine.Get<SearchIndex>().Find(TestEngine.Workspace, "zeppelin", long.MaxValue, 10));
        Assert.NotEmpty(_engine.Get<SearchIndex>().Find(TestEngine.Workspace, "parcel", long.MaxValue, 10));
        Assert.True(Assert.Single(await TimelineAsync(new TimelineFilter { Query = "zeppelin" })).IsArchived);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_that_was_changed_or_removed_is_named(bool changed)
    {
        await LiveAsync();
        await ArchiveAsync();
        var path = Directory.GetFiles(_engine.Get<ArchiveShelf>().Folder, "*.br", SearchOption.AllDirectories)[0];
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
        var (states, log) = (await StatesAsync(), _engine.Log());
        await ArchiveAsync();
        var file = new DatabaseFile(_engine.Folder);
        Assert.Throws<ArchiveException>(() => new ArchiveReturn(file).Run(_ => true)); // while it runs
        await _engine.StopAsync();

        var back = new ArchiveReturn(file).Run(_ => true);

        Assert.NotEmpty(back);
        Assert.Empty(new Verifier(file).Run().Faults);
        await _engine.StartAgainAsync();
        Assert.Equal(log, _engine.Log());
        Assert.Equal(states, await StatesAsync());
        Assert.Equal(Retention.Everything, await _engine.Get<RetentionDesk>().FindAsync(TestEngine.Workspace));
        Assert.All(await TimelineAsync(TimelineFilter.None), entry => Assert.False(entry.IsArchived));
    }

    [Fact]
    public async Task Rows_may_be_dropped_for_good_and_the_rest_still_holds_together()
    {
        await LiveAsync();
        var states = await StatesAsync();

        await ArchiveAsync(keepFiles: false);

        Assert.False(Directory.Exists(_engine.Get<ArchiveShelf>().Folder));
        Assert.Equal(states, await StatesAsync());
        Assert.True(_engine.Count().Balances);
        Assert.Empty(Verify().Faults);
    }

    [Fact]
    public async Task The_file_shrinks_while_it_is_used()
    {
        var text = new string('x', 200_000);
        for (var i = 0; i < 100; i++) await _engine.SendAsync($"big-{i}", type: "note.made", data: $$"""{"text":"{{text}}"}""");
        _engine.Advance(TimeSpan.FromDays(90));
        await _engine.SendAsync("now");
        await _engine.DoneAsync();
        new WriteAheadLog(new DatabaseFile(_engine.Folder)).Checkpoint();
        var before = new FileInfo(Path.Combine(_engine.Folder, "baton.db")).Length;

        Assert.Contains("given back", await ArchiveAsync(), StringComparison.Ordinal);

        new WriteAheadLog(new DatabaseFile(_engine.Folder)).Checkpoint();
        Assert.True(new FileInfo(Path.Combine(_engine.Folder, "baton.db")).Length < before * 2 / 3);
    }

    [Fact]
    public async Task Less_than_the_longest_cooldown_needs_is_not_accepted()
    {
        var desk = _engine.Get<RetentionDesk>();
        Assert.Equal(TimeSpan.FromDays(30), desk.LeastOf(TestEngine.Workspace));
        await _engine.PublishAsync(Policy.AfterSupport.Replace("PT48H", "P100D", StringComparison.Ordinal));

        Assert.Equal(TimeSpan.FromDays(107), desk.LeastOf(TestEngine.Workspace));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => desk.PutAsync(TestEngine.Workspace, new Retention(Keep, Archive: true)));
    }

    /// <summary>Two weeks of messages and answers of three customers, then three months of silence, and one more.</summary>
    private async Task LiveAsync()
    {
        await _engine.PublishAsync(Policy.Chain("triage"), Policy.AfterSupport);
        for (var day = 0; day < 14; day++)
        {
            foreach (var name in (string[])["ana", "bo", "cy"])
            {
                await _engine.SendAsync($"{name}-{day}", $"email:{name}@example.com");
                await _engine.SendAsync($"{name}-case-{day}", $"email:{name}@example.com", "case.noted", $$"""{"case":"{{day}}"}""");
            }

            await _engine.DoneAsync();
            _engine.Advance(TimeSpan.FromDays(1));
        }

        _engine.Advance(TimeSpan.FromDays(80));
        await _engine.SendAsync("now");
        await _engine.DoneAsync();
    }

    private async Task<string> ArchiveAsync() => await ArchiveAsync(keepFiles: true);

    private async Task<string> ArchiveAsync(bool keepFiles)
    {
        while (_engine.Get<SearchIndexer>().IndexNext() > 0)
        {
        }

        await _engine.Get<RetentionDesk>().PutAsync(TestEngine.Workspace, new Retention(Keep, keepFiles));
        return await _engine.Get<Archiving>().RunAsync(CancellationToken.None) ?? "";
    }

    private Task<string> StatesAsync() => _engine.Get<LiveStates>().DigestAsync(TestEngine.Workspace);

    private Findings Verify() => new Verifier(new DatabaseFile(_engine.Folder)).Run();

    private async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(TimelineFilter filter) =>
        (await _engine.Get<WholeTimeline>().BeforeAsync(TestEngine.Workspace, filter, await _engine.Get<TimelineWindows>().SpanAsync(filter), long.MaxValue, 500)).Entries;

    private void Execute(string sql)
    {
        using var connection = new DatabaseFile(_engine.Folder).Open();
        connection.Execute(sql);
    }
}

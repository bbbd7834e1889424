using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Customers;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Search;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;
using Baton.Engine.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tests.Storage.Archives;

/// <summary>What can be asked and done once rows have left the log.</summary>
public sealed class AfterArchivingTests : ArchiveTest
{
    [Fact]
    public async Task A_decision_that_was_archived_is_decided_again_as_it_was()
    {
        await LiveAsync();
        var seqs = Engine.Log().Where(row => row.Decisions is not null).Select(row => row.Seq).ToList();
        await ArchiveAsync();

        Assert.All(seqs, seq => Assert.True(Engine.Get<DecisionReplay>().Run(TestEngine.Workspace, seq)!.IsSame, $"seq {seq}"));
    }

    [Fact]
    public async Task After_rows_were_dropped_nothing_before_or_after_is_decided_again_and_it_is_said_why()
    {
        await LiveAsync();
        await ArchiveAsync(keepFiles: false);

        Assert.Contains("dropped", Assert.Throws<ArchiveException>(() => Engine.Get<DecisionReplay>().Run(TestEngine.Workspace, Engine.Log()[^1].Seq)).Message, StringComparison.Ordinal);
        Assert.Throws<ArchiveException>(() => Engine.Get<Replay>().Run(TestEngine.Workspace));
    }

    [Fact]
    public async Task A_policy_that_would_have_to_count_what_was_moved_is_not_published()
    {
        await LiveAsync();
        await ArchiveAsync();
        var version = Engine.Get<Configurations>().Of(TestEngine.Workspace).Policy.Version;

        var refused = await Assert.ThrowsAsync<CooldownTooLongException>(() => Engine.PublishAsync(Cooldown("P90D")));

        Assert.Contains("looks back 90 days", refused.Message, StringComparison.Ordinal);
        Assert.Equal(version, Engine.Get<Configurations>().Of(TestEngine.Workspace).Policy.Version);
        await Engine.PublishAsync(Cooldown("P60D"));
        Assert.Equal(version + 1, Engine.Get<Configurations>().Of(TestEngine.Workspace).Policy.Version);
    }

    [Fact]
    public async Task What_a_policy_published_since_looks_back_on_stays_in_the_log()
    {
        await LiveAsync();
        await Engine.Get<RetentionDesk>().PutAsync(TestEngine.Workspace, new Retention(Keep, Archive: true));
        await Engine.PublishAsync(Policy.Chain("triage"), Cooldown("P90D"));

        await WorkAsync();

        Assert.Empty(Engine.Get<ArchiveShelf>().All()); // 97 days are needed, and the first row is 94 days old
    }

    [Fact]
    public async Task What_begins_again_after_its_root_was_moved_waits_and_balances_and_holds_the_log()
    {
        await Engine.DefineAsync("slow", kind: AgentKind.Pull);
        await LiveAsync();
        await Engine.PublishAsync(Policy.Chain("slow"));
        await ArchiveAsync();
        var root = Engine.Get<ArchiveShelf>().All().SelectMany(Engine.Get<ArchiveShelf>().Read).First(row => row.Type == EventTypes.MessageReceived);

        var follower = await Engine.Conductor.TakeAsync(TestEngine.Workspace, TestEngine.Message("again") with { Cause = new Link(root.Seq, root.Seq, 0) });

        Assert.Equal((1L, true), (Engine.Count().Log.Waiting, Engine.Count().Balances));
        await Engine.RestartAsync();
        Engine.Advance(TimeSpan.FromDays(90));
        await Engine.SendAsync("later", type: "note.made");
        Assert.Contains($"Event {follower.Seq} of default is not finished", await ArchiveAsync(), StringComparison.Ordinal);
        Assert.NotNull(Engine.Lookups.ReadRow(TestEngine.Workspace, follower.Seq));
        Assert.Empty(Verify().Faults);

        await Engine.StopAsync();
        using (var database = Again()) new ArchiveReturn(database).Run(_ => true);
        await Engine.StartAgainAsync();
        Assert.Equal(LogOutcome.Waiting, Engine.Row(root.Seq).Outcome);
        Assert.True(Engine.Count().Balances);
    }

    [Fact]
    public async Task What_began_again_and_ended_is_done_again()
    {
        await LiveAsync();
        await ArchiveAsync();
        var root = Engine.Get<ArchiveShelf>().All().SelectMany(Engine.Get<ArchiveShelf>().Read).First(row => row.Type == EventTypes.MessageReceived);

        await Engine.Conductor.TakeAsync(TestEngine.Workspace, TestEngine.Message("again") with { Cause = new Link(root.Seq, root.Seq, 0) });
        await Engine.DoneAsync();

        Assert.Equal((0L, true), (Engine.Count().Log.Waiting, Engine.Count().Balances));
    }

    [Fact]
    public async Task Tasks_actions_chains_and_stories_show_what_they_are_about_wherever_it_lies()
    {
        await LiveAsync();
        await using var db = Engine.OpenDb();
        var (task, action) = (await db.Tasks.OrderBy(t => t.Id).FirstAsync(), await db.Actions.OrderBy(a => a.Seq).FirstAsync());
        var config = Engine.Get<Configurations>().Of(TestEngine.Workspace);
        var before = await Engine.Get<EventStories>().FindAsync(config, task.Root);
        await ArchiveAsync();
        Assert.Null(Engine.Lookups.ReadRow(TestEngine.Workspace, action.Seq));

        var after = await Engine.Get<EventStories>().FindAsync(config, task.Root);
        var customer = await Engine.StateAsync();

        Assert.Equal(before!.Chain.Select(e => e.Seq), after!.Chain.Select(e => e.Seq));
        Assert.True(before.Chain.Count > 1 && after.Entry.IsArchived);
        Assert.Equal(task.EventSeq, (await Engine.Get<TaskQueries>().ViewAsync(task)).Event.Seq);
        Assert.Equal(action.Id, (await Engine.Get<ActionQueries>().FindAsync(TestEngine.Workspace, action.Id))!.Row.Id);
        Assert.NotNull(await Engine.Get<ActionQueries>().FindFirstAsync(TestEngine.Workspace, action.Id));
        Assert.False((await Engine.Get<CustomerStories>().ReadAsync(TestEngine.Workspace, customer, config.Policy)).IsWhole);
    }

    [Fact]
    public async Task An_index_of_words_made_anew_after_rows_left_is_not_spoiled_by_taking_them_out_again()
    {
        await LiveAsync();
        await ArchiveAsync();
        await Engine.StopAsync();
        using (var database = Again()) database.ForgetIndexes();
        await Engine.StartAgainAsync();
        await ArchiveAsync();

        await Engine.SendAsync("more");
        await ArchiveAsync();

        var parcels = Engine.Log().Where(row => row.Type == EventTypes.MessageReceived).Select(row => row.Seq).Reverse();
        Assert.Equal(parcels, Engine.Get<SearchIndex>().Find(TestEngine.Workspace, "parcel", long.MaxValue, 100));
    }

    [Fact]
    public async Task An_archive_that_cannot_be_read_ends_the_timeline_with_a_reason_and_takes_nothing_away()
    {
        await LiveAsync();
        await ArchiveAsync();
        var left = Engine.Log().Count;
        Directory.Delete(Engine.Get<ArchiveShelf>().Folder, recursive: true);

        var part = await Engine.Get<WholeTimeline>().BeforeAsync(TestEngine.Workspace, TimelineFilter.None, SeqSpan.All, long.MaxValue, 500);

        Assert.Equal(left, part.Entries.Count);
        Assert.Contains("cannot be read", part.Unreadable!, StringComparison.Ordinal);
        Assert.Equal(TurnStatus.Accepted, (await Engine.SendAsync("goes-on")).Status);
    }

    [Fact]
    public async Task A_workspace_that_is_reset_keeps_nothing_in_archives()
    {
        await LiveAsync();
        await ArchiveAsync();

        await Engine.Conductor.ForgetAsync(TestEngine.Workspace, CancellationToken.None);
        Engine.Get<ArchiveShelf>().Remove(TestEngine.Workspace);

        Assert.Empty(Directory.EnumerateFiles(Engine.Get<ArchiveShelf>().Folder, "*", SearchOption.AllDirectories));
        Assert.Empty(Engine.Get<ArchiveShelf>().All());
        Assert.Equal(TurnStatus.Accepted, (await Engine.SendAsync("ana-0")).Status); // a new story, in which it has not been told
        Assert.Empty(Verify().Faults);
    }
}

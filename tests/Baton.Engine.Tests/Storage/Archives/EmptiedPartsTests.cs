using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Tests.Cluster;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Npgsql;

namespace Baton.Engine.Tests.Storage.Archives;

/// <summary>Parts of the log on a server from which everything was archived.</summary>
[Trait("Database", "Postgres")]
public sealed class EmptiedPartsTests : ArchiveTest
{
    public EmptiedPartsTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server's log has parts.");

    private DatabaseServer Server => (DatabaseServer)Engine.Get<Database>();

    [Fact]
    public async Task They_are_dropped_and_everything_goes_on()
    {
        await LiveInAnOlderPartAsync();
        var (states, timeline) = (await StatesAsync(), await TimelineAsync(Baton.Engine.Timeline.TimelineFilter.None));
        Assert.Equal("The log has room ahead.", await CareAsync());
        await ArchiveAsync();

        var said = await CareAsync();

        Assert.Contains("An emptied part was dropped", said, StringComparison.Ordinal);
        Assert.False(IsThere(0));
        Assert.True(IsThere(LogParts.Width));
        Assert.Equal(states, await StatesAsync());
        Assert.Equal(timeline.Select(entry => entry.Seq), (await TimelineAsync(Baton.Engine.Timeline.TimelineFilter.None)).Select(entry => entry.Seq));
        Assert.Equal(TurnStatus.Accepted, (await Engine.SendAsync("after")).Status);
        await Engine.DoneAsync();
        await Engine.RestartAsync();
        Assert.Equal(TurnStatus.Duplicate, (await Engine.SendAsync("after")).Status);
        Assert.True(Engine.Count().Balances, $"{Engine.Count()}");
        Assert.Empty(Verify().Faults);
        Assert.Equal("The log has room ahead.", await CareAsync());
    }

    [Fact]
    public async Task What_lay_in_them_can_be_put_back()
    {
        await LiveInAnOlderPartAsync();
        var log = Engine.Log();
        await ArchiveAsync();
        await CareAsync();
        await Engine.StopAsync();
        using (var database = Again()) new ArchiveReturn(database).Run(_ => true);

        await Engine.StartAgainAsync();

        Assert.True(IsThere(0));
        Assert.Equal(log, Engine.Log());
        Assert.Empty(Verify().Faults);
    }

    [Fact]
    public async Task One_in_which_a_node_may_still_write_stays()
    {
        using var late = Engine.Journal.Begin(1);
        await GoOnInTheNextPartAsync(isStopped: false);

        Assert.Equal((0, false), Server.DropEmptied());
        Assert.True(IsThere(0));
    }

    [Fact]
    public async Task One_that_is_being_read_goes_the_next_time()
    {
        await LiveInAnOlderPartAsync();
        await ArchiveAsync();
        await using var reader = new NpgsqlConnection(Engine.Storage.Postgres);
        await reader.OpenAsync(TestContext.Current.CancellationToken);
        await using var reading = await reader.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var read = new NpgsqlCommand("SELECT count(*) FROM Log", reader)) await read.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        Assert.Contains("in use, and is dropped the next time", await CareAsync(), StringComparison.Ordinal);
        await reading.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("An emptied part was dropped", await CareAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_that_write_and_look_after_it_at_once_lose_nothing()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var server = nodes.A.Storage.Postgres!;
        TestPostgres.Run($"UPDATE SeqBlock SET Next = {(LogParts.Width * 2) + 1}; TRUNCATE LogText; UPDATE LogTextPosition SET Seq = {LogParts.Width * 2}", server);
        TestPostgres.Run("CREATE TABLE Kept AS SELECT * FROM Log; DELETE FROM Log", server); // as if it had been archived
        using (var database = new DatabaseServer(server, nodes.A.Folder)) database.MakeRoom(LogParts.Width * 2);
        foreach (var node in nodes.Both) node.Journal.BeginSeqs();
        _ = nodes.Both.Select(node => node.Journal.SettledSeq).Max();
        using var stop = new CancellationTokenSource();
        var sent = 0;
        var sending = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                Assert.Equal(TurnStatus.Accepted, (await nodes.Both[i % 2].SendAsync($"m-{caller}-{i}", $"email:c{caller}@example.com")).Status);
                Interlocked.Increment(ref sent);
            }
        })).ToList();
        await TwoNodes.UntilAsync(() => sent > 50, () => $"{sent} sent");

        var dropped = 0;
        await TwoNodes.UntilAsync(
            () => (dropped += Task.WhenAll(nodes.Both.Select(node => Task.Run(((DatabaseServer)node.Get<Database>()).DropEmptied))).Result.Sum(parts => parts.Dropped)) >= 2,
            () => $"{dropped} dropped");
        var then = sent;
        await TwoNodes.UntilAsync(() => sent > then + 50, () => $"{sent} sent, {then} then");
        await stop.CancelAsync();
        await Task.WhenAll(sending);

        Assert.Equal(2, dropped);
        Assert.Equal(sent, nodes.A.Log().Count(row => row.Type == Baton.Core.Events.EventTypes.MessageReceived));
    }

    private Task<string> CareAsync() => Server.CareAsync(Engine.Journal, CancellationToken.None);

    // The last message, three months later, lies in the next part, and so does all that follows.
    private async Task LiveInAnOlderPartAsync()
    {
        await LiveAsync();
        await GoOnInTheNextPartAsync(isStopped: true);
        await Engine.SendAsync("there");
        await Engine.DoneAsync();
        Engine.Advance(TimeSpan.FromDays(60));
        await Engine.SendAsync("last");
        await Engine.DoneAsync();
    }

    private async Task GoOnInTheNextPartAsync(bool isStopped)
    {
        if (isStopped) await Engine.StopAsync();
        TestPostgres.Run($"UPDATE SeqBlock SET Next = {LogParts.Width + 1}", Engine.Storage.Postgres);
        using (var database = (DatabaseServer)Again()) database.MakeRoom(LogParts.Width);
        if (isStopped) await Engine.StartAgainAsync();
    }

    private bool IsThere(long first)
    {
        using var connection = Server.Open(onlyReads: true);
        var there = connection["SELECT 1 WHERE to_regclass(?) IS NOT NULL AND to_regclass(?) IS NOT NULL"].Bind($"log_{first}").Bind($"logtext_{first}");
        var isThere = there.Next();
        there.Reset();
        return isThere;
    }
}

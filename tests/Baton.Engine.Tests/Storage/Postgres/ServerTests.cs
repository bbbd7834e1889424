using System.Collections.Concurrent;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Engine.Tests.Storage.Postgres;

/// <summary>What only a server can do: lose its connections, have two processes at once, and tell one of the other's commits.</summary>
[Trait("Database", "Postgres")]
public sealed class ServerTests : IAsyncDisposable
{
    private const string Cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private readonly TempDatabase _database;

    public ServerTests()
    {
        Assert.SkipUnless(TestPostgres.IsUsed, "Only a server does this.");
        _database = new TempDatabase();
    }

    [Fact]
    public async Task Two_write_at_once_each_under_seqs_of_its_own_and_what_is_settled_has_no_gap_that_fills_later()
    {
        using var elsewhere = new DatabaseServer(_database.Options.Postgres!, _database.Options.Data);
        await using var one = _database.OpenJournal();
        await using var two = new Journal(elsewhere, _database.Options, TimeProvider.System, NullLogger<Journal>.Instance);
        using var lookups = _database.OpenLookups();
        using var open = two.Begin(1);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => WriteAsync(one, $"e{i}")));

        Assert.True(one.SettledSeq < open.First);
        Assert.Equal(40, lookups.ReadLog(0, 100).Count);
        open.Append(TempDatabase.Row(open.First, "c-2", "late"));
        await two.SubmitAsync(open);
        _ = two.SettledSeq;
        Assert.Equal(lookups.LastSeq(), one.SettledSeq);
        Assert.Equal(41, lookups.ReadLog(0, 100).Count);
    }

    [Fact]
    public async Task Who_was_taken_over_cannot_write_any_more_and_begins_as_another()
    {
        using var elsewhere = new DatabaseServer(_database.Options.Postgres!, _database.Options.Data);
        await using var journal = _database.OpenJournal();
        using var lookups = _database.OpenLookups();
        var membership = ((DatabaseServer)_database.Database).Membership;
        var before = membership.Node;
        await WriteAsync(journal, "before");
        using var underway = journal.Begin(1);
        underway.Append(TempDatabase.Row(underway.First, id: "underway"));

        TestPostgres.Run($"SELECT EndNode({before})", _database.Options.Postgres);

        await Assert.ThrowsAsync<JournalException>(() => journal.SubmitAsync(underway));
        for (var tries = 0; !journal.LastFault!.Over && tries < 10; tries++) await journal.TryAgainAsync();
        Assert.NotEqual(before, membership.Node);
        await WriteAsync(journal, "after");
        Assert.Equal(["before", "after"], lookups.ReadLog(0, 10).Select(row => row.Id));
    }

    [Fact]
    public async Task A_lost_connection_fails_what_was_under_way_and_the_next_commit_has_a_new_one()
    {
        await using var journal = _database.OpenJournal();
        using var lookups = _database.OpenLookups();
        await WriteAsync(journal, "before");
        Assert.NotNull(lookups.FindDuplicate("default", "urn:test", "before"));

        TestPostgres.Run(Cut, _database.Options.Postgres);

        await Assert.ThrowsAsync<JournalException>(() => WriteAsync(journal, "lost"));
        Assert.Equal((1, false), (journal.Generation, journal.LastFault!.Over));
        await WriteAsync(journal, "after");
        Assert.True(journal.LastFault!.Over);
        Assert.Null(lookups.FindDuplicate("default", "urn:test", "lost"));
        Assert.Equal(["before", "after"], lookups.ReadLog(0, 10).Select(row => row.Id));
    }

    [Fact]
    public async Task It_tries_again_by_itself_so_that_it_is_well_before_anybody_asks()
    {
        await using var journal = _database.OpenJournal();
        using var lookups = _database.OpenLookups();
        using var listener = Listen(_database.Database, lookups, journal);
        await listener.StartAsync(CancellationToken.None);
        await listener.Began;
        TestPostgres.Run(Cut, _database.Options.Postgres);
        await Assert.ThrowsAsync<JournalException>(() => WriteAsync(journal, "lost"));

        await UntilAsync(() => journal.LastFault!.Over);
    }

    [Fact]
    public async Task What_one_process_commits_another_hears_once_also_what_it_missed_and_never_its_own()
    {
        using var elsewhere = new DatabaseServer(_database.Options.Postgres!, _database.Options.Data);
        using var facets = elsewhere.OpenFacets();
        using var lookups = new LogLookups(elsewhere, facets);
        await using var journal = _database.OpenJournal();
        await WriteAsync(journal, "before");
        using var other = Listen(elsewhere, lookups, journal: null);
        using var own = Listen(_database.Database, lookups, journal);
        var (heard, heardOfOwn) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        other.Committed += batch => { foreach (var row in batch.Log) heard.Enqueue(row.Id); };
        own.Committed += batch => { foreach (var row in batch.Log) heardOfOwn.Enqueue(row.Id); };
        await other.StartAsync(CancellationToken.None);
        await own.StartAsync(CancellationToken.None);
        await Task.WhenAll(other.Began, own.Began);

        for (var i = 0; i < 20; i++) await WriteAsync(journal, $"e{i}");
        await UntilAsync(() => heard.Count == 20);
        TestPostgres.Run(Cut + " AND (query LIKE 'LISTEN%' OR query LIKE 'SELECT coalesce((SELECT min(Low)%' OR query = 'SELECT 1')", _database.Options.Postgres);
        for (var i = 20; i < 40; i++) await WriteAsync(journal, $"e{i}");
        await UntilAsync(() => heard.Count == 40 && other.Gaps > 0 && own.Gaps > 0);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"e{i}"), heard);
        Assert.Empty(heardOfOwn);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        _database?.Dispose();
    }

    private static CommitListener Listen(Database database, LogLookups lookups, Journal? journal) =>
        new((DatabaseServer)database, lookups, journal, NullLogger<CommitListener>.Instance);

    private static async Task WriteAsync(Journal journal, string id)
    {
        using var unit = journal.Begin(1);
        unit.Append(TempDatabase.Row(unit.First, id: id));
        await journal.SubmitAsync(unit);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 600, "Not within 30 s.");
            await Task.Delay(50);
        }
    }
}

using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Copying;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Search;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tests.Storage.Copying;

/// <summary>From SQLite to PostgreSQL: everything or nothing, and everything goes on.</summary>
[Trait("Database", "Postgres")]
public sealed class CopyTests : CopyTest
{
    [Fact]
    public async Task Every_table_is_the_same_on_both_sides_and_none_was_empty_in_this_test()
    {
        await FillAsync();
        await Engine.StopAsync();

        var report = await CopyAsync();

        Assert.True(report.IsSame);
        Assert.All(report.Tables, table => Assert.True(table.Source.Rows > 0, table.Name));
        Assert.Equal(report.Fingerprint, report.Findings!.Chain!.Fingerprint);
        Assert.True(report.Findings.Archives!.Rows > 0);
    }

    [Fact]
    public async Task The_engine_goes_on_where_it_stood()
    {
        await FillAsync();
        var (states, log, timeline) = (await StatesAsync(), Engine.Log(), await TimelineAsync(TimelineFilter.None));
        var replay = Engine.Get<Replay>().Run(TestEngine.Workspace);
        var archived = Engine.Get<Baton.Engine.Storage.Archives.ArchiveShelf>().All().SelectMany(Engine.Get<Baton.Engine.Storage.Archives.ArchiveShelf>().Read).First(row => row.Id == "ana-0");
        await Engine.StopAsync();
        Assert.True((await CopyAsync()).IsSame);

        await Engine.StartAgainOnAsync(Empty);

        Assert.Equal(log, Engine.Log());
        Assert.Equal(states, await StatesAsync());
        Assert.Equal(timeline, await TimelineAsync(TimelineFilter.None));
        Assert.Equal(replay, Engine.Get<Replay>().Run(TestEngine.Workspace));
        Assert.Equal((TurnStatus.Duplicate, archived.Seq), (await Engine.SendAsync("ana-0", "email:ana@example.com")) is var again ? (again.Status, again.Seq) : default);
        Assert.Equal(TurnStatus.Duplicate, (await Engine.SendAsync("case", type: EventTypes.CaseOpened, data: """{"case":"1"}""")).Status);
        var next = await Engine.SendAsync("new", "email:new@example.com");
        Assert.True(next.Status == TurnStatus.Accepted && next.Seq > log[^1].Seq, $"{next}");
        await using (var db = Engine.OpenDb())
        {
            var handoff = await db.Handoffs.SingleAsync(h => h.Action == "refund");
            await Engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff.Id, "olga");
            Assert.Equal(TurnStatus.Accepted, (await Engine.Handoffs.ResolveAsync(TestEngine.Workspace, handoff.Id, "olga", new Resolution(HandoffOutcome.Approved))).Status);
        }

        Engine.Advance(TimeSpan.FromHours(50));
        await Engine.RowAsync(row => row.Type == EventTypes.ActionDue, "the delayed action is decided again");
        using (var unit = Engine.Journal.Begin(0))
        {
            unit.Insert(new JobRunRow { Job = "Log check", Started = 3, Milliseconds = 4, Failed = false, Result = "Fine." }, keep: 10);
            await Engine.Journal.SubmitAsync(unit);
        }

        while (Engine.Get<SearchIndexer>().IndexNext() > 0)
        {
        }

        Assert.Contains(log.First(row => row.Id == "pulled").Seq, Engine.Get<SearchIndex>().Find(TestEngine.Workspace, "parcel", long.MaxValue, 100));
        Assert.NotEmpty(await TimelineAsync(new TimelineFilter { Agent = "outreach" }));
        Assert.True(Engine.Count().Balances, $"{Engine.Count()}");
        Assert.Empty(Verify().Faults);
    }

    [Fact]
    public async Task What_began_to_be_archived_on_SQLite_goes_on_on_the_server_and_can_be_put_back_there()
    {
        await LiveAsync();
        var log = Engine.Log();
        await ArchiveAsync();
        await Engine.StopAsync();
        Assert.True((await CopyAsync()).IsSame);
        using (var database = new DatabaseServer(Empty, Engine.Folder)) Assert.NotEmpty(new Baton.Engine.Storage.Archives.ArchiveReturn(database).Run(_ => true));

        await Engine.StartAgainOnAsync(Empty);

        Assert.Equal(log, Engine.Log());
        Assert.Equal(TurnStatus.Duplicate, (await Engine.SendAsync("ana-0", "email:ana@example.com")).Status);
        await ArchiveAsync();
        Assert.True(Engine.Log().Count < log.Count / 2);
        Assert.Equal(TurnStatus.Duplicate, (await Engine.SendAsync("ana-0", "email:ana@example.com")).Status);
        Assert.Empty(Verify().Faults);
    }

    [Theory]
    [InlineData("NEW.Search := NEW.Search || ' '; RETURN NEW", "Customer")]
    [InlineData("IF NEW.Id = 'delayed' THEN RETURN NULL; END IF; RETURN NEW", "Action")]
    [InlineData("NEW.State := set_byte(NEW.State, 0, 64); RETURN NEW", "Snapshot")]
    public async Task What_arrives_otherwise_is_found_and_nothing_is_kept(string damage, string table)
    {
        await FillAsync();
        await Engine.StopAsync();
        using (var target = new DatabaseServer(Empty, Engine.Folder)) SchemaUpdate.Apply(target);
        TestPostgres.Run($"CREATE FUNCTION Spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {damage}; END $$; CREATE TRIGGER Spoil BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION Spoil()", Empty);

        var report = await CopyAsync();

        Assert.False(report.IsSame);
        Assert.Equal(table, Assert.Single(report.Tables, t => !t.IsSame).Name);
        Assert.Equal((0, 0, 0), (Count("Log"), Count("Workspace"), Count("Customer")));
        TestPostgres.Run($"DROP TRIGGER Spoil ON {table}", Empty);
        Assert.True((await CopyAsync()).IsSame);
    }

    [Fact]
    public async Task One_letter_changed_afterwards_is_found_by_reading_both_again()
    {
        await FillAsync();
        var seq = Engine.Log()[^1].Seq;
        await Engine.StopAsync();
        await CopyAsync();
        TestPostgres.Run($"UPDATE Log SET Sentence = 'X' || substr(Sentence, 2) WHERE Seq = {seq}", Empty);

        using var target = new DatabaseServer(Empty, Engine.Folder);
        using var here = new DatabaseFile(Engine.Folder).Open(onlyReads: true);
        using var there = target.Open(onlyReads: true);
        var differs = new CopyComparison(here, there).Run(CopyPlan.Read(here, there)).Where(table => !table.IsSame).Select(table => table.Name);

        Assert.Equal(["Log", "Setting"], differs); // and the secret by which nodes know each other, which only a server has
    }

    [Fact]
    public async Task What_is_stopped_half_way_leaves_nothing_and_can_be_begun_again()
    {
        await FillAsync();
        await Engine.StopAsync();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() => CopyAsync(doing => { if (doing == "comparing Log") stop.Cancel(); stop.Token.ThrowIfCancellationRequested(); }, stop.Token));

        Assert.Equal((0, 0), (Count("Log"), Count("Workspace")));
        Assert.True((await CopyAsync()).IsSame);
    }

    [Fact]
    public async Task While_Baton_runs_on_the_data_folder_nothing_is_copied() => Assert.Contains("Stop it", (await RefusedAsync()).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_database_with_a_workspace_is_refused_and_stays_as_it_is()
    {
        await Engine.StopAsync();
        using (var target = new DatabaseServer(Empty, Engine.Folder)) SchemaUpdate.Apply(target);
        TestPostgres.Run("INSERT INTO Workspace VALUES ('shop', 'Shop', 1, NULL)", Empty);

        Assert.Contains("not empty: the table workspace has rows", (await RefusedAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(1, Count("Workspace"));
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused_and_no_table_is_made()
    {
        await Engine.StopAsync();
        TestPostgres.Run("CREATE TABLE Invoices (Id INTEGER)", Empty);

        Assert.Contains("invoices", (await RefusedAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(1, Count("pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"));
    }

    [Fact]
    public async Task A_database_on_which_a_node_lives_is_refused()
    {
        await Engine.StopAsync();
        using (var target = new DatabaseServer(Empty, Engine.Folder)) SchemaUpdate.Apply(target);
        TestPostgres.Run("INSERT INTO Node (Name, Address, Session, SessionStart) VALUES ('n', '', 1, now())", Empty);

        Assert.Contains("A Baton runs on the database", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_is_not_whole_is_not_copied()
    {
        await FillAsync();
        Execute("UPDATE Log SET Sentence = 'Nothing happened.' WHERE Seq = (SELECT max(Seq) FROM Log)");
        await Engine.StopAsync();

        Assert.Contains("is not whole, so nothing was copied", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_starts_while_a_copy_is_made_is_told_so()
    {
        await Engine.StopAsync();
        using var target = new DatabaseServer(Empty, Engine.Folder);
        using var copying = target.TryHold(DatabaseCopy.Name);

        var refused = Assert.Throws<JournalException>(target.StandAlone);

        Assert.Contains("A copy into the database", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_table_of_either_side_is_copied_or_named_with_a_reason()
    {
        await Engine.StopAsync();
        using var target = new DatabaseServer(Empty, Engine.Folder);
        SchemaUpdate.Apply(target);
        using var here = new DatabaseFile(Engine.Folder).Open(onlyReads: true);
        using var there = target.Open(onlyReads: true);

        var copied = CopyPlan.Read(here, there).Tables.Select(table => table.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.All(Names(here, "SELECT name FROM sqlite_schema WHERE type = 'table'"), table => Assert.True(copied.Contains(table) || table is CopyPlan.Versions, table));
        Assert.All(Names(there, "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace"), table => Assert.True(copied.Contains(table) || CopyPlan.OnlyThere.ContainsKey(table) || table == "schemaversion", table));
        Assert.DoesNotContain(copied, CopyPlan.OnlyThere.ContainsKey);
    }

    private static List<string> Names(Connection connection, string sql)
    {
        var names = new List<string>();
        var statement = connection[sql];
        while (statement.Next()) names.Add(statement.Text(0));
        statement.Reset();
        return names;
    }
}

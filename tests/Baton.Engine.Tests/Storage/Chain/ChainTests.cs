using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;

namespace Baton.Engine.Tests.Storage.Chain;

public sealed class ChainTests
{
    [Fact]
    public async Task A_log_as_it_was_written_holds_together_over_restarts()
    {
        using var database = new TempDatabase();
        await WriteAsync(database, 150);
        await WriteAsync(database, 150);

        var report = new ChainCheck(database.Database).Run();

        Assert.Empty(report.Faults);
        Assert.Equal((300, 0), (report.Rows, report.Before));
        Assert.True(report.Strands is > 1 and <= LaneNumber.Count, $"{report.Strands}");
    }

    [Fact]
    public void The_bytes_hashed_are_those_that_are_documented()
    {
        var row = TempDatabase.Row(7) with { Sentence = "Grüße", Cause = 3, Outcome = LogOutcome.Failed };
        List<byte> bytes = [1, .. new byte[32]];
        void Number(long value)
        {
            var eight = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(eight, value);
            bytes.AddRange([1, .. eight]);
        }

        void Text(string? value)
        {
            if (value is null)
            {
                bytes.Add(0);
                return;
            }

            var utf8 = Encoding.UTF8.GetBytes(value);
            bytes.AddRange([2, 0, 0, (byte)(utf8.Length >> 8), (byte)utf8.Length, .. utf8]);
        }

        Number(7);
        foreach (var text in (string?[])["default", "urn:test", "e-7", "message.received", "customer:c-1", "c-1"]) Text(text);
        Number(1_000);
        Number(1_001);
        Text("channel:urn:test");
        Text(null);
        foreach (var number in (long[])[3, 7, 0]) Number(number);
        foreach (var text in (string?[])[null, null, "Grüße"]) Text(text);
        Number(0);
        Number(0);
        foreach (var text in (string?[])[null, null, null, null, """{"text":"Where is my parcel?"}""", "[]"]) Text(text);

        var hash = new byte[32];
        new RowHash().Link(row, hash);

        Assert.Equal(Convert.ToHexString(SHA256.HashData([.. bytes])), Convert.ToHexString(hash));
    }

    [Fact]
    public async Task A_row_removed_from_the_middle_is_noticed_at_the_next_of_its_strand()
    {
        using var database = new TempDatabase();
        await WriteAsync(database, 30, customers: 1);
        Execute(database, "DELETE FROM Log WHERE Seq = 12");

        var fault = Assert.Single(new ChainCheck(database.Database).Run().Faults);

        Assert.Equal(13, fault.Seq);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_is_noticed()
    {
        using var database = new TempDatabase();
        await WriteAsync(database, 30, customers: 1);
        Execute(database, "DELETE FROM Log WHERE Seq > 28");

        var fault = Assert.Single(new ChainCheck(database.Database).Run().Faults);

        Assert.Equal(30, fault.Seq);
        Assert.Contains("cut off", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE Log SET Sentence = 'Nothing happened.' WHERE Seq = 9")]
    [InlineData("UPDATE Log SET Customer = 'c-99' WHERE Seq = 9")]
    [InlineData("UPDATE Log SET Time = Time + 1 WHERE Seq = 9")]
    [InlineData("UPDATE Log SET Policy = '0x' WHERE Seq = 9")]
    [InlineData("UPDATE Log SET Hash = NULL WHERE Seq = 9")]
    [InlineData("UPDATE Log SET Hash = zeroblob(32) WHERE Seq = 9")]
    [InlineData("INSERT INTO Log SELECT Seq + 1000, Workspace, Source, Id || 'x', Type, Subject, Customer, Time, Received, Actor, Agent, Cause, Root, Depth, Outcome, Verdict, Rule, Sentence, Policy, Config, Action, Handoff, Run, Attributes, Data, Decisions, Hash FROM Log WHERE Seq = 9", 1009)]
    [InlineData("DELETE FROM Strand", 1)]
    [InlineData("UPDATE Strand SET Hash = zeroblob(32)", 1)]
    public async Task What_was_tampered_with_is_named(string tampering, long seq = 9)
    {
        using var database = new TempDatabase();
        await WriteAsync(database, 30);
        Execute(database, tampering);

        var faults = new ChainCheck(database.Database).Run().Faults;

        Assert.NotEmpty(faults);
        if (seq > 1) Assert.Contains(faults, fault => fault.Seq == seq);
    }

    [Fact]
    public async Task A_workspace_that_was_wiped_begins_its_chain_anew()
    {
        using var database = new TempDatabase();
        await WriteAsync(database, 20);
        await using (var journal = database.OpenJournal())
        {
            using var wipe = journal.Begin(0);
            wipe.Wipe("default");
            await journal.SubmitAsync(wipe);
            using var unit = journal.Begin(1);
            unit.Append(TempDatabase.Row(unit.First));
            await journal.SubmitAsync(unit);
        }

        var report = new ChainCheck(database.Database).Run();

        Assert.Empty(report.Faults);
        Assert.Equal((1, 1), (report.Rows, report.Strands));
    }

    [Fact]
    public async Task What_was_dropped_by_rule_leaves_the_hash_that_the_rest_follows()
    {
        using var database = new TempDatabase();
        await WriteAsync(database, 30, customers: 1);
        Execute(database, "UPDATE Strand SET AnchorSeq = 10, Anchor = (SELECT Hash FROM Log WHERE Seq = 10); DELETE FROM Log WHERE Seq <= 10;");

        Assert.Empty(new ChainCheck(database.Database).Run().Faults);
    }

    [Fact]
    public async Task Rows_of_before_there_were_hashes_are_counted_and_those_after_are_checked()
    {
        using var database = new TempDatabase();
        await WriteAsync(database, 10, customers: 1);
        Execute(database, "UPDATE Log SET Hash = NULL; DELETE FROM Strand; UPDATE ChainStart SET Seq = 10;");
        await WriteAsync(database, 10, customers: 1);

        var report = new ChainCheck(database.Database).Run();

        Assert.Empty(report.Faults);
        Assert.Equal((20, 10), (report.Rows, report.Before));
        Execute(database, "UPDATE Log SET Hash = NULL WHERE Seq = 15");
        Assert.Equal(15, new ChainCheck(database.Database).Run().Faults[0].Seq);
    }

    [Fact]
    public async Task A_commit_that_failed_leaves_no_gap_in_the_chain()
    {
        using var database = new TempDatabase();
        await using (var journal = database.OpenJournal())
        {
            for (var i = 0; i < 12; i++)
            {
                using var unit = journal.Begin(1);
                unit.Append(TempDatabase.Row(unit.First, id: i % 4 == 3 ? "again" : null)); // an id twice cannot be written
                await Record.ExceptionAsync(() => journal.SubmitAsync(unit));
            }
        }

        var report = new ChainCheck(database.Database).Run();

        Assert.Empty(report.Faults);
        Assert.Equal(10, report.Rows);
    }

    internal static async Task WriteAsync(TempDatabase database, int rows, int customers = 13)
    {
        await using var journal = database.OpenJournal();
        await Task.WhenAll(Enumerable.Range(0, rows).Select(async _ =>
        {
            using var unit = journal.Begin(1);
            unit.Append(TempDatabase.Row(unit.First, $"c-{unit.First % customers}") with { Root = unit.First, Sentence = "It was routed to triage.", Outcome = (LogOutcome)(unit.First % 5) });
            await journal.SubmitAsync(unit);
        }));
    }

    // A column of PostgreSQL holds only its own kind of value.
    private static string InServersWords(string sql) =>
        sql.Replace("zeroblob(32)", "decode(repeat('00', 32), 'hex')", StringComparison.Ordinal).Replace("'0x'", "7", StringComparison.Ordinal);

    private static void Execute(TempDatabase database, string sql)
    {
        using var connection = database.Database.Open();
        connection.Execute(database.Database is DatabaseFile ? sql : InServersWords(sql));
    }
}

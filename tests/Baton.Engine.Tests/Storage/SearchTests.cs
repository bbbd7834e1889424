using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Engine.Tests.Storage;

public sealed class SearchTests
{
    [Fact]
    public async Task Rows_are_found_by_their_words_newest_first_page_by_page()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        await Write(journal, "Where is my parcel?", "A refund, please", "My PARCEL came broken", "Il pacco è già qui");
        using var index = Indexed(database, journal);

        Assert.Equal([3, 1], index.Find("default", "parcel", long.MaxValue, 10));
        Assert.Equal([3], index.Find("default", "parcel", long.MaxValue, 1));
        Assert.Equal([1], index.Find("default", "parcel", 3, 10));
        Assert.Equal([3], index.Find("default", "broken parcel", long.MaxValue, 10));
        Assert.Equal([3, 1], index.Find("default", "parc", long.MaxValue, 10));
        Assert.Equal([1], index.Find("default", "\"my parcel\" where", long.MaxValue, 10));
        Assert.Equal([4], index.Find("default", "gia", long.MaxValue, 10));
        Assert.Equal([2], index.Find("default", "e-2", long.MaxValue, 10));
        Assert.Empty(index.Find("default", "text", long.MaxValue, 10));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\"\"")]
    [InlineData("parcel\"")]
    [InlineData("\" OR Text : parcel")]
    [InlineData("NEAR(parcel where)")]
    [InlineData("parcel OR nothing-like-this")]
    [InlineData("Workspace : w6f74686572")]
    [InlineData(") OR Workspace : (w6f74686572")]
    [InlineData("w6f74686572 AND")]
    [InlineData("{Workspace Text} : w6f74686572")]
    [InlineData("-Text : parcel *")]
    [InlineData("^parcel + where*")]
    [InlineData("NOT")]
    [InlineData("\0parcel\0; DROP TABLE LogText")]
    [InlineData("!?.,;:()[]{}*^'")]
    [InlineData("")]
    [InlineData("½ Ⅷ 🙂")]
    public async Task What_is_typed_is_never_syntax_and_never_leaves_the_workspace(string typed)
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        await Write(journal, "Where is my parcel?");
        await Write(journal, "other", "Where is the parcel of the other business? w6f74686572 OR NOT AND");
        using var index = Indexed(database, journal);

        Assert.DoesNotContain(2, index.Find("default", typed, long.MaxValue, 10));
    }

    [Fact]
    public async Task An_index_of_another_log_is_made_again()
    {
        using var database = new TempDatabase();
        await using var journal = database.OpenJournal();
        await Write(journal, "parcel", "refund", "refund");
        using var lookups = database.OpenLookups();
        using var index = Indexed(database, journal);
        using (var restore = database.Database.Open()) restore.Execute("UPDATE Log SET Id = 'restored-' || Id");

        index.Match(lookups);
        Assert.Equal(0, index.Position);
        Assert.Empty(index.Find("default", "parcel", long.MaxValue, 10));
        Fill(database, journal, index);
        Assert.Equal([1], index.Find("default", "parcel", long.MaxValue, 10));
    }

    private static SearchIndex Indexed(TempDatabase database, Journal journal)
    {
        var index = Open(database);
        Fill(database, journal, index);
        return index;
    }

    private static SearchIndex Open(TempDatabase database) => database.Database.OpenSearch();

    private static void Fill(TempDatabase database, Journal journal, SearchIndex index)
    {
        using var lookups = database.OpenLookups();
        using var indexer = new SearchIndexer(index, lookups, journal, NullLogger<SearchIndexer>.Instance);
        while (indexer.IndexNext(2) == 2) { }
        Assert.Equal(lookups.LastSeq(), index.Position);
    }

    private static async Task Write(Journal journal, params string[] texts)
    {
        foreach (var text in texts) await Write(journal, "default", text);
    }

    private static async Task Write(Journal journal, string workspace, string text)
    {
        using var unit = journal.Begin(1);
        unit.Append(TempDatabase.Row(unit.First) with { Workspace = workspace, Data = System.Text.Json.JsonSerializer.Serialize(new { text }) });
        await journal.SubmitAsync(unit);
    }
}

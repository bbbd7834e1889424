using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Tests.Storage;

/// <summary>Rows are found by what they are about, with everything acknowledged.</summary>
public sealed class FacetTests : IDisposable
{
    private readonly TempDatabase _database = new();

    [Fact]
    public async Task What_was_awaited_is_found_at_once_by_everything_it_is_about()
    {
        await using var journal = _database.OpenJournal();
        var row = await AppendAsync(journal, seq => TempDatabase.Row(seq) with { Agent = "reply", Verdict = "delay", Rule = "cap:weekly", Handoff = "c-1-h1", Run = "r-1" });

        foreach (var (facet, value) in FacetIndex.Of(row)) Assert.Equal([row.Seq], Newest(Query(new AnyOf(facet, [value]))));
        Assert.Empty(Newest(Query(new AnyOf(Facet.Agent, ["triage"]))));
        Assert.Empty(_database.Facets.Newest(new FacetQuery("other", [new AnyOf(Facet.Agent, ["reply"])]), 10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_question_is_answered_as_by_looking_at_every_row(int seed)
    {
        var random = new Random(seed);
        string Pick(params string[] of) => of[random.Next(of.Length)];
        await using var journal = _database.OpenJournal();
        var rows = new List<LogRow>();
        for (var i = 0; i < 300; i++)
        {
            rows.Add(await AppendAsync(journal, seq => TempDatabase.Row(seq, Pick("c-1", "c-2", "c-3")) with
            {
                Workspace = Pick("default", "default", "other"), Type = Pick("message.received", "case.opened", "case.resolved"), Agent = Pick("reply", "triage"), Verdict = random.Next(9) == 0 ? "suppress" : null,
            }));
        }

        for (var i = 0; i < 200; i++)
        {
            var query = Query(
                new AnyOf(Facet.Customer, random.Next(2) == 0 ? [Pick("c-1", "c-2")] : ["c-3", "c-1", "nobody"]),
                new AnyOf(Facet.Type, [Pick("message.received", "case.opened"), "case.resolved"]),
                random.Next(2) == 0 ? new AnyOf(Facet.Agent, ["reply"]) : new AnyOf(Facet.Verdict, ["suppress"])) with { First = random.Next(200), End = random.Next(150, 400) };
            var meant = rows.Where(r => r.Workspace == "default" && r.Seq >= query.First && r.Seq < query.End && query.All.All(any => FacetIndex.Of(r).Any(f => f.Facet == any.Facet && any.Values.Contains(f.Value)))).Select(r => r.Seq).ToList();
            var limit = random.Next(1, 40);
            Assert.Equal(meant.Take(limit), _database.Facets.Oldest(query, limit));
            Assert.Equal(meant.AsEnumerable().Reverse().Take(limit), Newest(query, limit));
        }
    }

    [Fact]
    public async Task What_a_crash_left_out_is_found_after_the_next_start()
    {
        await using var journal = _database.OpenJournal();
        var first = await AppendAsync(journal, seq => TempDatabase.Row(seq));
        Assert.Equal([first.Seq], Newest(FacetQuery.OfCustomer("default", "c-1")));
        var unindexed = await AppendAsync(journal, seq => TempDatabase.Row(seq));

        using var again = _database.OpenFacets();

        Assert.Equal([unindexed.Seq, first.Seq], again.Newest(FacetQuery.OfCustomer("default", "c-1"), 10));
    }

    [Fact]
    public async Task A_wiped_workspace_is_forgotten_and_what_follows_is_found()
    {
        await using var journal = _database.OpenJournal();
        var before = await AppendAsync(journal, seq => TempDatabase.Row(seq) with { Agent = "gone" });
        var other = await AppendAsync(journal, seq => TempDatabase.Row(seq) with { Workspace = "other" });
        using (var wipe = journal.Begin(0))
        {
            wipe.Wipe("default");
            await journal.SubmitAsync(wipe);
        }

        var after = await AppendAsync(journal, seq => TempDatabase.Row(seq));

        Assert.True(before.Seq < after.Seq);
        Assert.Equal([after.Seq], Newest(FacetQuery.OfCustomer("default", "c-1")));
        Assert.Empty(_database.Facets.Values("default", Facet.Agent));
        Assert.Equal([other.Seq], _database.Facets.Newest(FacetQuery.OfCustomer("other", "c-1"), 10));
    }

    [Fact]
    public async Task Values_are_listed_by_how_they_begin()
    {
        await using var journal = _database.OpenJournal();
        foreach (var type in new[] { "case.opened", "message.received", "case.resolved", "cast.away" }) await AppendAsync(journal, seq => TempDatabase.Row(seq) with { Type = type });

        Assert.Equal(["case.opened", "case.resolved"], _database.Facets.Values("default", Facet.Type, "case."));
        Assert.Equal(4, _database.Facets.Values("default", Facet.Type).Count);
    }

    public void Dispose() => _database.Dispose();

    private static FacetQuery Query(params AnyOf[] all) => new("default", all);

    private static async Task<LogRow> AppendAsync(Journal journal, Func<long, LogRow> make)
    {
        using var unit = journal.Begin(1);
        var row = make(unit.First);
        unit.Append(row);
        await journal.SubmitAsync(unit);
        return row;
    }

    private IReadOnlyList<long> Newest(FacetQuery query, int limit = 10) => _database.Facets.Newest(query, limit);
}

using Baton.Web.Timeline;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Timeline;

public sealed class EntryListTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_come_by_number_without_gap_or_repetition()
    {
        var list = new EntryList(Log(350));
        list.Restart(top: 350, folds: true);

        var seqs = new List<long>();
        for (var start = 0; start < 350; start += 40) seqs.AddRange((await list.ReadAsync(start, 40, _cancel)).Select(r => r.Entry.Seq));

        Assert.Equal(Enumerable.Range(1, 350).Reverse().Select(s => (long)s), seqs);
        Assert.Equal(350, list.Total);
    }

    [Fact]
    public async Task It_promises_more_until_it_has_seen_the_end()
    {
        var list = new EntryList(Log(100_000));
        list.Restart(top: 100_000, folds: true);

        await list.ReadAsync(0, 40, _cancel);

        Assert.Equal(EntryList.PageSize + EntryList.Ahead, list.Total);
    }

    [Fact]
    public async Task Rows_that_arrive_meanwhile_do_not_move_those_being_read()
    {
        var list = new EntryList(Log(1_000));
        list.Restart(top: 500, folds: true);

        Assert.Equal(500, (await list.ReadAsync(0, 1, _cancel))[0].Entry.Seq);
        Assert.Equal(451, (await list.ReadAsync(49, 1, _cancel))[0].Entry.Seq);
    }

    [Fact]
    public async Task A_page_long_scrolled_past_is_forgotten_and_read_again()
    {
        var asked = 0;
        var list = new EntryList(Log(100_000, () => asked++));
        list.Restart(top: 100_000, folds: true);
        await list.ReadAsync(5_000, 40, _cancel);
        var walked = asked;

        var rows = await list.ReadAsync(0, 40, _cancel);

        Assert.Equal(100_000, rows[0].Entry.Seq);
        Assert.Equal(walked + 1, asked);
    }

    [Fact]
    public async Task Unfolding_makes_the_list_longer_and_folding_it_shorter_again()
    {
        var list = new EntryList((before, _, _) => Task.FromResult<IReadOnlyList<Baton.Engine.Timeline.TimelineEntry>>(before > 3 ? [Entry(3, root: 1), Entry(2, root: 1), Entry(1)] : []));
        list.Restart(top: 3, folds: true);
        await list.ReadAsync(0, 10, _cancel);
        Assert.Equal(1, list.Total);

        list.Toggle(1);
        Assert.Equal(3, list.Total);

        list.Toggle(1);
        Assert.Equal(1, list.Total);
    }

    [Fact]
    public async Task A_row_is_found_by_its_seq_also_when_it_is_folded_away()
    {
        var list = new EntryList((before, _, _) => Task.FromResult<IReadOnlyList<Baton.Engine.Timeline.TimelineEntry>>(before > 4 ? [Entry(4), Entry(3, root: 1), Entry(2, root: 1), Entry(1)] : []));
        list.Restart(top: 4, folds: true);
        await list.ReadAsync(0, 10, _cancel);

        Assert.Equal((1, 1L), (list.Find(3)!.Value.Number, list.Find(3)!.Value.Row.Entry.Seq));
        Assert.Null(list.Find(99));
    }
}

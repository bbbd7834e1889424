using Baton.Engine.Storage.Rows;
using Baton.Web.Timeline;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Timeline;

public sealed class EntryRowTests : BunitContext
{
    public EntryRowTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void Says_whom_who_what_the_verdict_and_why()
    {
        var row = Render<EntryRow>(p => p.Add(r => r.Row, new FoldedRow(Entry(7, verdict: "delay", type: "baton.action.proposed", actor: "agent:outreach"), [])).Add(r => r.Href, "/timeline?seq=7").Add(r => r.Department, "sales"));

        Assert.Equal("Ana Alvarez", row.Find(".whom").TextContent.Trim());
        Assert.Equal("outreach", row.Find(".who").TextContent.Trim());
        Assert.Equal("proposal", row.Find(".what").TextContent.Trim());
        Assert.Equal("Delayed", row.Find(".verdict").GetAttribute("aria-label"));
        Assert.Equal("This is event 7.", row.Find("a.said").TextContent);
        Assert.Equal("/timeline?seq=7", row.Find("a.said").GetAttribute("href"));
    }

    [Fact]
    public void What_is_waiting_or_failed_has_a_mark_of_its_own()
    {
        var waiting = Render<EntryRow>(p => p.Add(r => r.Row, new FoldedRow(Entry(1, outcome: LogOutcome.Waiting), [])));
        var failed = Render<EntryRow>(p => p.Add(r => r.Row, new FoldedRow(Entry(2, outcome: LogOutcome.Quarantined), [])));

        Assert.Equal("waiting", waiting.Find(".waits").TextContent);
        Assert.Equal("Failed", failed.Find(".verdict").GetAttribute("aria-label"));
    }

    [Fact]
    public void The_count_of_what_is_folded_in_unfolds_it()
    {
        var folds = 0;
        var row = Render<EntryRow>(p => p.Add(r => r.Row, new FoldedRow(Entry(1), [Entry(3, root: 1), Entry(2, root: 1)])).Add(r => r.OnFold, () => folds++));

        row.Find(".folded").Click();

        Assert.Equal("+2", row.Find(".folded").TextContent);
        Assert.Equal("false", row.Find(".folded").GetAttribute("aria-expanded"));
        Assert.Equal(1, folds);
    }

    [Fact]
    public void Text_from_outside_stays_text()
    {
        var row = Render<EntryRow>(p => p.Add(r => r.Row, new FoldedRow(Entry(1) with { Sentence = "<img src=x onerror=alert(1)>", CustomerName = "<b>Ana</b>" }, [])));

        Assert.Empty(row.FindAll("img, b"));
        Assert.Equal("<b>Ana</b>", row.Find(".whom").TextContent.Trim());
    }
}

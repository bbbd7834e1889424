using Baton.Core.Arbitration;
using Baton.Web.Frame.Look;
using Bunit;

namespace Baton.Web.Tests.Frame.Look;

public sealed class VerdictMarkTests : BunitContext
{
    [Fact]
    public void Every_mark_has_a_word_and_a_shape_of_its_own()
    {
        var marks = Enum.GetValues<MarkKind>().Select(kind => Render<VerdictMark>(mark => mark.Add(m => m.Kind, kind))).ToList();

        Assert.Equal(marks.Count, marks.Select(mark => mark.Find("span > span").TextContent).Distinct().Count());
        Assert.Equal(marks.Count, marks.Select(mark => mark.Find("svg").InnerHtml).Distinct().Count());
    }

    [Fact]
    public void Without_its_label_the_word_is_still_read_aloud()
    {
        var mark = Render<VerdictMark>(parameters => parameters.Add(m => m.Kind, Verdict.Delay.Mark()).Add(m => m.Label, false)).Find(".verdict");

        Assert.Equal("img", mark.GetAttribute("role"));
        Assert.Equal("Delayed", mark.GetAttribute("aria-label"));
    }

    [Fact]
    public void Every_verdict_of_the_core_has_its_mark() =>
        Assert.Equal(4, Enum.GetValues<Verdict>().Select(verdict => verdict.Mark()).Distinct().Count());
}

using Baton.Web.Frame.Look;
using Bunit;

namespace Baton.Web.Tests.Frame.Look;

public sealed class CountTests : BunitContext
{
    [Fact]
    public void Is_read_aloud_as_one_number_and_opens_what_it_counts()
    {
        var count = Render<Count>(parameters => parameters.Add(c => c.Value, 1204).Add(c => c.Href, "/timeline"));

        Assert.Equal("1,204", count.Find("a .sr-only").TextContent);
        Assert.All(count.FindAll(".digit"), digit => Assert.Equal("true", digit.GetAttribute("aria-hidden")));
        Assert.Equal("/timeline", count.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Only_the_digits_that_changed_roll()
    {
        var count = Render<Count>(parameters => parameters.Add(c => c.Value, 1299));
        var before = count.FindAll(".digit").ToList();

        count.Render(parameters => parameters.Add(c => c.Value, 1298));
        var after = count.FindAll(".digit").ToList();

        Assert.Equal(["1", ",", "2", "9", "8"], after.Select(digit => digit.TextContent));
        Assert.Equal(before.Count, after.Count);
    }
}

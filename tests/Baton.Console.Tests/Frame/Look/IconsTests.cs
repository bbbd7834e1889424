using Baton.Web.Frame;
using Baton.Web.Frame.Look;

namespace Baton.Web.Tests.Frame.Look;

public sealed class IconsTests
{
    [Fact]
    public void Every_place_of_the_rail_has_an_icon() => Assert.All(RailEntry.All, entry => Assert.NotEmpty(Icons.Path(entry.Icon)));

    [Fact]
    public void A_misspelt_icon_says_so() => Assert.Contains("'timelin'", Assert.Throws<ArgumentException>(() => Icons.Path("timelin")).Message, StringComparison.Ordinal);
}

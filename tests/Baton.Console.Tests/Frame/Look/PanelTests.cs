using Baton.Web.Frame.Look;
using Bunit;

namespace Baton.Web.Tests.Frame.Look;

public sealed class PanelTests : BunitContext
{
    [Fact]
    public void Closing_is_a_link_to_the_page_without_it_which_Esc_finds()
    {
        var panel = Render<Panel>(parameters => parameters.Add(p => p.Title, "Event 1201").Add(p => p.CloseHref, "/timeline?agent=reply"));

        Assert.Equal("/timeline?agent=reply", panel.Find("[data-closes]").GetAttribute("href"));
        Assert.Equal("Event 1201", panel.Find("aside").GetAttribute("aria-label"));
        Assert.Equal("Event 1201", panel.Find("h2").TextContent);
    }
}

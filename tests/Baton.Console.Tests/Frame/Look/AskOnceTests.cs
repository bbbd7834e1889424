using Baton.Web.Frame.Look;
using Bunit;

namespace Baton.Web.Tests.Frame.Look;

public sealed class AskOnceTests : BunitContext
{
    private int _done;

    [Fact]
    public void The_first_press_only_asks_and_the_second_does()
    {
        var button = Ask();

        button.Find("button").Click();
        Assert.Equal(0, _done);
        Assert.Contains("Remove Ben?", button.Markup, StringComparison.Ordinal);
        button.Find("button.danger").Click();

        Assert.Equal(1, _done);
    }

    [Fact]
    public void Keeping_goes_back_to_the_button()
    {
        var button = Ask();

        button.Find("button").Click();
        button.Find("[data-closes]").Click();

        Assert.Equal("Remove", button.Find("button").TextContent);
        Assert.Equal(0, _done);
    }

    private IRenderedComponent<AskOnce> Ask() => Render<AskOnce>(parameters => parameters
        .Add(ask => ask.Text, "Remove").Add(ask => ask.Question, "Remove Ben?").Add(ask => ask.OnYes, () => _done++));
}

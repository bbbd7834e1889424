using Bunit;
using Radzen;
using Radzen.Blazor;

namespace Baton.Web.Tests.Frame;

public sealed class RadzenRendersTests : BunitContext
{
    [Fact]
    public void A_button_says_its_text_and_answers_a_click()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
        var clicks = 0;

        var button = Render<RadzenButton>(parameters => parameters.Add(b => b.Text, "Claim").Add(b => b.Click, () => clicks++));
        button.Find("button").Click();

        Assert.Contains("Claim", button.Markup, StringComparison.Ordinal);
        Assert.Equal(1, clicks);
    }
}

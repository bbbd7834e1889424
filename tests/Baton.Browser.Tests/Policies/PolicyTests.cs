using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Policies;

[Collection(RunningDemo.Name)]
public sealed class PolicyTests(RunningDemo demo)
{
    [Fact]
    public async Task The_rules_are_read_as_sentences_and_their_versions_are_kept()
    {
        var desk = await demo.DeskAsync();
        await desk.GoAsync("/policy");

        await Assertions.Expect(desk.Page.GetByText("Refunds over 300 need a yes")).ToBeVisibleAsync();
        foreach (var kind in new[] { "Cooldowns", "Holds", "Caps", "Quiet hours", "Approvals", "Guardrails" })
            await Assertions.Expect(desk.Page.GetByRole(AriaRole.Navigation, new() { Name = "Kinds of rules" }).GetByRole(AriaRole.Link, new() { Name = kind })).ToBeVisibleAsync();
        var page = await desk.Page.GetByRole(AriaRole.Main).InnerTextAsync();
        Assert.DoesNotContain("\"op\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("PT48H", page, StringComparison.Ordinal);

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByText("The demo's rules").First).ToBeVisibleAsync();
        Assert.Empty(desk.Faults);
    }
}

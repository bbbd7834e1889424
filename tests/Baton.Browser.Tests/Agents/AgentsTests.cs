using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Agents;

[Collection(RunningDemo.Name)]
public sealed class AgentsTests(RunningDemo demo)
{
    [Fact]
    public async Task An_agent_is_paused_with_a_reason_asks_in_vain_and_goes_on()
    {
        var admin = await demo.AdminAsync();
        await admin.GoAsync("/agents");

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Pause success" }).ClickAsync();
        var sheet = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "Pause success?" });
        await sheet.GetByLabel("Why").FillAsync("Its offers are out of date");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Pause it" }).ClickAsync();
        var goOn = admin.Page.GetByRole(AriaRole.Button, new() { Name = "Resume success" });
        await Assertions.Expect(goOn).ToBeVisibleAsync();
        var inVain = await demo.Program.AskAsync("success", "email:fritz@example.com", "contact.email", "checkin");
        Assert.NotEqual("allow", inVain.GetProperty("verdict").GetString());

        await goOn.ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Pause success" })).ToBeVisibleAsync();
        Assert.Empty(admin.Faults);
    }
}

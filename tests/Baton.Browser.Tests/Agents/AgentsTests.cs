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

    [Fact]
    public async Task A_language_model_is_defined_with_its_faults_beside_the_fields_and_stands_on_its_page()
    {
        var admin = await demo.AdminAsync();
        await admin.GoAsync("/agents?define=");
        var form = admin.Page.Locator("#agent-form");
        await form.GetByLabel("Name", new() { Exact = true }).FillAsync("drafts");
        await form.GetByLabel("Department").FillAsync("support");
        await form.GetByLabel("Where it runs").SelectOptionAsync("Llm");
        await form.GetByLabel("Model", new() { Exact = true }).FillAsync("small-1");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Define it" }).ClickAsync();

        var instructions = form.GetByLabel("Instructions", new() { Exact = true });
        await Assertions.Expect(form.GetByText("This is needed.")).ToBeVisibleAsync();
        await Assertions.Expect(instructions).ToBeFocusedAsync();
        Assert.Empty(await admin.SeriousFaultsAsync());
        await instructions.FillAsync("Answer this: ");
        await form.GetByRole(AriaRole.Button, new() { Name = "{{event.text}}" }).ClickAsync();
        await Assertions.Expect(instructions).ToHaveValueAsync("Answer this: {{event.text}}");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Define it" }).ClickAsync();

        await Assertions.Expect(form).ToHaveCountAsync(0);
        await admin.GoAsync("/agents/drafts");
        await Assertions.Expect(admin.Page.GetByText("Answer this: {{event.text}}")).ToBeVisibleAsync();
        Assert.Empty(admin.Faults);
    }

    [Fact]
    public async Task An_agent_is_tried_on_a_text_beside_another_and_its_log_stays_as_it_is()
    {
        var admin = await demo.AdminAsync();
        await admin.GoAsync("/agents/triage/try");
        await admin.Page.GetByLabel("What a customer writes").FillAsync("I was charged twice for my order, please refund me");
        await admin.Page.GetByLabel("Beside it").SelectOptionAsync("reply");

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Try it", Exact = true }).ClickAsync();

        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Region, new() { NameRegex = new("^triage, version") })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Region, new() { NameRegex = new("^reply, version") })).ToBeVisibleAsync();
        Assert.Empty(await admin.SeriousFaultsAsync());
        Assert.Empty(admin.Faults);
    }
}

using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Agents.Journey;

/// <summary>What the admin does on the console's pages on the way.</summary>
internal static class Steps
{
    /// <summary>Lets agents call a host that is not public.</summary>
    public static async Task AllowAsync(this Person admin, string host)
    {
        await admin.GoAsync("/settings");
        var card = admin.Page.GetByRole(AriaRole.Region, new() { Name = "Outbound calls" });
        await card.GetByLabel("Also allowed, one a line").FillAsync(host);
        await card.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(card.GetByText("Saved. It holds from the next call on.")).ToBeVisibleAsync();
    }

    /// <summary>Adds a key that goes to one host only.</summary>
    public static async Task KeepKeyAsync(this Person admin, string name, string value, string host)
    {
        await admin.GoAsync("/settings/credentials");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add a credential" }).ClickAsync();
        await admin.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await admin.Page.GetByLabel("Value", new() { Exact = true }).FillAsync(value);
        await admin.Page.GetByLabel("May be sent to").FillAsync(host);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = name })).ToContainTextAsync(host);
    }

    /// <summary>Defines a language model with a tool, a fallback, a breaker and a budget, all in the form.</summary>
    public static async Task DefineModelAsync(this Person admin, string name, string address, string credential, string fallback)
    {
        await admin.GoAsync("/agents?define=");
        var form = admin.Page.Locator("#agent-form");
        await form.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await form.GetByLabel("Department").FillAsync("support");
        await form.GetByLabel("Where it runs").SelectOptionAsync("Llm");
        await form.GetByLabel("Model", new() { Exact = true }).FillAsync("small-1");
        await form.GetByLabel("Server's address").FillAsync(address);
        await form.GetByLabel("Credential").FillAsync(credential);
        await form.GetByLabel("Instructions", new() { Exact = true }).FillAsync("Answer the customer: {{event.text}}");
        await form.GetByLabel("Price of a million read").FillAsync("500");
        await form.GetByLabel("Price of a million written").FillAsync("1000");

        await form.PartAsync("Tools");
        await form.GetByRole(AriaRole.Button, new() { Name = "Give it a tool" }).ClickAsync();
        await form.GetByLabel("Tool", new() { Exact = true }).FillAsync("customer.read");
        await form.GetByLabel("At most so often").FillAsync("100");

        await form.PartAsync("When it fails or is unsure");
        await form.GetByLabel("Fallback").FillAsync(fallback);
        await form.GetByLabel("Queue", new() { Exact = true }).FillAsync("support");

        await form.PartAsync("Limits and budgets");
        await form.GetByLabel("Wait before the second try").FillAsync("0.5");
        await form.GetByLabel("Leave it alone for a while when it fails too often").CheckAsync();
        await form.GetByLabel("Of at least so many").FillAsync("3");
        await form.GetByLabel("Within", new() { Exact = true }).Last.FillAsync("20");
        await form.GetByLabel("It is left alone for").FillAsync("20");
        await form.GetByRole(AriaRole.Group, new() { Name = "In a day (UTC) it may use" }).GetByLabel("Money").FillAsync("50");

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Define it" }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
    }

    /// <summary>Looks at a page with axe, and keeps what it looks like: by day, and by night on a wide screen.</summary>
    public static async Task LookAsync(this Person admin, string name)
    {
        Assert.Empty(await admin.SeriousFaultsAsync());
        await KeepAsync(admin, $"llm-{name}.png");
        await admin.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await admin.Page.SetViewportSizeAsync(1600, 900);
        await KeepAsync(admin, $"llm-{name}-dark.png");
        await admin.Page.SetViewportSizeAsync(1280, 800);
        await admin.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static async Task KeepAsync(Person admin, string name) => await Artifacts.KeepAsync(name, await admin.Page.ScreenshotAsync());

    private static Task PartAsync(this ILocator form, string title) => form.Locator("summary").Filter(new() { HasText = title }).First.ClickAsync();
}

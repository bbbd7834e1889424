using Baton.Browser.Tests.Agents.Journey;
using Baton.Browser.Tests.Running;
using Baton.Engine.Tests.Channels;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Handoffs;

public sealed class ReplyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_customer_is_answered_with_a_file_and_the_case_stays_open()
    {
        await using var mail = new MailServer();
        await using var day = await DeskDay.StartAsync(cases: 3);
        var ada = await chromium.OpenAsync(day.App);
        await ada.SignInAsync("ada@example.com");
        await ada.AllowAsync($"127.0.0.1:{mail.Port}");
        await day.ReachByMailAsync(mail.Port);
        await ada.GoAsync($"/handoffs/{(await day.HandoffsAsync())[^1]}");
        var page = ada.Page.GetByRole(AriaRole.Region, new() { Name = "The case" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Claim it" }).ClickAsync();

        var send = page.GetByRole(AriaRole.Button, new() { Name = "Send, keep open" });
        await Assertions.Expect(send).ToBeDisabledAsync();
        await page.Locator("#answer").FillAsync("The form is with this mail.");
        await ada.Page.WaitForFunctionAsync("() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId === 0"); // it hears of files from then on
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "form <1>.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4"u8.ToArray() });
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Files that go along" })).ToContainTextAsync("form <1>.pdf");
        Assert.Equal("", string.Join("\n", await ada.SeriousFaultsAsync()));
        await page.Locator("#answer").PressAsync("Control+Shift+Enter");

        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The case is still yours" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Files", Exact = true }).GetByRole(AriaRole.Link)).ToHaveAttributeAsync("download", "form <1>.pdf");
        await Assertions.Expect(page.Locator("#answer")).ToHaveValueAsync("");
        await Assertions.Expect(page).ToContainTextAsync("You have it");
        await DeskDay.UntilAsync(() => Task.FromResult(!mail.Taken.IsEmpty), "The mail went out");
        Assert.Contains("form%20%3C1%3E.pdf", Assert.Single(mail.Taken).Text, StringComparison.Ordinal);
        Assert.Empty(ada.Faults);
    }
}

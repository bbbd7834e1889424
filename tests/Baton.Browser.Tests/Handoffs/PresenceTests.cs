using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Handoffs;

/// <summary>Two people at two browsers: who is here, and how soon one sees what the other does. Twenty seconds of the app pass each second.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private const string Ada = "ada@example.com";

    private readonly Chromium _browser = new();
    private RunningApp _app = null!;
    private HttpClient _program = null!;

    public async ValueTask InitializeAsync()
    {
        await _browser.InitializeAsync();
        _app = await RunningApp.StartAsync(
            "--Baton:Testing=true", "--Baton:Clock:Rate=20",
            $"--Baton:Bootstrap:AdminEmail={Ada}", $"--Baton:Bootstrap:AdminPassword={Person.Password}", $"--Baton:Bootstrap:ApiKey={OutsideProgram.ApiKey}");
        _program = new HttpClient { BaseAddress = new Uri(_app.Address) };
        _program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OutsideProgram.ApiKey);
    }

    public async ValueTask DisposeAsync()
    {
        _program?.Dispose();
        await _browser.DisposeAsync();
        if (_app is not null) await _app.DisposeAsync();
    }

    [Fact]
    public async Task Who_closes_the_browser_is_away_soon_and_back_as_what_they_chose()
    {
        var ada = await SignInAsync(Ada);
        Assert.Equal("available", await StateAsync(Ada));
        await ada.Page.GetByLabel("menu").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Group, new() { Name = "Whether you can be asked" }).GetByText("Busy").ClickAsync();
        await UntilAsync(async () => await StateAsync(Ada) == "busy", "Ada is busy");

        await ada.Page.Context.CloseAsync();
        await UntilAsync(async () => await StateAsync(Ada) == "away", "Ada is away");

        var again = await SignInAsync(Ada);
        await UntilAsync(async () => await StateAsync(Ada) == "busy", "Ada is back");
        Assert.Empty(again.Faults);
    }

    private async Task<Person> SignInAsync(string email)
    {
        var person = await _browser.OpenAsync(_app.Address);
        await person.SignInAsync(email);
        return person;
    }

    private async Task<IReadOnlyList<JsonElement>> ItemsAsync(string path) => [.. (await _program.GetFromJsonAsync<JsonElement>("/api/v1/" + path)).GetProperty("items").EnumerateArray()];

    private async Task<string?> StateAsync(string person) => (await ItemsAsync("presence")).Single(p => p.GetProperty("person").GetString() == person).GetProperty("state").GetString();

    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); !await isSo(); await Task.Delay(50)) Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), $"Not within 30 s: {what}.");
    }
}

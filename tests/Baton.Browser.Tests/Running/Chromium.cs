using Microsoft.Playwright;

namespace Baton.Browser.Tests.Running;

/// <summary>One browser for all tests: the system's Chromium, driven by Playwright.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(15_000); // a busy machine is slow, not wrong
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("BATON_CHROMIUM") ?? Candidates.FirstOrDefault(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person at a browser of their own, with nothing remembered.</summary>
    /// <param name="app">Where they go.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="dark">What their system prefers.</param>
    /// <param name="height">Of the window, in pixels.</param>
    public Task<Person> OpenAsync(RunningApp app, int width = 1280, bool dark = false, int height = 800) => OpenAsync(app.Address, width, dark, height);

    /// <summary>A browser of somebody's own in which pages are opened and closed.</summary>
    public Task<IBrowserContext> ContextAsync(string address) => _browser.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = 1280, Height = 800 } });

    /// <summary>The same at an address.</summary>
    public async Task<Person> OpenAsync(string address, int width = 1280, bool dark = false, int height = 800)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        return new Person(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

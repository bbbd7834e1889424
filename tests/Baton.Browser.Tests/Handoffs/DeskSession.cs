using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Handoffs;

/// <summary>Somebody who works through the queue in a browser of their own, whose page closes, loses its network and finds the server gone.</summary>
internal sealed partial class DeskSession(IBrowserContext context, int seed)
{
    // What a browser says of a server that is not there, and Blazor of a click on a page whose server is not there any more. Anything else is a fault of ours.
    private static readonly string[] OfLostConnections = ["WebSocket", "Failed to load resource", "ERR_", "Connection disconnected", "Server returned an error on close", "connection", "Failed to fetch", "Failed to start the circuit", "negotiat", "No interop methods are registered for renderer"];

    private readonly Random _chance = new(seed);
    private readonly ConcurrentBag<string> _faults = [];
    private IPage _page = null!;

    /// <summary>What the browser complained of that is no lost connection.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>What was done on screen, by name.</summary>
    public Dictionary<string, int> Did { get; } = [];

    /// <summary>The cases of which the screen said that they are done.</summary>
    public List<string> Ended { get; } = [];

    /// <summary>Comes in by an invitation.</summary>
    public async Task ComeInAsync(string invitation)
    {
        await OpenAsync();
        await _page.GotoAsync(invitation);
        await _page.GetByLabel("Password").FillAsync(Person.Password);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
        await IsLiveAsync();
    }

    /// <summary>Does so many things, whatever becomes of the page.</summary>
    public async Task WorkAsync(int acts, Action done)
    {
        for (var i = 0; i < acts; i++, done())
        {
            try
            {
                await ActAsync();
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                Count("lost");
                await RecoverAsync();
            }
        }
    }

    private async Task ActAsync()
    {
        var what = _chance.Next(12);
        if (what == 0)
        {
            await CaseAsync();
            _ = ButtonOf("Claim it").ClickAsync(new() { Timeout = 500 }).ContinueWith(_ => { }, TaskScheduler.Default); // and nobody looks what comes of it
            await _page.CloseAsync();
            await OpenAsync();
            Count("closed");
            return;
        }

        if (what == 1)
        {
            await context.SetOfflineAsync(true);
            await _page.ReloadAsync(new() { Timeout = 2000 }).ContinueWith(_ => { }, TaskScheduler.Default);
            await context.SetOfflineAsync(false);
            Count("offline");
        }

        await CaseAsync();
        if (await ButtonOf("Claim it").IsVisibleAsync() && await ButtonOf("Claim it").IsEnabledAsync())
        {
            await ButtonOf("Claim it").ClickAsync(new() { Timeout = 3000 });
            await Case.GetByText(Standing()).First.WaitForAsync(new() { Timeout = 5000 });
            Count("claimed or told who was faster");
        }

        if (!await ButtonOf("Release").IsVisibleAsync()) return;
        switch (_chance.Next(4))
        {
            case 0:
                await ButtonOf("Release").ClickAsync(new() { Timeout = 3000 });
                Count("released");
                break;
            case 1:
                await ButtonOf("Transfer").ClickAsync(new() { Timeout = 3000 });
                var to = _page.GetByLabel("Transfer to");
                await to.WaitForAsync(new() { Timeout = 3000 });
                var targets = await to.EvaluateAsync<string[]>("list => [...list.options].map(o => o.value).filter(v => v && v !== 'new')");
                await to.SelectOptionAsync(targets[_chance.Next(targets.Length)], new() { Timeout = 3000 });
                await Case.Locator("form.transfer button[type=submit]").ClickAsync(new() { Timeout = 3000 });
                Count("transferred");
                break;
            default:
                var handoff = new Uri(_page.Url).Segments[^1];
                await Case.GetByRole(AriaRole.Button, new() { NameRegex = Ends() }).First.ClickAsync(new() { Timeout = 3000 });
                await _page.WaitForURLAsync(url => !url.Contains(handoff, StringComparison.Ordinal), new() { Timeout = 5000 }); // having ended it, the page goes on
                Ended.Add(handoff);
                Count("ended");
                break;
        }
    }

    // Any of the cases that the page shows.
    private async Task CaseAsync()
    {
        if (!_page.Url.Contains("/handoffs", StringComparison.Ordinal) || _chance.Next(5) == 0)
        {
            await _page.GotoAsync(_chance.Next(4) == 0 ? "/handoffs?view=mine" : "/handoffs", new() { Timeout = 5000 });
            await IsLiveAsync();
        }

        var cases = _page.Locator(".case-row a");
        var there = await cases.CountAsync();
        if (there == 0) return;
        await cases.Nth(_chance.Next(there)).ClickAsync(new() { Timeout = 3000 });
        await Case.WaitForAsync(new() { Timeout = 5000 });
    }

    // The server comes again; so does the page.
    private async Task RecoverAsync()
    {
        for (var tries = 0; tries < 30; tries++)
        {
            try
            {
                if (_page.IsClosed) await OpenAsync();
                await _page.GotoAsync("/handoffs", new() { Timeout = 5000 });
                await IsLiveAsync();
                return;
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                await Task.Delay(500);
            }
        }

        Assert.Fail("The page did not come back.");
    }

    private async Task OpenAsync()
    {
        _page = await context.NewPageAsync();
        _page.Console += (_, message) => Note(message.Type == "error" ? message.Text : null);
        _page.PageError += (_, error) => Note(error);
    }

    private void Note(string? fault)
    {
        if (fault is not null && !OfLostConnections.Any(lost => fault.Contains(lost, StringComparison.OrdinalIgnoreCase))) _faults.Add(fault);
    }

    private void Count(string what) => Did[what] = Did.GetValueOrDefault(what) + 1;

    private Task<IJSHandle> IsLiveAsync() => _page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'true'", null, new() { Timeout = 8000 });

    private ILocator Case => _page.GetByRole(AriaRole.Region, new() { Name = "The case" });

    private ILocator ButtonOf(string name) => Case.GetByRole(AriaRole.Button, new() { Name = name }).First;

    [GeneratedRegex("You have it|has this case|was faster|resolved", RegexOptions.None, 1000)]
    private static partial Regex Standing();

    [GeneratedRegex("^\\s*(Approve|Reject|Resolve without)", RegexOptions.None, 1000)]
    private static partial Regex Ends();
}

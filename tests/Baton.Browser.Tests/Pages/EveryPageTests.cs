using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Pages;

[Collection(RunningDemo.Name)]
public sealed class EveryPageTests(RunningDemo demo)
{
    private const string Gina = "email:gina@example.com";

    // At once: a colour on its way is not the page's.
    private static readonly PageEmulateMediaOptions Light = new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce };
    private static readonly PageEmulateMediaOptions Dark = new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce };

    [Fact]
    public async Task No_page_has_a_serious_fault_scrolls_sideways_or_complains()
    {
        var handoff = await demo.WantRefundAsync(Gina);
        var pages = new[]
        {
            "/", "/timeline", "/timeline?seq=1", "/customers", $"/customers/{await demo.Program.IdOfAsync(Gina)}", "/handoffs",
            $"/handoffs/{handoff}", "/agents", "/agents?define=", "/agents/reply", "/agents/reply?edit=true", "/agents/reply/try", "/usage",
            "/policy", "/policy?open=history", "/policy?edit=cooldown:", "/policy?edit=routing:read-feelings", "/policy?edit=departments",
            "/models", "/policy/try", "/policy/try?seq=1", "/insights", "/insights?tab=conflicts", "/insights?tab=digest", "/jobs", "/health",
            "/chaos", "/settings", "/messages", "/messages?status=queued&thread=none", "/policy?edit=loop:", "/settings/mcp", "/tools",
            "/tools?tool=customer.read", "/tools?define=", "/tools?import=", "/knowledge", "/knowledge?edit=", "/knowledge?q=cancel",
            "/there-is-no-such-page", "/handoffs/wall", "/handoffs/wall?range=month&of=waiting", "/notifications", "/insights/suggestions",
            "/handoffs/quality", "/settings/alerts", "/settings/channels", "/settings/queues", "/settings/queues/finance", "/settings/people",
            "/policy?edit=triage:",
        };
        var found = (await Task.WhenAll(pages.Chunk((pages.Length + 1) / 2).Select(FaultsOfAsync))).SelectMany(faults => faults).ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    // In a tab of its own, one page after the other.
    private async Task<IReadOnlyList<string>> FaultsOfAsync(IReadOnlyList<string> pages)
    {
        var admin = await demo.AdminAsync();
        var found = new List<string>();
        await admin.Page.EmulateMediaAsync(Light);
        foreach (var page in pages)
        {
            await admin.GoAsync(page);
            if (!await HasHeadingAsync(admin))
                found.Add($"{page}: has no heading, or several, of level 1");
            found.AddRange((await admin.SeriousFaultsAsync()).Select(fault => $"{page}: {fault}"));
            await admin.Page.EmulateMediaAsync(Dark);
            found.AddRange((await admin.ContrastFaultsAsync()).Select(fault => $"{page} in dark: {fault}")); // the same page in other colours: nothing but them can be at fault
            await admin.Page.EmulateMediaAsync(Light);
            if (!await admin.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
                found.Add($"{page}: scrolls sideways");
        }

        found.AddRange(admin.Faults.Where(fault => !fault.Contains("404", StringComparison.Ordinal))); // the page that is not there says so
        return found;
    }

    private static async Task<bool> HasHeadingAsync(Person person)
    {
        try
        {
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
            return true;
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }

    [Fact]
    public async Task The_demos_doors_have_no_serious_fault()
    {
        foreach (var dark in new[] { false, true })
        {
            var visitor = await demo.Browser.OpenAsync(demo.App, dark: dark);
            await visitor.Page.GotoAsync("/sign-in");
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "This is a demo" })).ToBeVisibleAsync();
            Assert.Empty(await visitor.SeriousFaultsAsync());
        }
    }
}

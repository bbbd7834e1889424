using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Handoffs;

/// <summary>How soon a claim in one browser stands on the screen of another.</summary>
public sealed class ClaimLatencyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Rounds = 50;

    [Fact]
    [Trait("Part", "Nightly")]
    public async Task A_claim_is_seen_in_another_browser()
    {
        await using var day = await DeskDay.StartAsync(cases: 1);
        var (ana, ben) = (await chromium.OpenAsync(day.App), await chromium.OpenAsync(day.App));
        foreach (var (person, name) in new[] { (ana, "ana"), (ben, "ben") })
        {
            await person.Page.GotoAsync(await day.InviteAsync($"{name}@example.com", name));
            await person.Page.GetByLabel("Password").FillAsync(Person.Password);
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
            await person.IsLiveAsync();
            await person.GoAsync("/handoffs/" + (await day.HandoffsAsync())[0]);
        }

        var waits = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var claim = ana.Page.GetByRole(AriaRole.Button, new() { Name = "Claim it" });
            await Assertions.Expect(claim).ToBeEnabledAsync();
            await Assertions.Expect(ben.Page.GetByRole(AriaRole.Button, new() { Name = "Claim it" })).ToBeEnabledAsync();
            await ben.Page.EvaluateAsync("""
                () => { window.seen = new Promise(seen => { const look = new MutationObserver(() => {
                  if (document.querySelector('.case')?.textContent.includes('has this case')) { look.disconnect(); seen(performance.timeOrigin + performance.now()); } });
                  look.observe(document.body, { subtree: true, childList: true, characterData: true }); }); }
                """);
            var pressed = await claim.EvaluateAsync<double>("button => { const at = performance.timeOrigin + performance.now(); button.click(); return at; }");
            waits.Add(await ben.Page.EvaluateAsync<double>("() => window.seen") - pressed);
            await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
        }

        waits.Sort();
        Artifacts.Note("From a claim in one browser to its sight in another, median of 50", waits[Rounds / 2], "ms");
        Artifacts.Note("From a claim in one browser to its sight in another, 95th percentile", waits[Rounds * 95 / 100], "ms");
        Assert.Empty(ana.Faults.Concat(ben.Faults));
    }
}

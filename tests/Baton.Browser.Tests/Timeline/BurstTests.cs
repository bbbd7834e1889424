using System.Diagnostics;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Timeline;

public sealed class BurstTests(AppWithAdmin console) : IClassFixture<AppWithAdmin>
{
    private const int PerSecond = 2_000;
    private const int Seconds = 6;
    private const int PerBatch = 200;

    // Counts how long the page stood still at most, and how often its rows were changed.
    private const string Watch = """
        () => {
          const seen = window.seen = { longest: 0, frames: 0, redraws: 0, last: performance.now() };
          const frame = now => { seen.longest = Math.max(seen.longest, now - seen.last); seen.last = now; seen.frames++; requestAnimationFrame(frame); };
          requestAnimationFrame(frame);
          new MutationObserver(() => seen.redraws++).observe(document.querySelector("[aria-label='Events, newest first']"), { subtree: true, childList: true });
        }
        """;

    // From pressing Pause until the page shows that it is paused.
    private const string Press = """
        () => new Promise(done => {
          const button = () => document.querySelector(".page-head button[aria-pressed]");
          const was = button().ariaPressed, began = performance.now();
          new MutationObserver((_, me) => {
            if (button().ariaPressed === was) return;
            me.disconnect();
            requestAnimationFrame(() => done(performance.now() - began));
          }).observe(document.body, { subtree: true, childList: true, attributes: true });
          button().click();
        })
        """;

    [Fact]
    public async Task Two_thousand_events_a_second_leave_the_page_responsive()
    {
        var ada = await console.SignInAsync();
        await ada.GoAsync("/timeline");
        using var program = new OutsideProgram(console.App);
        await program.TellAsync(Batch(0));
        var rows = ada.Page.GetByRole(AriaRole.List, new() { Name = "Events, newest first" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        await ada.Page.EvaluateAsync(Watch);

        var burst = SendAsync(program);
        await Task.Delay(TimeSpan.FromSeconds(Seconds / 2.0), TestContext.Current.CancellationToken);
        var pause = await ada.Page.EvaluateAsync<double>(Press);
        var resume = await ada.Page.EvaluateAsync<double>(Press);
        var rate = await burst;
        var (longest, redraws) = (await ada.Page.EvaluateAsync<double>("seen.longest"), await ada.Page.EvaluateAsync<double>("seen.redraws"));
        Artifacts.Note("Burst: events taken", rate, "a second");
        Artifacts.Note("Burst: longest gap between frames", longest, "ms");
        Artifacts.Note("Burst: from a click to what it changes", Math.Max(pause, resume), "ms");
        Artifacts.Note("Burst: changes of the list", redraws / Seconds, "a second");

        Assert.True(longest < 2_000, $"The page stood still for {longest} ms.");
        Assert.True(Math.Max(pause, resume) < 3_000, $"A click took {pause} and {resume} ms.");
        Assert.True(await rows.CountAsync() < 300, "The list holds more rows than one can see.");
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        Assert.Empty(ada.Faults);
    }

    // By the clock and not one after the other, as channels do: a slow answer holds nobody back.
    private static async Task<double> SendAsync(OutsideProgram program)
    {
        var clock = Stopwatch.StartNew();
        var sent = new List<Task>();
        for (var first = 0; first < PerSecond * Seconds; first += PerBatch)
        {
            var early = TimeSpan.FromSeconds((double)first / PerSecond) - clock.Elapsed;
            if (early > TimeSpan.Zero) await Task.Delay(early);
            sent.Add(program.TellAsync(Batch(first)));
        }

        await Task.WhenAll(sent);
        return PerSecond * Seconds / clock.Elapsed.TotalSeconds;
    }

    private static IEnumerable<(string, string, object?)> Batch(int first) =>
        Enumerable.Range(first, PerBatch).Select(n => ($"email:burst{n % 500}@example.com", "message.received", (object?)new { text = $"Where is my parcel number {n}?" }));
}

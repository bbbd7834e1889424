using System.Globalization;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Handoffs;

/// <summary>People in browsers of their own work through the same queue, while pages close, networks go and the server is killed.</summary>
public sealed class DeskCrowdTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    [Trait("Part", "Nightly")]
    public Task Four_people_forty_cases_and_a_kill() => HoldsAsync(people: 4, cases: 40, acts: 8, kills: 1);

    [Fact]
    [Trait("Part", "Nightly")]
    public Task Twenty_people_five_hundred_cases_and_two_kills() => HoldsAsync(people: 20, cases: 500, acts: 30, kills: 2);

    private async Task HoldsAsync(int people, int cases, int acts, int kills)
    {
        await using var day = await DeskDay.StartAsync(cases);
        var sessions = new List<DeskSession>();
        for (var i = 0; i < people; i++)
        {
            var session = new DeskSession(await chromium.ContextAsync(day.App.Address), seed: 100 + i);
            await session.ComeInAsync(await day.InviteAsync($"person{i}@example.com", $"Person {i}"));
            sessions.Add(session);
        }

        var done = 0;
        var killing = Enumerable.Range(1, kills).Select(_ => new TaskCompletionSource()).ToList();
        var killed = KillAsync(day.App, killing);
        using var over = new CancellationTokenSource();
        var agents = ContactAsync(day, cases, over.Token);
        await Task.WhenAll(sessions.Select(session => session.WorkAsync(acts, () =>
        {
            var now = Interlocked.Increment(ref done);
            for (var k = 0; k < kills; k++) if (now == people * acts * (k + 1) / (kills + 1)) killing[k].TrySetResult();
        })));
        await killed;
        await over.CancelAsync();
        await agents;

        var (log, all) = await day.ProveAsync();
        Assert.Equal(cases, all);
        Assert.All(sessions.SelectMany(s => s.Ended), seen => Assert.Contains(seen, log.Over));
        Assert.True(log.Claims >= people && log.Over.Count > 0, $"{log.Claims} claims, {log.Over.Count} ended.");
        Assert.Empty(sessions.SelectMany(s => s.Faults));
        var did = sessions.SelectMany(s => s.Did).GroupBy(d => d.Key, d => d.Value, StringComparer.Ordinal).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} {g.Sum()}"));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{people} browsers, {cases} cases, {kills} kills: {string.Join(", ", did)}; {log.Claims} times a case came to an owner, {log.Over.Count} ended; of agents' contacts {log.Refused} refused, {log.Allowed} allowed while nobody had a case."));
    }

    private static async Task KillAsync(RunningApp app, List<TaskCompletionSource> when)
    {
        foreach (var moment in when)
        {
            await moment.Task;
            app.Kill();
            await app.StartAgainAsync();
        }
    }

    private static async Task ContactAsync(DeskDay day, int cases, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            try
            {
                await day.ContactAsync(i, string.Create(CultureInfo.InvariantCulture, $"email:c{i % (cases / 2)}@example.com"));
            }
            catch (HttpRequestException)
            {
                i--; // the server is gone for a moment; the same is asked again
            }

            await Task.Delay(100, CancellationToken.None);
        }
    }
}

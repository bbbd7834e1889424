using System.Globalization;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Demo;

/// <summary>Which story the demo tells.</summary>
/// <param name="Seed">The script's seed.</param>
/// <param name="Began">Where it began on the app's clock.</param>
/// <param name="Told">How much was told before the app was last stopped.</param>
/// <param name="IsNew">Nothing was told yet.</param>
internal sealed record DemoStory(int Seed, DateTimeOffset Began, TimeSpan Told, bool IsNew);

/// <summary>Remembers which story is being told and where the app's clock stood, so that a restart goes on there.</summary>
internal sealed class DemoMemory(Journal journal, IDbContextFactory<BatonDb> database, AppClock clock)
{
    private const string Story = "demo.story";
    private const int FirstSeed = 1;

    // So much of the story is sent again after a restart; what was there counts once.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public async Task<DemoStory> RecallAsync(string workspace, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var told = await db.Log.Where(l => l.Workspace == workspace).MaxAsync(l => (long?)l.Seq, cancel) is { } last
            ? await db.Log.Where(l => l.Seq == last).Select(l => l.Received).FirstAsync(cancel) : 0;

        // The app's clock may have run ahead of the machine's: time must not go back at a restart.
        clock.AdvanceTo(told.ToTime());
        if (await db.Settings.Where(s => s.Workspace == workspace && s.Name == Story).Select(s => s.Value).FirstOrDefaultAsync(cancel) is { } text && text.Split('@') is [var seed, var began])
        {
            var start = long.Parse(began, CultureInfo.InvariantCulture).ToTime();
            var behind = told.ToTime() - start;
            var story = await BeginAsync(workspace, int.Parse(seed, CultureInfo.InvariantCulture), clock.GetUtcNow() - behind);
            return story with { Told = behind > Overlap ? behind - Overlap : TimeSpan.Zero, IsNew = false };
        }

        return await BeginAsync(workspace, FirstSeed, clock.GetUtcNow());
    }

    public async Task<DemoStory> BeginAsync(string workspace, int seed, DateTimeOffset at)
    {
        using var unit = journal.Begin(0);
        unit.Put(new SettingRow { Workspace = workspace, Name = Story, Value = string.Create(CultureInfo.InvariantCulture, $"{seed}@{at.ToUnix()}") });
        await journal.SubmitAsync(unit);
        return new DemoStory(seed, at, TimeSpan.Zero, IsNew: true);
    }
}

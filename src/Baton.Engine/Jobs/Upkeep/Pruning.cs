using System.Globalization;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Upkeep;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Jobs.Upkeep;

/// <summary>Keeps small what only grows. The log itself is never touched.</summary>
internal sealed class Pruning(IDbContextFactory<BatonDb> database, Journal journal, TimeProvider clock) : IJobWork
{
    /// <summary>A few hundred rows a commit, so that events hardly wait for it.</summary>
    private const int AtOnce = 500;

    private static readonly TimeSpan MinutesAreKept = TimeSpan.FromDays(8);
    private static readonly TimeSpan BulkIsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan UsesAreKept = TimeSpan.FromDays(32); // the longest time of a grant is 31 days

    public string Name => "Pruning";

    public string Purpose => "Adds counts by the minute up into hours after 8 days, and drops the input and output of tasks that ended 30 days ago and the list of uses of tools after 32; the log keeps them.";

    public Schedule Schedule { get; } = new(TimeSpan.FromHours(6));

    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var folding = new CounterFolding((now - MinutesAreKept).ToUnix() / 3_600_000 * 60);
        await journal.RunAsync(folding);
        var slimmed = await SlimAsync((now - BulkIsKept).ToUnix(), cancel);
        var forgotten = await ForgetUsesAsync((now - UsesAreKept).ToUnix(), cancel);
        if (folding.Folded == 0 && slimmed == 0 && forgotten == 0) return "Nothing was old enough.";
        return string.Create(CultureInfo.InvariantCulture, $"{folding.Folded:N0} counts were added up into hours, {slimmed:N0} old tasks were made small, {forgotten:N0} old uses of tools left their list.");
    }

    private async Task<int> ForgetUsesAsync(long before, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var forgotten = 0;
        foreach (var workspace in await db.Workspaces.Select(w => w.Id).ToListAsync(cancel))
        {
            ToolUseForgetting forgetting;
            do
            {
                await journal.RunAsync(forgetting = new ToolUseForgetting(workspace, before, AtOnce));
                forgotten += forgetting.Forgotten;
            }
            while (forgetting.Forgotten == AtOnce && !cancel.IsCancellationRequested);
        }

        return forgotten;
    }

    private async Task<int> SlimAsync(long before, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var slimmed = 0;
        foreach (var agent in await db.Agents.Select(a => new { a.Workspace, a.Name }).ToListAsync(cancel))
        {
            List<string> tasks;
            do
            {
                tasks = await db.Tasks
                    .Where(t => t.Workspace == agent.Workspace && t.Agent == agent.Name && t.Finished < before && (t.Input != null || t.Output != null))
                    .OrderBy(t => t.Id).Select(t => t.Id).Take(AtOnce).ToListAsync(cancel);
                if (tasks.Count > 0) await journal.RunAsync(new TaskSlimming([.. tasks.Select(id => (agent.Workspace, id))]));
                slimmed += tasks.Count;
            }
            while (tasks.Count == AtOnce);
        }

        return slimmed;
    }
}

using Baton.Core.Events;
using Baton.Engine.Classification;
using Baton.Engine.Jobs;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Learning;

/// <summary>Begins to train every model again for which enough corrections have come.</summary>
internal sealed class LearningFromCorrections(ModelRetraining retraining, IDbContextFactory<BatonDb> database) : IJobWork
{
    public string Name => "Learning from corrections";

    public string Purpose => "Trains a classifier again once people have corrected it often enough, and compares what comes of it with the version in force.";

    public Schedule Schedule { get; } = new(TimeSpan.FromMinutes(10));

    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var begun = new List<string>();
        foreach (var model in await db.Models.Where(m => m.Version != null).Select(m => new { m.Workspace, m.Name }).ToListAsync(cancel))
        {
            try
            {
                if (await retraining.LookAsync(model.Workspace, model.Name, Actor.Baton, cancel: cancel) is not null) begun.Add(model.Name);
            }
            catch (TrainingRunningException)
            {
                // Somebody trains it at this moment; it is looked at again.
            }
        }

        return begun.Count == 0 ? null : $"Began to train {string.Join(", ", begun)} again.";
    }
}

using Baton.Core.Classification;
using Baton.Core.Learning;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Classification;

/// <summary>An example that is held out, and when it came, unix ms.</summary>
internal sealed record HeldOutExample(LabelledText Example, long Added);

/// <summary>
/// Compares a new version with the one in force, on the same held-out examples. Where the one in force was trained before examples were held out it has seen
/// them, so that only those count which came after it.
/// </summary>
public sealed class ModelTrials(LogLookups lookups, IDbContextFactory<BatonDb> database)
{
    /// <summary>How the two do; null when none is in force, or it is the same.</summary>
    internal async Task<PairedComparison?> CompareAsync(string workspace, string model, TextClassifier candidate, IReadOnlyList<HeldOutExample> heldOut, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Models.Where(m => m.Workspace == workspace && m.Name == model).Select(m => m.Version).FirstOrDefaultAsync(cancel) is not { } version || version == candidate.Version) return null;
        if (lookups.Models.Find(workspace, model, version) is not { } inForce) return null;
        var made = await db.ModelVersions.Where(v => v.Workspace == workspace && v.Model == model && v.Version == version).Select(v => new { v.Made, v.HeldOut }).FirstAsync(cancel);
        var unseen = heldOut.Where(x => made.HeldOut > 0 || x.Added > made.Made).Select(x => x.Example);
        return PairedComparison.Of([.. unseen.Select(example => (IsRight(inForce, example), IsRight(candidate, example)))]);
    }

    private static bool IsRight(TextClassifier classifier, LabelledText example) => classifier.Classify(example.Text, alternatives: 0).Label == example.Label;
}

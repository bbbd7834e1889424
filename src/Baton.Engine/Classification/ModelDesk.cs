using System.Text.Json;
using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Core.Learning;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Classification;

/// <summary>The classifiers of a workspace: what there is, which version decides, and trying one out.</summary>
public sealed class ModelDesk(Conductor conductor, LogLookups lookups, IDbContextFactory<BatonDb> database)
{
    /// <summary>How reports are kept.</summary>
    internal static readonly JsonSerializerOptions ReportJson = new(JsonSerializerDefaults.Web);

    /// <summary>Every model, by name.</summary>
    public async Task<IReadOnlyList<ModelCard>> ListAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var models = await db.Models.Where(m => m.Workspace == workspace).OrderBy(m => m.Name).ToListAsync(cancel);
        var cards = new List<ModelCard>();
        foreach (var model in models) cards.Add(await CardAsync(db, model, cancel));
        return cards;
    }

    /// <summary>A model; null when there is none of that name.</summary>
    public async Task<ModelCard?> FindAsync(string workspace, string name, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Models.FirstOrDefaultAsync(m => m.Workspace == workspace && m.Name == name, cancel) is { } model ? await CardAsync(db, model, cancel) : null;
    }

    /// <summary>
    /// Puts a version in force: from one point of the log on it decides. An older one put in force again is the way back. Null when there is no such version;
    /// false when it is in force already.
    /// </summary>
    public async Task<bool?> PromoteAsync(string workspace, string name, string version, Actor by, string? note, CancellationToken cancel = default)
    {
        // Read before every lane is held for it, so that none waits for a file.
        if (await FindAsync(workspace, name, cancel) is not { } model || lookups.Models.Find(workspace, name, version) is not { } classifier) return null;
        if (model.InForce == version) return false;
        await conductor.TakeAsync(workspace, Input.Act("baton/models", EventTypes.ModelPromoted, by, Payload.Of(json =>
        {
            json.WriteString("model", name);
            json.WriteString("version", classifier.Version);
            if (!string.IsNullOrWhiteSpace(note)) json.WriteString("note", note.Trim());
        })) with { Configures = true }, cancel);
        return true;
    }

    /// <summary>Tries a text on a version, or on the one in force; null when there is none. Nothing is recorded.</summary>
    public async Task<TriedMessage?> TryAsync(string workspace, string name, string text, string? version = null, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        version ??= await db.Models.Where(m => m.Workspace == workspace && m.Name == name).Select(m => m.Version).FirstOrDefaultAsync(cancel);
        if (version is null || lookups.Models.Find(workspace, name, version) is not { } classifier) return null;
        return new TriedMessage(version, classifier.Classify(text, alternatives: 4), classifier.Explain(text));
    }

    private static async Task<ModelCard> CardAsync(BatonDb db, ModelRow model, CancellationToken cancel)
    {
        var examples = db.ModelExamples.Where(x => x.Workspace == model.Workspace && x.Model == model.Name);
        var versions = await db.ModelVersions.Where(v => v.Workspace == model.Workspace && v.Model == model.Name).OrderByDescending(v => v.Number)
            .Select(v => new { v.Version, v.Number, v.Made, v.Author, v.Examples, v.Digest, v.Report, v.HeldOut, v.OutOfScope, v.Comparison }).ToListAsync(cancel);
        return new ModelCard(
            model.Name, model.Version, model.Since?.ToTime(), model.Author,
            await examples.CountAsync(cancel), await examples.CountAsync(x => x.Origin == ModelExamples.Correction, cancel), await examples.Select(x => x.Label).Distinct().CountAsync(cancel),
            [.. versions.Select(v => new ModelVersion(model.Name, v.Version, v.Number, v.Made.ToTime(), v.Author, v.Examples, v.Digest, JsonSerializer.Deserialize<EvaluationResult>(v.Report, ReportJson)!)
            {
                HeldOut = v.HeldOut,
                OutOfScope = v.OutOfScope,
                Comparison = v.Comparison is null ? null : JsonSerializer.Deserialize<PairedComparison>(v.Comparison, ReportJson),
            })]);
    }
}

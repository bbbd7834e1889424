using System.Globalization;
using Baton.Core.Events;
using Baton.Core.Learning;
using Baton.Engine.Classification;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Learning;

/// <summary>
/// Trains models again once people have corrected enough. What comes of it is compared with the version in force; it is put in force by itself only when it is
/// better and an admin allowed that for this model. Otherwise it is suggested, with its figures.
/// </summary>
public sealed class ModelRetraining(ModelTraining training, ModelCorrections corrections, ModelDesk models, Suggestions suggestions, Conductor conductor, IDbContextFactory<BatonDb> database)
{
    /// <summary>How a model learns.</summary>
    public async Task<LearningTerms> TermsAsync(string workspace, string model, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var name = LearningTerms.SettingOf(model);
        return LearningTerms.Read(await db.Settings.Where(s => s.Workspace == workspace && s.Name == name).Select(s => s.Value).FirstOrDefaultAsync(cancel));
    }

    /// <summary>Changes how a model learns. False when there is no model of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of corrections is out of its range.</exception>
    public async Task<bool> SetTermsAsync(string workspace, string model, LearningTerms terms, Actor by, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.After is < 1 or > LearningTerms.Most) throw new ArgumentOutOfRangeException(nameof(terms), terms.After, $"A model is trained again after 1 to {LearningTerms.Most} corrections.");
        if (await models.FindAsync(workspace, model, cancel) is null) return false;
        await conductor.TakeAsync(workspace, Input.Act("baton/learning", EventTypes.ModelLearning, by, Payload.Of(json =>
        {
            json.WriteString("model", model);
            json.WriteNumber("after", terms.After);
            json.WriteBoolean("automatic", terms.Automatic);
        })), cancel);
        return true;
    }

    /// <summary>How many corrections came since a model was last trained; those of the log are taken in first.</summary>
    public async Task<int> WaitingAsync(string workspace, string model, CancellationToken cancel = default)
    {
        await corrections.TakeAsync(workspace, model, cancel);
        return (await NewAsync(workspace, model, cancel)).Count;
    }

    /// <summary>Begins to train a model again when enough corrections wait, or at once when it is wanted; null when nothing was begun.</summary>
    public async Task<TrainingRun?> LookAsync(string workspace, string model, Actor by, bool now = false, CancellationToken cancel = default)
    {
        var waiting = await WaitingAsync(workspace, model, cancel);
        if (waiting == 0 || !now && waiting < (await TermsAsync(workspace, model, cancel)).After) return null;
        if (await models.FindAsync(workspace, model, cancel) is not { InForce: not null } card) return null;
        var from = await NewAsync(workspace, model, cancel);
        return await training.BeginAsync(workspace, model, card.Versions[0].OutOfScope, by, version => EndAsync(workspace, model, version, from, by), cancel);
    }

    private async Task EndAsync(string workspace, string model, string version, IReadOnlyList<string> authors, Actor by)
    {
        var card = (await models.FindAsync(workspace, model))!;
        if (card.InForce == version) return;
        var made = card.Versions.First(v => v.Version == version);
        var verdict = made.Comparison?.Sentence ?? "There was nothing to compare it with.";
        var people = string.Join(", ", authors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        await conductor.TakeAsync(workspace, Input.Act("baton/learning", EventTypes.ModelRetrained, by, Payload.Of(json =>
        {
            json.WriteString("model", model);
            json.WriteString("version", version);
            json.WriteNumber("number", made.Number);
            json.WriteNumber("corrections", authors.Count);
            json.WriteString("of", people);
            json.WriteString("verdict", verdict);
        })));
        if (made.Comparison?.Verdict == PairedVerdict.Better && (await TermsAsync(workspace, model)).Automatic)
        {
            await models.PromoteAsync(workspace, model, version, Actor.Baton, $"An admin allowed it for this model. {verdict}");
            return;
        }

        var sentence = string.Create(CultureInfo.InvariantCulture, $"Version {made.Number} of the model {model} has learned from {authors.Count:N0} more corrections by {people}. {verdict}{(made.Comparison?.Verdict == PairedVerdict.Better ? " Put it in force?" : "")}");
        await suggestions.OfferAsync(workspace, SuggestionKind.Model, model, sentence, authors.Count, new SuggestedVersion(model, version, made.Number, authors.Count, made.Comparison), isNew: true);
    }

    private async Task<IReadOnlyList<string>> NewAsync(string workspace, string model, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var last = await db.ModelVersions.Where(v => v.Workspace == workspace && v.Model == model).MaxAsync(v => (long?)v.Made, cancel) ?? 0;
        return await db.ModelExamples.Where(x => x.Workspace == workspace && x.Model == model && x.Origin == ModelExamples.Correction && x.Added > last).Select(x => x.Author).ToListAsync(cancel);
    }
}

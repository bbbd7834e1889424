using System.Security.Cryptography;
using System.Text;
using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Core.Learning;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Classification;

/// <summary>What was added to a model's examples.</summary>
/// <param name="Added">Texts that were new.</param>
/// <param name="Changed">Texts that were there and got another label.</param>
/// <param name="Same">Texts that had this label already.</param>
public sealed record ExamplesAdded(int Added, int Changed, int Same);

/// <summary>Labelled texts that models learn from. A text has one label in a model: the last one given.</summary>
public sealed class ModelExamples(Journal journal, IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    /// <summary>From a file, or over the API.</summary>
    public const string Import = "import";

    /// <summary>By a person who worked on the case.</summary>
    public const string Correction = "correction";

    private const int RowsOfACommit = 500;

    /// <summary>Adds examples; the model is begun when there is none of that name.</summary>
    /// <exception cref="ModelLimitException">There would be too many.</exception>
    public async Task<ExamplesAdded> AddAsync(string workspace, string model, IReadOnlyList<LabelledText> examples, string origin, Actor by, CancellationToken cancel = default)
    {
        if ((ModelLimits.FaultOfName(model) ?? examples.Select(ModelLimits.FaultOf).FirstOrDefault(fault => fault is not null)) is { } fault) throw new ArgumentException(fault, nameof(examples));
        var rows = examples.Select(example => RowOf(workspace, model, example, origin, by)).GroupBy(row => row.Hash, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var known = await LabelsAsync(workspace, model, cancel);
        var news = rows.Where(row => known.GetValueOrDefault(row.Hash) != row.Label).ToList();
        var added = news.Count(row => !known.ContainsKey(row.Hash));
        await DemandRoomAsync(workspace, model, known, news, added, cancel);
        foreach (var part in news.Chunk(RowsOfACommit).DefaultIfEmpty([]))
        {
            using var unit = journal.Begin(0);
            unit.Begin(new ModelRow { Workspace = workspace, Name = model, Made = clock.GetUtcNow().ToUnix() });
            foreach (var row in part) unit.Put(row);
            await journal.SubmitAsync(unit);
        }

        return new ExamplesAdded(added, news.Count - added, rows.Count - news.Count);
    }

    /// <summary>Every example of a model, in an order that says nothing about when they came.</summary>
    public async Task<IReadOnlyList<LabelledText>> ReadAsync(string workspace, string model, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.ModelExamples.Where(x => x.Workspace == workspace && x.Model == model).OrderBy(x => x.Hash).Select(x => new LabelledText(x.Text, x.Label)).ToListAsync(cancel);
    }

    /// <summary>The examples to learn from, and those that are held out from learning, once there are enough of them to spare some.</summary>
    internal async Task<(IReadOnlyList<LabelledText> Given, IReadOnlyList<HeldOutExample> HeldOut)> DealAsync(string workspace, string model, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var all = await db.ModelExamples.Where(x => x.Workspace == workspace && x.Model == model).OrderBy(x => x.Hash).Select(x => new HeldOutExample(new LabelledText(x.Text, x.Label), x.Added)).ToListAsync(cancel);
        return all.Count < HeldOut.FewestExamples ? ([.. all.Select(x => x.Example)], [])
            : ([.. all.Where(x => !HeldOut.Is(x.Example.Text)).Select(x => x.Example)], all.FindAll(x => HeldOut.Is(x.Example.Text)));
    }

    /// <summary>Names a set of examples in an order.</summary>
    public static string DigestOf(IEnumerable<LabelledText> examples)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (text, label) in examples) hash.AppendData(Encoding.UTF8.GetBytes($"{HashOf(text)} {label}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal ModelExampleRow RowOf(string workspace, string model, LabelledText example, string origin, Actor by) => new()
    {
        Workspace = workspace,
        Model = model,
        Hash = HashOf(example.Text),
        Text = example.Text,
        Label = example.Label.Trim(),
        Origin = origin,
        Author = by.Name,
        Added = clock.GetUtcNow().ToUnix(),
    };

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Trim())).AsSpan(0, 16));

    private async Task<Dictionary<string, string>> LabelsAsync(string workspace, string model, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.ModelExamples.Where(x => x.Workspace == workspace && x.Model == model).Select(x => new { x.Hash, x.Label }).ToDictionaryAsync(x => x.Hash, x => x.Label, StringComparer.Ordinal, cancel);
    }

    private async Task DemandRoomAsync(string workspace, string model, Dictionary<string, string> known, List<ModelExampleRow> news, int added, CancellationToken cancel)
    {
        if (known.Count + added > ModelLimits.Examples) throw new ModelLimitException($"A model has at most {ModelLimits.Examples} examples; {model} has {known.Count}, and {added} would be added.");
        if (known.Values.Concat(news.Select(row => row.Label)).Distinct(StringComparer.Ordinal).Count() > ModelLimits.Labels) throw new ModelLimitException($"A model has at most {ModelLimits.Labels} labels, and these examples have more. Is the right column read as the label?");
        await using var db = await database.CreateDbContextAsync(cancel);
        var names = await db.Models.Where(m => m.Workspace == workspace).Select(m => m.Name).ToListAsync(cancel);
        if (!names.Contains(model, StringComparer.Ordinal) && names.Count >= ModelLimits.Models) throw new ModelLimitException($"A workspace has at most {ModelLimits.Models} models.");
    }
}

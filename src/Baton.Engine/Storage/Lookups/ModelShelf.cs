using System.Collections.Concurrent;
using Baton.Core.Classification;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Lookups;

/// <summary>
/// Classifiers by the version that decisions name, read from the database when they are first asked for. A version is a hash over its file, so what is read
/// is what decided. Those in use are kept by who uses them; the others are let go.
/// </summary>
public sealed class ModelShelf(Database database)
{
    private readonly ConcurrentDictionary<(string Workspace, string Model, string Version), WeakReference<TextClassifier>> _read = new();

    /// <summary>A version of a classifier.</summary>
    /// <exception cref="InvalidDataException">There is no such version, or its file is damaged.</exception>
    public TextClassifier Get(string workspace, string model, string version) =>
        Find(workspace, model, version) ?? throw new InvalidDataException($"There is no version {version} of the model {model}, so what it decided cannot be decided again.");

    /// <summary>A version of a classifier; null when there is none.</summary>
    /// <exception cref="InvalidDataException">Its file is damaged.</exception>
    public TextClassifier? Find(string workspace, string model, string version)
    {
        var key = (workspace, model, version);
        if (_read.TryGetValue(key, out var kept) && kept.TryGetTarget(out var known)) return known;
        if (ReadFile(workspace, model, version) is not { } file) return null;
        using var stream = new MemoryStream(file, writable: false);
        var classifier = TextClassifier.Load(stream);
        if (classifier.Version != version) throw new InvalidDataException($"The file of version {version} of the model {model} is damaged: it is {classifier.Version} now. Restore a backup.");
        _read[key] = new WeakReference<TextClassifier>(classifier);
        return classifier;
    }

    private byte[]? ReadFile(string workspace, string model, string version)
    {
        using var connection = database.Open(onlyReads: true);
        var statement = connection[ModelVersionTable.ReadFile].Bind(workspace).Bind(model).Bind(version);
        var file = statement.Next() ? statement.Bytes(0) : null;
        statement.Reset();
        return file;
    }
}

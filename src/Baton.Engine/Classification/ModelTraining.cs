using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Classification;

/// <summary>
/// Trains models in the background: one at a time in a process, so that deciding is not kept from the processors; the last few runs are kept in memory. What comes of
/// one is a version, which decides nothing until somebody puts it in force. After a restart a run is gone and can be begun again.
/// </summary>
public sealed class ModelTraining(ModelExamples examples, ModelCorrections corrections, Journal journal, IDbContextFactory<BatonDb> database, AppClock clock, ILogger<ModelTraining> logger) : IDisposable
{
    /// <summary>How many runs of a workspace are remembered.</summary>
    public const int Kept = 20;

    private readonly ConcurrentDictionary<string, List<Remembered>> _runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Raised when a run began, moved on or ended; from any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>Begins to train a model on all its examples. Null when there is no model of that name.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="outOfScope">The label of examples that belong to none, by which the model learns what it does not know; null when there are no such.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancel">Ends the call, not the training.</param>
    /// <exception cref="TrainingRunningException">It is being trained already.</exception>
    public async Task<TrainingRun?> BeginAsync(string workspace, string model, string? outOfScope, Actor by, CancellationToken cancel = default)
    {
        await using (var db = await database.CreateDbContextAsync(cancel))
        {
            if (!await db.Models.AnyAsync(m => m.Workspace == workspace && m.Name == model, cancel)) return null;
        }

        var kept = new Remembered(new TrainingRun("tr_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), model, TrainingStatus.Waiting, 0, by.Name, clock.GetUtcNow()));
        var runs = _runs.GetOrAdd(workspace, _ => []);
        lock (runs)
        {
            if (runs.Exists(run => run.Now.IsUnderWay && run.Now.Model == model)) throw new TrainingRunningException();
            runs.Insert(0, kept);
            if (runs.FindLastIndex(run => !run.Now.IsUnderWay) is var oldest && oldest >= Kept) runs.RemoveAt(oldest);
        }

        _ = Task.Factory.StartNew(() => RunAsync(workspace, outOfScope, by, kept), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Changed?.Invoke(this, EventArgs.Empty);
        return kept.Now;
    }

    /// <summary>The runs of a workspace that are remembered, newest first.</summary>
    public IReadOnlyList<TrainingRun> List(string workspace)
    {
        if (!_runs.TryGetValue(workspace, out var runs)) return [];
        lock (runs) return runs.ConvertAll(run => run.Now);
    }

    /// <summary>A run; null when it is not, or no longer, remembered.</summary>
    public TrainingRun? Find(string workspace, string id) => List(workspace).FirstOrDefault(run => run.Id == id);

    /// <summary>Stops a run. False when it is over, or not remembered.</summary>
    public bool Cancel(string workspace, string id)
    {
        if (!_runs.TryGetValue(workspace, out var runs)) return false;
        lock (runs)
        {
            if (runs.Find(run => run.Now.Id == id) is not { Now.IsUnderWay: true } kept) return false;
            kept.Stop.Cancel();
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var runs in _runs.Values) lock (runs) foreach (var run in runs) run.Stop.Cancel();
    }

    private async Task RunAsync(string workspace, string? outOfScope, Actor by, Remembered kept)
    {
        try
        {
            await _one.WaitAsync(kept.Stop.Token);
            try
            {
                Tell(kept, kept.Now with { Status = TrainingStatus.Running });
                kept.Stop.CancelAfter(ModelLimits.Training);
                var version = await TrainAsync(workspace, kept.Now.Model, outOfScope, by, done => Tell(kept, kept.Now with { Progress = Math.Round(done, 3) }), kept.Stop.Token);
                Tell(kept, kept.Now with { Status = TrainingStatus.Done, Progress = 1, Version = version });
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException)
        {
            Tell(kept, kept.Now with { Status = TrainingStatus.Cancelled });
        }
        catch (Exception fault)
        {
            var isKnown = fault is TooLittleToLearnException or JournalException;
            if (!isKnown) logger.LogError(fault, "Training {Model} of {Workspace} failed", kept.Now.Model, workspace);
            Tell(kept, kept.Now with { Status = TrainingStatus.Failed, Fault = isKnown ? fault.Message : "It went wrong inside; the log of the app says where." });
        }
    }

    private async Task<string> TrainAsync(string workspace, string model, string? outOfScope, Actor by, Action<double> progress, CancellationToken cancel)
    {
        await corrections.TakeAsync(workspace, model, cancel);
        var given = await examples.ReadAsync(workspace, model, cancel);
        var trained = ClassifierTraining.Train(given, new TrainingOptions { OutOfScope = outOfScope, Workers = Math.Max(1, Environment.ProcessorCount / 2) }, progress: progress, cancel: cancel);
        using var file = new MemoryStream();
        trained.Classifier.Save(file);
        await using var db = await database.CreateDbContextAsync(cancel);
        var last = await db.ModelVersions.Where(v => v.Workspace == workspace && v.Model == model).MaxAsync(v => (int?)v.Number, cancel) ?? 0;
        using var unit = journal.Begin(0);
        unit.Insert(new ModelVersionRow
        {
            Workspace = workspace,
            Model = model,
            Version = trained.Classifier.Version,
            Number = last + 1,
            Made = clock.GetUtcNow().ToUnix(),
            Author = by.Name,
            Examples = given.Count,
            Digest = ModelExamples.DigestOf(given),
            Report = JsonSerializer.Serialize(trained.Evaluation, ModelDesk.ReportJson),
            File = file.ToArray(),
        });
        await journal.SubmitAsync(unit);
        return trained.Classifier.Version;
    }

    private void Tell(Remembered kept, TrainingRun now)
    {
        kept.Now = now;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private sealed class Remembered(TrainingRun begun)
    {
        private TrainingRun _now = begun;

        public TrainingRun Now
        {
            get => Volatile.Read(ref _now);
            set => Volatile.Write(ref _now, value);
        }

        public CancellationTokenSource Stop { get; } = new();
    }
}

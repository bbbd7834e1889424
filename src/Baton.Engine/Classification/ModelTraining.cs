using System.Text.Json;
using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Jobs;
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
public sealed class ModelTraining(ModelExamples examples, ModelCorrections corrections, ModelTrials trials, Journal journal, IDbContextFactory<BatonDb> database, AppClock clock, ILogger<ModelTraining> logger) : IDisposable
{
    private readonly RememberedRuns<TrainingRun> _runs = new(run => run.Id, run => run.IsUnderWay);
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
    public Task<TrainingRun?> BeginAsync(string workspace, string model, string? outOfScope, Actor by, CancellationToken cancel = default) => BeginAsync(workspace, model, outOfScope, by, then: null, cancel);

    /// <summary>The same, and what is to be done with the version that comes of it, before the run is done.</summary>
    internal async Task<TrainingRun?> BeginAsync(string workspace, string model, string? outOfScope, Actor by, Func<string, Task>? then, CancellationToken cancel = default)
    {
        await using (var db = await database.CreateDbContextAsync(cancel))
        {
            if (!await db.Models.AnyAsync(m => m.Workspace == workspace && m.Name == model, cancel)) return null;
        }

        var begun = new TrainingRun(RememberedRuns<TrainingRun>.NewId("tr_"), model, TrainingStatus.Waiting, 0, by.Name, clock.GetUtcNow());
        var kept = _runs.TryAdd(workspace, begun, run => run.Model == model) ?? throw new TrainingRunningException();
        _ = Task.Factory.StartNew(() => RunAsync(workspace, outOfScope, by, kept, then), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Changed?.Invoke(this, EventArgs.Empty);
        return kept.Now;
    }

    /// <summary>The runs of a workspace that are remembered, newest first.</summary>
    public IReadOnlyList<TrainingRun> List(string workspace) => _runs.List(workspace);

    /// <summary>A run; null when it is not, or no longer, remembered.</summary>
    public TrainingRun? Find(string workspace, string id) => _runs.Find(workspace, id);

    /// <summary>Stops a run. False when it is over, or not remembered.</summary>
    public bool Cancel(string workspace, string id) => _runs.Cancel(workspace, id);

    /// <inheritdoc/>
    public void Dispose() => _runs.Dispose();

    private async Task RunAsync(string workspace, string? outOfScope, Actor by, Remembered<TrainingRun> kept, Func<string, Task>? then)
    {
        try
        {
            await _one.WaitAsync(kept.Stop.Token);
            try
            {
                Tell(kept, kept.Now with { Status = TrainingStatus.Running });
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(kept.Stop.Token);
                limit.CancelAfter(ModelLimits.Training);
                var version = await TrainAsync(workspace, kept.Now.Model, outOfScope, by, done => Tell(kept, kept.Now with { Progress = Math.Round(done, 3) }), limit.Token);
                if (then is not null) await then(version);
                Tell(kept, kept.Now with { Status = TrainingStatus.Done, Progress = 1, Version = version });
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException) when (kept.Stop.IsCancellationRequested)
        {
            Tell(kept, kept.Now with { Status = TrainingStatus.Cancelled });
        }
        catch (OperationCanceledException)
        {
            Tell(kept, kept.Now with { Status = TrainingStatus.Failed, Fault = $"It took longer than {ModelLimits.Training.TotalMinutes:0} minutes. Train on fewer examples, or on fewer labels." });
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
        var (given, heldOut) = await examples.DealAsync(workspace, model, cancel);
        var trained = ClassifierTraining.Train(given, new TrainingOptions { OutOfScope = outOfScope, Workers = Math.Max(1, Environment.ProcessorCount / 2) }, progress: progress, cancel: cancel);
        using var file = new MemoryStream();
        trained.Classifier.Save(file);
        var comparison = await trials.CompareAsync(workspace, model, trained.Classifier, heldOut, cancel);
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
            HeldOut = heldOut.Count,
            OutOfScope = outOfScope,
            Comparison = comparison is null ? null : JsonSerializer.Serialize(comparison, ModelDesk.ReportJson),
            File = file.ToArray(),
        });
        await journal.SubmitAsync(unit);
        return trained.Classifier.Version;
    }

    private void Tell(Remembered<TrainingRun> kept, TrainingRun now)
    {
        kept.Now = now;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}

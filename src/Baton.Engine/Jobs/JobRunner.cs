using System.Collections.Concurrent;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Jobs;

/// <summary>Runs jobs and records each run. A job runs once at a time, and what it throws stops nothing but that run.</summary>
public sealed class JobRunner(IEnumerable<IJobWork> jobs, Journal journal, Database database, AppClock clock, ILogger<JobRunner> logger)
{
    /// <summary>How many runs of a job are kept.</summary>
    public const int KeptRuns = 200;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _failing = new(StringComparer.Ordinal);

    /// <summary>Raised after a run began or ended, and after the times of the next runs changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Every job, in the order of registration.</summary>
    public IReadOnlyList<IJobWork> Jobs { get; } = [.. jobs.DistinctBy(job => job.Name, StringComparer.Ordinal)];

    /// <summary>The jobs whose last run since the start failed, with what they said.</summary>
    public IReadOnlyDictionary<string, string> Failing => _failing;

    /// <summary>When the run that is under way began, by the app's clock; null when none is.</summary>
    public DateTimeOffset? RunningSince(string job) => _running.TryGetValue(job, out var since) ? since : null;

    /// <summary>Runs a job now.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="person">E-mail of the person who wants it; null when its schedule does.</param>
    /// <param name="cancel">Stops it; a run that was stopped is not recorded.</param>
    /// <returns>False when it is running already, and nothing was done.</returns>
    /// <exception cref="KeyNotFoundException">There is no such job.</exception>
    public async Task<bool> RunAsync(string job, string? person, CancellationToken cancel)
    {
        var work = Jobs.FirstOrDefault(j => j.Name == job) ?? throw new KeyNotFoundException($"There is no job '{job}'.");
        var began = clock.GetUtcNow();
        using var alone = database.TryHold("job:" + job);
        if (alone is null) return false;
        if (!_running.TryAdd(job, began)) return false;
        RaiseChanged();
        var stopwatch = clock.Machine.GetTimestamp();
        try
        {
            var result = await TryAsync(work, cancel);
            if (result is { Failed: true, Words: { } fault }) _failing[job] = fault;
            else _failing.TryRemove(job, out _);
            if (result.Words is { } words)
            {
                await RecordAsync(new JobRunRow
                {
                    Job = job,
                    Started = began.ToUnix(),
                    Milliseconds = (long)clock.Machine.GetElapsedTime(stopwatch).TotalMilliseconds,
                    Failed = result.Failed,
                    Result = words,
                    Person = person,
                });
            }
        }
        finally
        {
            _running.TryRemove(job, out _);
            RaiseChanged();
        }

        return true;
    }

    internal void RaiseChanged() => Changed?.Invoke(this, EventArgs.Empty);

    private async Task<(string? Words, bool Failed)> TryAsync(IJobWork work, CancellationToken cancel)
    {
        try
        {
            return (await work.RunAsync(cancel), Failed: false);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            return (null, Failed: false);
        }
        catch (Exception fault) when (Absence.Is(fault))
        {
            // Nothing can be said of what it looks after; it looks again when it is due, or at once for a person.
            logger.LogWarning("The job {Job} was broken off, since the database does not answer: {Fault}", work.Name, fault.Message);
            return (null, Failed: false);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The job {Job} failed", work.Name);
            return (fault.Message, Failed: true);
        }
    }

    private async Task RecordAsync(JobRunRow run)
    {
        try
        {
            using var unit = journal.Begin(0);
            unit.Insert(run, KeptRuns);
            await journal.SubmitAsync(unit);
        }
        catch (JournalException fault)
        {
            // What the job did is done; that the record of it is missing must not look like a failure of the job.
            logger.LogWarning(fault, "A run of the job {Job} could not be recorded", run.Job);
        }
    }
}

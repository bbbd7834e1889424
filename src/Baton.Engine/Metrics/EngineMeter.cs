using System.Diagnostics.Metrics;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Live;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Search;

namespace Baton.Engine.Metrics;

/// <summary>
/// What the engine counts and measures, for whoever collects it. Read off the commits, so that nothing is counted that is not on disk,
/// and nothing on the path of an event knows of it. No figure is kept by customer or by workspace.
/// </summary>
public sealed class EngineMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Baton.Engine";

    private static readonly InstrumentAdvice<double> Milliseconds = new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 5000] };
    private static readonly InstrumentAdvice<long> Powers = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] };

    private readonly Journal _journal;
    private readonly Conductor _conductor;
    private readonly Counter<long> _events;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _tasks;
    private readonly Counter<long> _commits;
    private readonly Histogram<long> _units;
    private readonly Histogram<double> _took;
    private readonly Histogram<double> _laneWait;

    /// <summary>Begins to count.</summary>
    public EngineMeter(Journal journal, Conductor conductor, Dispatcher dispatcher, LogLookups log, SearchIndex search, LiveFeed feed, AppClock clock)
    {
        (_journal, _conductor) = (journal, conductor);
        _events = Meter.CreateCounter<long>("baton.events", "{event}", "Events that came in from outside and are on disk.");
        _rows = Meter.CreateCounter<long>("baton.log.rows", "{row}", "Rows written to the log: what came in, and what followed from it.");
        _decisions = Meter.CreateCounter<long>("baton.decisions", "{decision}", "Decisions on actions, by verdict.");
        _tasks = Meter.CreateCounter<long>("baton.tasks", "{task}", "Tasks that ended, by result.");
        _commits = Meter.CreateCounter<long>("baton.journal.commits", "{commit}", "Commits.");
        _units = Meter.CreateHistogram("baton.journal.commit.units", "{unit}", "Units written by one commit.", tags: null, Powers);
        _took = Meter.CreateHistogram("baton.journal.commit.duration", "ms", "How long a commit took to reach the disk.", tags: null, Milliseconds);
        _laneWait = Meter.CreateHistogram("baton.lane.wait", "ms", "How long an input waited for its customer's lane, when it was not free.", tags: null, Milliseconds);
        Meter.CreateObservableCounter("baton.journal.failures", () => journal.Generation, "{commit}", "Commits that failed, and resets of the demo: each time what was in memory is read again.");
        Meter.CreateObservableGauge("baton.journal.in_flight", () => journal.InFlight, "{unit}", "Units begun and not yet on disk.");
        Meter.CreateObservableGauge("baton.agents.queued", () => dispatcher.Queued, "{task}", "Tasks of agents that Baton calls, which wait for their turn or their time.");
        Meter.CreateObservableGauge("baton.agents.at_work", () => dispatcher.AtWork, "{task}", "Tasks at work in agents that Baton calls.");
        Meter.CreateObservableGauge("baton.tasks.open", () => log.OldestTask().Open, "{task}", "Tasks queued or leased, of all agents.");
        Meter.CreateObservableGauge("baton.timers.due", () => log.TimersDue(clock.GetUtcNow().ToUnix()), "{timer}", "Timers that are due and not yet fired.");
        Meter.CreateObservableGauge("baton.search.lag", () => Math.Max(0, journal.SettledSeq - search.Position), "{row}", "Rows of the log that cannot be searched yet.");
        Meter.CreateObservableGauge("baton.live.subscribers", () => feed.Listeners, "{subscriber}", "Screens, hubs and parts of the engine that hear of each commit.");
        journal.Committed += Count;
        conductor.LaneWaited += _laneWait.Record;
    }

    /// <summary>The meter itself, of this engine alone.</summary>
    public Meter Meter { get; } = new(Name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal.Committed -= Count;
        _conductor.LaneWaited -= _laneWait.Record;
        Meter.Dispose();
    }

    // On the journal's thread: added up here, said once a commit.
    private void Count(CommittedBatch batch)
    {
        var (events, rows) = (0, 0);
        foreach (var unit in batch.Units)
        {
            foreach (var row in unit.Log)
            {
                rows++;
                if (row.Root == row.Seq) events++;
                if (row.Verdict is { } verdict) _decisions.Add(1, new KeyValuePair<string, object?>("verdict", verdict));
                if (row.Type != EventTypes.TaskFinished) continue;
                foreach (var task in unit.Rows<TaskRow>()) if (task.ResultStatus is { } result) _tasks.Add(1, new KeyValuePair<string, object?>("result", result));
            }
        }

        _commits.Add(1);
        _units.Record(batch.Units.Count);
        _took.Record(batch.Took.TotalMilliseconds);
        if (rows > 0) _rows.Add(rows);
        if (events > 0) _events.Add(events);
    }
}

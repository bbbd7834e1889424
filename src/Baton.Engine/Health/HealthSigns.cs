using System.Globalization;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Jobs;
using Baton.Engine.Jobs.Upkeep;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Search;

namespace Baton.Engine.Health;

/// <summary>Reads how every part is, from what the parts say of themselves. The health page shows all of it, <c>/healthz/ready</c> what is bad.</summary>
public sealed class HealthSigns
{
    private const int SearchBehind = 20_000;

    private static readonly TimeSpan LaneHeld = TimeSpan.FromSeconds(5), TaskLate = TimeSpan.FromMinutes(10), TimerLate = TimeSpan.FromSeconds(30), Remembered = TimeSpan.FromHours(1);

    private readonly EngineService _engine;
    private readonly Conductor _conductor;
    private readonly Journal _journal;
    private readonly LogLookups _log;
    private readonly SearchIndex _search;
    private readonly JobRunner _jobs;
    private readonly LaneMap _map;
    private readonly Reach _reach;
    private readonly StorageOptions _storage;
    private readonly HealthLimits _limits;
    private readonly AppClock _clock;
    private readonly ClockWatch _clocks;
    private readonly Question _read, _found, _tasks, _timers;

    /// <summary>Makes the one that a process has.</summary>
    public HealthSigns(EngineService engine, Conductor conductor, Journal journal, LogLookups log, SearchIndex search, JobRunner jobs, LaneMap map, Reach reach, StorageOptions storage, HealthLimits limits, AppClock clock)
    {
        (_engine, _conductor, _journal, _log, _search, _jobs, _map, _reach, _storage, _limits, _clock) = (engine, conductor, journal, log, search, jobs, map, reach, storage, limits, clock);
        _clocks = new ClockWatch(clock.Machine);
        _read = new Question(Reading, late => Bad("reading", $"The database has not answered for {late}.", "See whether this machine reaches the database and whether it is running. Baton tries again and goes on by itself."));
        (_found, _tasks, _timers) = (Asked("search", Search), Asked("tasks", Tasks), Asked("timers", TimersDue));
    }

    /// <summary>Looks at the clocks; to be called every second.</summary>
    internal void LookAtClocks()
    {
        if (!_clock.IsOwn) _clocks.Look();
    }

    /// <summary>Every part, in the order in which one would look.</summary>
    public IReadOnlyList<HealthSign> Read() =>
    [
        _engine.IsRunning ? Well("engine", "Agents, actions and timers run.") : Bad("engine", "Agents and timers do not run.", "They start again by themselves in a moment. If this stays, the app's log says what stops them; restart Baton."),
        Writing(), _read.Ask(), Intake(), Lanes(), Disk(), _found.Ask(), _tasks.Ask(), _timers.Ask(), Clock(), Process(), Jobs(), .. _map.IsShared ? [Nodes()] : Array.Empty<HealthSign>(),
    ];

    /// <summary>What keeps Baton from being ready, as <c>part: what</c>.</summary>
    public IReadOnlyList<string> Reasons() => [.. Read().Where(sign => sign.State == HealthState.Bad).Select(sign => $"{sign.Part}: {sign.What}")];

    private HealthSign Writing() => _journal.LastFault switch
    {
        null => Well("log", "Every commit reached the disk."),
        { Over: false } fault => Bad("log", $"The last commit failed {Ago(fault.At)}: {fault.Message}", "Nothing that was acknowledged is lost; what comes in is refused with 503 meanwhile. Make room on the disk, or make it writable again: Baton tries every second and goes on by itself."),
        { } fault when _clock.GetUtcNow() - fault.At.ToTime() < Remembered => Watch("log", $"Commits work again; one failed {Ago(fault.At)}: {fault.Message}", "Callers were told and send again. See why the disk refused, before it does again."),
        _ => Well("log", "Every commit of the last hour reached the disk."),
    };

    private HealthSign Reading()
    {
        try
        {
            return Well("reading", string.Create(CultureInfo.InvariantCulture, $"The log can be read; it ends at {_log.LastSeq():N0}."));
        }
        catch (Exception fault)
        {
            return Bad("reading", $"The log cannot be read: {fault.Message}", "Stop Baton, keep the folder, and run \"baton verify\". If it finds damage, restore the newest backup into an empty folder.");
        }
    }

    private HealthSign Intake() => _conductor.IsFull
        ? Bad("intake", string.Create(CultureInfo.InvariantCulture, $"The log is behind: {_journal.InFlight:N0} units wait to be written."), "Callers are told to wait (429) and nothing is lost. If this stays, the disk is too slow for the load: see the time a commit takes at /metrics.")
        : Well("intake", string.Create(CultureInfo.InvariantCulture, $"{_journal.InFlight:N0} units are on their way to the disk."));

    private HealthSign Lanes() => _conductor.LongestHeld is var (held, lane) && held > LaneHeld
        ? Bad("lanes", $"Lane {lane} has been held for {Spans.Of(held)}; what concerns its customers waits.", "Mostly the disk answers slowly: see whether it is busy or failing. If it is not, note the app's log and restart Baton; nothing is lost.")
        : Well("lanes", "No customer waits for another.");

    private HealthSign Nodes()
    {
        var (free, since) = _map.Free;
        return NodeSign.Of(new NodesSeen(_map.Nodes, _map.Me, free, since, _map.SinceLearned, _reach.Lost));
    }

    private HealthSign Disk()
    {
        try
        {
            var drive = new DriveInfo(_storage.Data);
            var free = drive.AvailableFreeSpace >> 20;
            var what = $"{(free < 10_240 ? Number(free) + " MiB" : Number(free >> 10) + " GiB")} are free in {_storage.Data}";
            const string MakeRoom = "Make room: move old backups away, enlarge the disk, or move the data folder to a larger one (backup, then restore).";
            return free < _limits.LeastFreeMegabytes ? Bad("disk", what, MakeRoom) : free < 4L * _limits.LeastFreeMegabytes ? Watch("disk", what + ".", MakeRoom) : Well("disk", what + ".");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Bad("disk", $"The disk of {_storage.Data} does not answer: {fault.Message}", "See that it is mounted and that Baton's user may use it.");
        }
    }

    private HealthSign Search()
    {
        try
        {
            var behind = Math.Max(0, _journal.SettledSeq - _search.Position);
            var what = behind == 0 ? "Everything can be found." : string.Create(CultureInfo.InvariantCulture, $"{behind:N0} rows of the log are still to be indexed.");
            return behind <= SearchBehind ? Well("search", what) : Watch("search", what, "Search does not find the newest yet; all else does. It gives way to events and catches up when they are fewer. If it stands still, delete search.db while Baton is stopped: it is made again.");
        }
        catch (Exception fault)
        {
            return Watch("search", $"The index cannot be read: {fault.Message}", "Stop Baton and delete search.db in the data folder: it is made again from the log.");
        }
    }

    private HealthSign Tasks() => Safely("tasks", () =>
    {
        var (open, oldest) = _log.OldestTask();
        if (oldest is not { } due || _clock.GetUtcNow() - due.ToTime() is var late && late < TaskLate) return Well("tasks", string.Create(CultureInfo.InvariantCulture, $"{open:N0} tasks are open."));
        return Watch("tasks", string.Create(CultureInfo.InvariantCulture, $"{open:N0} tasks are open; the oldest has been waiting for {Spans.Of(late)}."), "See on the Agents page whose they are: an agent is paused, not defined, fetches nothing, or has too much to do.");
    });

    private HealthSign TimersDue() => Safely("timers", () => _log.NextDue() is { } due && _clock.GetUtcNow() - due.ToTime() is var late && late > TimerLate
        ? Watch("timers", $"The first is overdue by {Spans.Of(late)}.", "Delayed actions are decided late, in order. This passes by itself after a standstill, or while the engine has much to do; if it grows, the app's log says why.")
        : Well("timers", "Whatever is due was done."));

    private HealthSign Clock()
    {
        if (_clock.IsOwn) return Well("clock", "The demo or a test runs it.");
        if (_clocks.Jump is not { } jump || _clocks.Since(jump.At) is var ago && ago > Remembered) return Well("clock", "It runs evenly.");
        var way = jump.By > TimeSpan.Zero ? "forward" : "back";
        return Watch("clock", $"It was set {way} by {Spans.Of(jump.By.Duration())} {Ago(ago)}.", jump.By > TimeSpan.Zero
            ? "What fell due in that time was done at once. Let the machine's clock be kept by NTP."
            : "What is due comes that much later, and new times lie before older ones; the order of the log is not touched. Let the machine's clock be kept by NTP.");
    }

    private HealthSign Process() => _clocks.Standstill is { } stop && _clocks.Since(stop.At) is var ago && ago < Remembered
        ? Watch("process", $"It stood still for {Spans.Of(stop.For)}, until {Ago(ago)}.", "The machine was suspended, stopped, or far too busy. What came due was done afterwards.")
        : Well("process", "It has not stood still.");

    private HealthSign Jobs() => _jobs.Failing.ToArray() switch
    {
        [] => Well("jobs", "The last run of each went well."),
        var failing when failing.Any(job => job.Key == LogCheck.Called) => Bad("jobs", failing.First(job => job.Key == LogCheck.Called).Value, "Stop Baton, keep the folder, run \"baton verify\", and restore the newest backup that verifies."),
        var failing => Watch("jobs", string.Join(' ', failing.Select(job => $"{job.Key}: {job.Value}")), "The Jobs page shows when it began."),
    };

    private static Question Asked(string part, Func<HealthSign> ask) => new(ask, late => Watch(part, $"The database has not answered for {late}.", "See what is said of reading."));

    private static HealthSign Safely(string part, Func<HealthSign> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault)
        {
            return Watch(part, $"They cannot be read: {fault.Message}", "See what is said of the log.");
        }
    }

    private string Ago(long at) => Spans.Ago(at.ToTime(), _clock.GetUtcNow());

    private static string Ago(TimeSpan span) => Spans.Ago(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch + span);

    private static HealthSign Well(string part, string what) => new(part, HealthState.Well, what);

    private static HealthSign Watch(string part, string what, string todo) => new(part, HealthState.Watch, what, todo);

    private static HealthSign Bad(string part, string what, string todo) => new(part, HealthState.Bad, what, todo);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

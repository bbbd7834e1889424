using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Chaos;

/// <summary>Replays recorded traffic, one replay at a time in a workspace. It survives nothing: after a restart it is over, and the log says so.</summary>
public sealed class LoadDesk(TestWorkspaces tests, Conductor conductor, LogLookups lookups, TimelineWindows windows, AppClock clock, ILogger<LoadDesk> logger)
{
    private readonly ConcurrentDictionary<string, LoadProgress> _running = new(StringComparer.Ordinal);

    /// <summary>Raised after one began or ended; from any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>The replay that is under way in a workspace.</summary>
    public LoadRun? Running(string workspace) => _running.TryGetValue(workspace, out var progress) ? progress.Now : null;

    /// <summary>Begins to replay; answers when that is in the log.</summary>
    /// <exception cref="NoTestWorkspaceException">It is no test workspace.</exception>
    /// <exception cref="LoadRunningException">Another one is under way.</exception>
    public async Task<LoadRun> BeginAsync(string workspace, LoadOrder order, Actor by, CancellationToken cancel = default)
    {
        if (order.Faults() is [var fault, ..]) throw new ArgumentException(fault.Detail, nameof(order));
        await tests.DemandAsync(workspace, cancel);
        if (order.To > clock.GetUtcNow()) order = order with { To = clock.GetUtcNow() };
        var found = await windows.SpanAsync(new TimelineFilter { From = order.From, To = order.To }, cancel);
        var span = found with { End = Math.Min(found.End, lookups.LastSeq() + 1) };
        var run = new LoadRun { Id = ChaosEvents.NewId("replay"), What = order.What, By = by.ToString(), Began = clock.GetUtcNow(), Seq = lookups.LastSeq() };
        var progress = new LoadProgress(run, clock.Machine);
        if (!_running.TryAdd(workspace, progress))
        {
            progress.Dispose();
            throw new LoadRunningException();
        }

        try
        {
            await ChaosEvents.RecordAsync(conductor, workspace, EventTypes.LoadStarted, by, json => Write(json, run, order), CancellationToken.None);
        }
        catch
        {
            _running.TryRemove(workspace, out _);
            progress.Dispose();
            throw;
        }

        _ = Task.Run(() => SendAsync(workspace, order, span, progress), CancellationToken.None);
        Changed?.Invoke(this, EventArgs.Empty);
        return progress.Now;
    }

    /// <summary>Stops the replay that is under way. False when there is none, or not this one.</summary>
    public async Task<bool> StopAsync(string workspace, Actor by, string? load = null)
    {
        if (!_running.TryGetValue(workspace, out var progress) || (load is not null && progress.Begun.Id != load)) return false;
        await progress.StopAsync(by.Name);
        return true;
    }

    /// <summary>Stops all, without a word in the log: the process ends.</summary>
    internal async Task AbandonAsync()
    {
        foreach (var progress in _running.Values) await progress.StopAsync("");
    }

    private async Task SendAsync(string workspace, LoadOrder order, SeqSpan span, LoadProgress progress)
    {
        var (state, why) = (LoadState.Finished, (string?)null);
        try
        {
            await new LoadSender(lookups, conductor, clock).SendAsync(workspace, order, span, progress, progress.Stopped);
        }
        catch (OperationCanceledException)
        {
            if (progress.StoppedBy is "") return; // the next start says so
            (state, why) = (LoadState.Cancelled, $"{progress.StoppedBy} stopped it");
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The replay {Load} failed", progress.Begun.Id);
            (state, why) = (LoadState.Failed, fault.Message);
        }

        await EndAsync(workspace, progress, state, why);
    }

    private async Task EndAsync(string workspace, LoadProgress progress, LoadState state, string? why)
    {
        try
        {
            var run = progress.Now with { State = state, Why = why };
            await ChaosEvents.RecordAsync(conductor, workspace, EventTypes.LoadEnded, Actor.Baton, json => WriteEnd(json, run), CancellationToken.None);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "That the replay {Load} ended could not be recorded; the next start does it", progress.Begun.Id);
        }
        finally
        {
            _running.TryRemove(workspace, out _);
            progress.Dispose();
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    private static void Write(Utf8JsonWriter json, LoadRun run, LoadOrder order)
    {
        json.WriteString("load", run.Id);
        json.WriteString("from", order.From);
        json.WriteString("to", order.To);
        if (order.Type is { } type) json.WriteString("type", type);
        if (order.Speed is { } speed) json.WriteNumber("speed", speed);
        if (order.PerSecond is { } rate) json.WriteNumber("perSecond", rate);
        json.WriteString("what", order.What);
    }

    /// <summary>How a replay ended, as the log keeps it.</summary>
    internal static void WriteEnd(Utf8JsonWriter json, LoadRun run)
    {
        json.WriteString("load", run.Id);
        json.WriteString("state", run.State.ToString().ToLowerInvariant());
        if (run.Why is { } why) json.WriteString("why", why);
        json.WriteNumber("sent", run.Sent);
        json.WriteNumber("acknowledged", run.Acknowledged);
        json.WriteNumber("tooFast", run.TooFast);
        json.WriteNumber("unavailable", run.Unavailable);
        json.WriteNumber("leftOut", run.LeftOut);
        json.WriteNumber("seconds", Math.Round(run.Seconds, 3));
        json.WriteNumber("progress", Math.Round(run.Progress, 4));
    }
}

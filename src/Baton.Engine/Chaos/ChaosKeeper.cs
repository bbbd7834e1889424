using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;

namespace Baton.Engine.Chaos;

/// <summary>Ends what must not go on: injections whose time is up, and whatever a former process left.</summary>
public sealed class ChaosKeeper(InjectionDesk desk, Injections injections, LoadDesk loads, LoadHistory history, Configurations configurations, Conductor conductor, LogLookups lookups, FacetIndex facets, AppClock clock) : IDisposable
{
    private const int Most = 200;
    private const string Restarted = "Baton was restarted";

    private readonly SemaphoreSlim _look = new(0);
    private bool _isTidied;

    /// <summary>Keeps watch until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (!_isTidied) await TidyAsync(cancel);
        clock.Changed += Wake;
        injections.Changed += Wake;
        try
        {
            while (true)
            {
                await desk.EndDueAsync(cancel);
                await WaitAsync(cancel);
            }
        }
        finally
        {
            clock.Changed -= Wake;
            injections.Changed -= Wake;
            if (cancel.IsCancellationRequested) await loads.AbandonAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _look.Dispose();

    // What was begun and has no end in the log was cut short by a stop: neither injections nor replays outlive their process.
    private async Task TidyAsync(CancellationToken cancel)
    {
        foreach (var workspace in configurations.Workspaces.ToList())
        {
            var ended = DataOf(workspace, EventTypes.InjectionEnded).Select(d => d.Text("injection")).ToHashSet(StringComparer.Ordinal);
            foreach (var begun in DataOf(workspace, EventTypes.InjectionStarted).Where(d => !ended.Contains(d.Text("injection")) && injections.Of(workspace).All(i => i.Id != d.Text("injection"))).ToList())
            {
                await ChaosEvents.RecordAsync(conductor, workspace, EventTypes.InjectionEnded, Actor.Baton, json =>
                {
                    json.WriteString("agent", begun.Text("agent"));
                    json.WriteString("injection", begun.Text("injection"));
                    json.WriteString("why", Restarted);
                }, cancel);
            }

            foreach (var run in history.Latest(workspace).Where(r => r.State == LoadState.Running && r.Id != loads.Running(workspace)?.Id))
                await ChaosEvents.RecordAsync(conductor, workspace, EventTypes.LoadEnded, Actor.Baton, json => LoadDesk.WriteEnd(json, run with { State = LoadState.Interrupted, Why = Restarted }), cancel);
        }

        _isTidied = true;
    }

    private IEnumerable<System.Text.Json.JsonElement> DataOf(string workspace, string type) =>
        facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Type, [type])]), Most).Select(seq => lookups.ReadRow(workspace, seq)?.ToEvent().Data).OfType<System.Text.Json.JsonElement>();

    private void Wake(object? sender, EventArgs e) => _look.Release();

    private async Task WaitAsync(CancellationToken cancel)
    {
        var (next, rate) = (injections.Running.Select(i => (DateTimeOffset?)i.Ends).Min(), clock.Rate);
        var wait = next is { } end && rate > 0 ? (end - clock.GetUtcNow()) / rate : Timeout.InfiniteTimeSpan;
        if (next is not null && rate > 0) wait = TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds, 1, 5000));
        await _look.WaitAsync(wait, cancel);
        while (await _look.WaitAsync(TimeSpan.Zero, cancel))
        {
            // However many called, one look is enough.
        }
    }
}

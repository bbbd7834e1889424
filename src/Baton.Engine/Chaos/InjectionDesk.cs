using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Chaos;

/// <summary>Begins, changes and ends injections. Each is an event of the log first, and happens then.</summary>
public sealed class InjectionDesk(TestWorkspaces tests, Injections injections, Conductor conductor, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Injects faults into an agent's calls, in place of what was injected into them before.</summary>
    /// <returns>What runs now, and whether it is a new one and no change.</returns>
    /// <exception cref="NoTestWorkspaceException">It is no test workspace.</exception>
    public async Task<(Injection Injection, bool IsNew)> BeginAsync(string workspace, InjectionOrder order, Actor by, CancellationToken cancel = default)
    {
        if (order.Faults() is [var fault, ..]) throw new ArgumentException(fault.Detail, nameof(order));
        await _gate.WaitAsync(cancel);
        try
        {
            await tests.DemandAsync(workspace, cancel);
            var (before, now) = (injections.On(workspace, order.Agent), clock.GetUtcNow());
            var injection = before is null
                ? new Injection(ChaosEvents.NewId("injection"), workspace, order, by.ToString(), now, now + order.For)
                : before with { Order = order, By = by.ToString(), Ends = now + order.For };
            await ChaosEvents.RecordAsync(conductor, workspace, before is null ? EventTypes.InjectionStarted : EventTypes.InjectionChanged, by, json => Write(json, injection), CancellationToken.None);
            injections.Set(injection);
            return (injection, before is null);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends what is injected into an agent's calls. False when there is nothing.</summary>
    public async Task<bool> EndAsync(string workspace, string agent, Actor by, CancellationToken cancel = default) =>
        await EndAsync(i => i.Workspace == workspace && i.Order.Agent == agent, by, $"{by.Name} ended it", cancel) > 0;

    /// <summary>Ends everything that is injected in a workspace; says how many there were.</summary>
    public Task<int> EndAllAsync(string workspace, Actor by, CancellationToken cancel = default) => EndAsync(i => i.Workspace == workspace, by, $"{by.Name} ended all", cancel);

    /// <summary>Ends those whose time is up.</summary>
    internal Task<int> EndDueAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return EndAsync(i => i.Ends <= now, Actor.Baton, "its time was up", cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<int> EndAsync(Func<Injection, bool> which, Actor by, string why, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var ended = injections.Running.Where(which).ToList();
            foreach (var injection in ended)
            {
                // First it stops, then it is written: what cannot be written must not go on doing harm.
                injections.Remove(injection);
                await ChaosEvents.RecordAsync(conductor, injection.Workspace, EventTypes.InjectionEnded, by, json => WriteEnd(json, injection, why), CancellationToken.None);
            }

            return ended.Count;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static void Write(Utf8JsonWriter json, Injection injection)
    {
        var order = injection.Order;
        json.WriteString("agent", order.Agent);
        json.WriteString("injection", injection.Id);
        json.WriteNumber("failures", order.Failures);
        json.WriteNumber("latencyFrom", order.LatencyFrom.TotalMilliseconds);
        json.WriteNumber("latencyTo", order.LatencyTo.TotalMilliseconds);
        json.WriteNumber("badAnswers", order.BadAnswers);
        json.WriteString("badAnswer", order.BadAnswer.Name());
        json.WriteNumber("seed", order.Seed);
        json.WriteString("ends", injection.Ends);
        json.WriteString("what", order.What);
    }

    private static void WriteEnd(Utf8JsonWriter json, Injection injection, string why)
    {
        json.WriteString("agent", injection.Order.Agent);
        json.WriteString("injection", injection.Id);
        json.WriteString("why", why);
        json.WriteNumber("calls", injection.Tally.Calls);
        json.WriteNumber("failed", injection.Tally.Failed);
        json.WriteNumber("slowed", injection.Tally.Slowed);
        json.WriteNumber("spoiled", injection.Tally.Spoiled);
    }
}

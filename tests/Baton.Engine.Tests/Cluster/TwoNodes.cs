using System.Collections.Concurrent;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Cluster;

/// <summary>Two engines of one process on one database, each with half of the lanes.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Conductor> _conductors;

    private TwoNodes(TestEngine a, TestEngine b, ConcurrentDictionary<string, Conductor> conductors) => (A, B, _conductors) = (a, b, conductors);

    public TestEngine A { get; }

    public TestEngine B { get; }

    public IReadOnlyList<TestEngine> Both => [A, B];

    public int Carried => Both.Sum(node => ((CallingCourier)node.Get<ICourier>()).Carried);

    /// <summary>Cuts the network between the two, or mends it; both reach the database.</summary>
    public void Cut(bool isCut)
    {
        foreach (var node in Both) ((CallingCourier)node.Get<ICourier>()).IsCut = isCut;
    }

    /// <summary>From now on a node takes nothing that is carried to it.</summary>
    public void Silence(TestEngine node) => _conductors.TryRemove(node.Storage.Address, out _);

    public static async Task<TwoNodes> StartAsync()
    {
        var conductors = new ConcurrentDictionary<string, Conductor>(StringComparer.Ordinal);
        var a = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], services => services.AddSingleton<ICourier>(new CallingCourier(conductors)));
        var nodes = new TwoNodes(a, await TestEngine.JoinAsync(a), conductors);
        foreach (var node in nodes.Both) await nodes.ComeBackAsync(node);
        await nodes.ShareAsync(32, 32);
        return nodes;
    }

    /// <summary>Waits until the nodes have so many lanes.</summary>
    public Task ShareAsync(int a, int b) => UntilAsync(() => Count(A) == a && Count(B) == b, () => $"{Count(A)} and {Count(B)} lanes");

    /// <summary>Takes B away from who carries to it, as when it is about to stop.</summary>
    public async Task StopAsync(TestEngine node)
    {
        var address = node.Storage.Address;
        await node.Get<EngineService>().StoppingAsync(CancellationToken.None);
        _conductors.TryRemove(address, out _);
        await node.StopAsync();
    }

    /// <summary>Lets a node hear others and be reached by them.</summary>
    public async Task ComeBackAsync(TestEngine node)
    {
        _conductors[node.Storage.Address] = node.Conductor;
        var listener = node.Get<CommitListener>();
        await listener.StartAsync(CancellationToken.None);
        await listener.Began;
    }

    public static async Task UntilAsync(Func<bool> holds, Func<string> what)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 600, $"Not within 30 s: {what()}.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await B.DisposeAsync();
        await A.DisposeAsync();
    }

    private static int Count(TestEngine node) => node.Get<LaneMap>().Mine.Count;
}

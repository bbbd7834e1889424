using System.Collections.Concurrent;
using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Tests.Cluster;

/// <summary>Carries by a call, to the engines of this process.</summary>
internal sealed class CallingCourier(ConcurrentDictionary<string, Conductor> conductors) : ICourier
{
    private int _carried;

    public int Carried => _carried;

    /// <summary>Whether nobody reaches anybody.</summary>
    public bool IsCut { get; set; }

    public async Task<IReadOnlyList<Carried>> CarryAsync(Node node, string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel)
    {
        if (IsCut) throw new UnreachedException("The network is cut.");
        if (!conductors.TryGetValue(node.Address, out var conductor)) throw new CarryException($"{node.Address} does not answer.");
        try
        {
            var turns = await conductor.TakeHereAsync(workspace, inputs, cancel);
            Interlocked.Increment(ref _carried);
            return [.. turns.Select(turn => new Carried(turn.Status, turn.Seq, turn.Refusal))];
        }
        catch (JournalException fault)
        {
            throw new CarryException(fault.Message, fault);
        }
    }
}

using Baton.Engine.Customers;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Pipeline;

/// <summary>
/// One writer per customer: a customer belongs to a lane by a stable hash, and whoever works on customers enters their lanes, always in
/// ascending order, so that two can never wait for each other. Inside a lane nothing slow is done.
/// </summary>
internal sealed class Lanes(LogLookups lookups, Journal journal)
{
    /// <summary>How many there are.</summary>
    public const int Count = LaneNumber.Count;

    private const int StatesPerLane = 512;

    private readonly Lane[] _lanes = [.. Enumerable.Range(0, Count).Select(_ => new Lane(new StateCache(lookups, journal, StatesPerLane)))];

    /// <summary>The lane of a customer.</summary>
    public static int Of(string workspace, string customer) => LaneNumber.Of(workspace, customer);

    /// <summary>Enters lanes and gives the key to their states.</summary>
    public async ValueTask<Entry> EnterAsync(IEnumerable<int> lanes, CancellationToken cancel)
    {
        var numbers = lanes.Distinct().Order().ToArray();
        var entered = 0;
        try
        {
            for (; entered < numbers.Length; entered++) await _lanes[numbers[entered]].Gate.WaitAsync(cancel);
        }
        catch
        {
            while (entered > 0) _lanes[numbers[--entered]].Gate.Release();
            throw;
        }

        return new Entry(this, numbers);
    }

    /// <summary>Every lane: for what must come at one point of the log for all.</summary>
    public ValueTask<Entry> EnterAllAsync(CancellationToken cancel) => EnterAsync(Enumerable.Range(0, Count), cancel);

    private sealed class Lane(StateCache states)
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public StateCache States { get; } = states;
    }

    /// <summary>Being inside some lanes. Disposing leaves them.</summary>
    internal sealed class Entry(Lanes lanes, int[] numbers) : IDisposable
    {
        public CachedState State(string workspace, string customer) => lanes._lanes[Of(workspace, customer)].States.Get(workspace, customer);

        public void Dispose()
        {
            foreach (var number in numbers) lanes._lanes[number].Gate.Release();
        }
    }
}

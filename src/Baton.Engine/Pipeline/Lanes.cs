using System.Diagnostics;
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

    // All lanes together: some thousands of customers with a few actions each, about 50 MB.
    private const int WeightPerLane = 2_048;

    private readonly Lane[] _lanes = [.. Enumerable.Range(0, Count).Select(_ => new Lane(new StateCache(lookups, journal, WeightPerLane)))];

    /// <summary>The lane of a customer.</summary>
    public static int Of(string workspace, string customer) => LaneNumber.Of(workspace, customer);

    /// <summary>Enters lanes and gives the key to their states.</summary>
    public async ValueTask<Entry> EnterAsync(IEnumerable<int> lanes, CancellationToken cancel)
    {
        var numbers = lanes.Distinct().Order().ToArray();
        var entered = 0;
        try
        {
            for (; entered < numbers.Length; entered++) await EnterAsync(_lanes[numbers[entered]], cancel);
        }
        catch
        {
            while (entered > 0) _lanes[numbers[--entered]].Leave();
            throw;
        }

        return new Entry(this, numbers);
    }

    /// <summary>Every lane: for what must come at one point of the log for all.</summary>
    public ValueTask<Entry> EnterAllAsync(CancellationToken cancel) => EnterAsync(Enumerable.Range(0, Count), cancel);

    /// <summary>Lets the states of a lane be read anew. Only for who has entered it.</summary>
    public void Forget(int lane) => _lanes[lane].States.Clear();

    /// <summary>Raised with the milliseconds that somebody waited for a lane; not for who found it free.</summary>
    public event Action<double>? Waited;

    /// <summary>How long the lane has been held that was entered first among those held now, and its number; zero when none is.</summary>
    public (TimeSpan For, int Lane) LongestHeld()
    {
        var (first, lane) = (long.MaxValue, 0);
        for (var i = 0; i < Count; i++) if (_lanes[i].Since is > 0 and var since && since < first) (first, lane) = (since, i);
        return first == long.MaxValue ? default : (Stopwatch.GetElapsedTime(first), lane);
    }

    private async ValueTask EnterAsync(Lane lane, CancellationToken cancel)
    {
        if (!lane.Gate.Wait(0, CancellationToken.None))
        {
            var began = Stopwatch.GetTimestamp();
            await lane.Gate.WaitAsync(cancel);
            Waited?.Invoke(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        lane.Since = Stopwatch.GetTimestamp();
    }

    private sealed class Lane(StateCache states)
    {
        private long _since;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>When it was entered; 0 while it is free.</summary>
        public long Since
        {
            get => Volatile.Read(ref _since);
            set => Volatile.Write(ref _since, value);
        }

        public void Leave()
        {
            States.Trim();
            Since = 0;
            Gate.Release();
        }

        public StateCache States { get; } = states;
    }

    /// <summary>Being inside some lanes. Disposing leaves them.</summary>
    internal sealed class Entry(Lanes lanes, int[] numbers) : IDisposable
    {
        public IReadOnlyList<int> Numbers => numbers;

        public CachedState State(string workspace, string customer) => lanes._lanes[Of(workspace, customer)].States.Get(workspace, customer);

        public void Dispose()
        {
            foreach (var number in numbers) lanes._lanes[number].Leave();
        }
    }
}

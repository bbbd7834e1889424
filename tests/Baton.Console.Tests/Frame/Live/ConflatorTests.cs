using System.Collections.Concurrent;
using System.Diagnostics;
using Baton.Web.Frame.Live;

namespace Baton.Web.Tests.Frame.Live;

public sealed class ConflatorTests
{
    [Fact]
    public async Task A_burst_costs_few_calls_and_its_last_signal_is_not_lost()
    {
        var state = 0;
        var seen = new ConcurrentQueue<(int State, long At)>();
        using var conflator = new Conflator(() => { seen.Enqueue((Volatile.Read(ref state), Stopwatch.GetTimestamp())); return Task.CompletedTask; }, TimeSpan.FromMilliseconds(50));

        for (var signal = 1; signal <= 10_000; signal++)
        {
            Volatile.Write(ref state, signal);
            conflator.Signal();
        }

        await Until(() => !seen.IsEmpty && seen.Last().State == 10_000);
        var calls = seen.ToArray();
        Assert.All(calls.Zip(calls.Skip(1)), pair => Assert.True(Stopwatch.GetElapsedTime(pair.First.At, pair.Second.At) > TimeSpan.FromMilliseconds(40)));
    }

    [Fact]
    public async Task Never_calls_twice_at_once()
    {
        var (running, most, calls) = (0, 0, 0);
        using var conflator = new Conflator(async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(20);
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref calls);
        }, TimeSpan.FromMilliseconds(1));

        while (Volatile.Read(ref calls) < 5)
        {
            conflator.Signal();
            await Task.Yield();
        }

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task After_its_end_it_is_silent()
    {
        var calls = 0;
        var conflator = new Conflator(() => { Interlocked.Increment(ref calls); return Task.CompletedTask; }, TimeSpan.FromMilliseconds(1));
        conflator.Dispose();

        conflator.Signal();
        await Task.Delay(50);

        Assert.Equal(0, calls);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(5))
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), "It did not come true within 10 s.");
    }
}

using System.Diagnostics;
using System.Text.Json;
using Baton.Benchmarks.Coordination;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Wall;
using Baton.Engine.Storage.Rows;

namespace Baton.Benchmarks.Storage;

/// <summary><c>wall [--resolved 100000] [--open 500]</c>: the live wall over 30 days with many resolved handoffs: the first look, and every later one.</summary>
internal static class WallBenchmark
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (resolved, open) = (arguments.Number("resolved", 100_000), arguments.Number("open", 500));
        await using var engine = await BenchmarkEngine.StartAsync(steps: 1, unitsPerCommit: 256);
        var now = engine.Get<TimeProvider>().GetUtcNow();
        for (var i = 0; i < resolved + open; i += 1000)
        {
            using var unit = engine.Journal.Begin(0);
            for (var k = i; k < Math.Min(i + 1000, resolved + open); k++) unit.Put(RowOf(engine.Workspace, k, k < resolved, now));
            await engine.Journal.SubmitAsync(unit);
        }

        var figures = engine.Get<HandoffFigures>();
        var month = new WallTime(now.AddDays(-30), now.AddMilliseconds(1), now);
        var first = await TimeAsync(() => figures.ReadAsync(engine.Workspace, month, new WallFilter()));
        var later = new List<double>();
        for (var i = 0; i < 40; i++) later.Add(await TimeAsync(() => figures.ReadAsync(engine.Workspace, month, new WallFilter())));
        var today = new List<double>();
        for (var i = 0; i < 40; i++) today.Add(await TimeAsync(() => figures.ReadAsync(engine.Workspace, month with { From = now.AddDays(-1) }, new WallFilter())));
        later.Sort();
        today.Sort();
        Console.WriteLine(JsonSerializer.Serialize(new { resolved, open, firstMs = Math.Round(first), monthMedianMs = Math.Round(later[20], 1), monthWorstMs = Math.Round(later[^1], 1), dayMedianMs = Math.Round(today[20], 1), megabytes = GC.GetTotalMemory(forceFullCollection: true) / 1048576 }));
        return 0;
    }

    private static async Task<double> TimeAsync(Func<Task> what)
    {
        var began = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static HandoffRow RowOf(string workspace, int number, bool isResolved, DateTimeOffset now)
    {
        var opened = (isResolved ? now.AddSeconds(-60 - number * 25.0) : now.AddSeconds(-number % 3600)).ToUnix();
        var reason = $"The rule big-refund wants a person's word, since the refund of case {number} is above the limit that the agent may give.";
        return new HandoffRow
        {
            Workspace = workspace, Id = $"c{number}-h1", Customer = $"c{number % 40_000}", Seq = 1_000_000_000L + number, Status = isResolved ? "resolved" : "waiting", Queue = $"queue-{number % 12}", Priority = number % 4,
            Owner = isResolved ? $"person{number % 20}@example.com" : null, ResolvedBy = isResolved ? $"person{number % 20}@example.com" : null, Reason = reason, Why = "approvals:big-refund", Asked = "Escalated", Due = opened + 900_000, Opened = opened,
            Claimed = isResolved ? opened + (number % 1200 * 1000) : null, Resolved = isResolved ? Math.Min(opened + 1_500_000, now.ToUnix()) : null, ResolutionOutcome = isResolved ? "approved" : null, Answer = isResolved ? reason : null, Title = "May billing refund €120?", LastSeq = number,
        };
    }
}

using System.Diagnostics;
using System.Text.Json;
using Baton.Benchmarks.Coordination;

namespace Baton.Benchmarks.Http;

/// <summary>
/// <c>growth --rows 1000000 --customers 25000</c>: fills a log tenfold at a time up to so many rows, and at each size starts the real app on it: how long until it
/// is ready, its memory, and the middle of 21 answers of what screens and programs ask most.
/// </summary>
internal static class Growth
{
    private const int RowsPerChain = 5;
    private const int Times = 21;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var most = arguments.Number("rows", 1_000_000);
        var data = Directory.CreateDirectory(Path.Combine(Environment.GetEnvironmentVariable("BENCHMARK_DATA") ?? Path.GetTempPath(), "baton-growth-" + Guid.NewGuid().ToString("N")));
        try
        {
            for (int rows = 10_000, before = 0; rows <= most; before = rows, rows *= 10)
            {
                var perSecond = await FillAsync(data, before / RowsPerChain, rows / RowsPerChain, arguments.Number("customers", Math.Max(500, rows / RowsPerChain / 40)));
                using var app = await ServedApp.StartAsync(data.FullName);
                var figures = new Dictionary<string, double> { ["rows"] = rows, ["chainsPerSecond"] = Math.Round(perSecond), ["readyMs"] = Math.Round(app.Ready.TotalMilliseconds), ["rssMb"] = Math.Round(app.RssMb) };
                foreach (var (name, path) in new[]
                {
                    ("timelineMs", "timeline?limit=50"), ("byAgentMs", "timeline?limit=50&agent=draft"), ("byVerdictMs", "timeline?limit=50&verdict=allow&agent=act"),
                    ("byCustomerMs", "timeline?limit=50&customer=email:customer7@example.com"), ("searchMs", "timeline?limit=50&q=refund"), ("emptySearchMs", "timeline?limit=50&q=zebra"), ("customerMs", "customers/email:customer7@example.com"),
                })
                {
                    figures[name] = Math.Round(await MiddleAsync(app.Client, path), 1);
                }

                Console.WriteLine(JsonSerializer.Serialize(figures));
            }

            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<double> FillAsync(DirectoryInfo data, int from, int to, int customers)
    {
        await using var engine = await BenchmarkEngine.StartAsync(3, 512, data);
        return await Coordinate.FillAsync(engine, from, to, customers);
    }

    private static async Task<double> MiddleAsync(HttpClient client, string path)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await client.GetAsync("/api/v1/" + path);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(path + ": " + await answer.Content.ReadAsStringAsync());
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times.Order().ElementAt(Times / 2);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Baton.Benchmarks.Coordination;

namespace Baton.Benchmarks.Http;

/// <summary><c>check --rate 500 --seconds 20</c>: <c>POST /api/v1/actions:check</c> over HTTP at a fixed rate, for 500 customers with a history, measured from the moment each call was due.</summary>
internal static class Check
{
    private const int Customers = 500;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (rate, seconds) = (arguments.Number("rate", 500), arguments.Number("seconds", 20));
        var data = Directory.CreateTempSubdirectory("baton-benchmark-");
        try
        {
            using var app = await ServedApp.StartAsync(data.FullName);
            await PrepareAsync(app.Client);
            await AtRateAsync(app.Client, rate, 5); // warm-up, not counted
            var milliseconds = await AtRateAsync(app.Client, rate, seconds);
            milliseconds.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $$"""{"checksPerSecond":{{rate}},"p50Ms":{{Figures.At(milliseconds, 0.5):0.00}},"p99Ms":{{Figures.At(milliseconds, 0.99):0.00}},"rssMb":{{app.RssMb:0}},"calls":{{milliseconds.Count}}}"""));
            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    // Two agents, the rules of the chain, and a closed case and an asked contact for each customer.
    private static async Task PrepareAsync(HttpClient client)
    {
        await client.PutJsonAsync("agents/outreach", """{"department":"sales","kind":"pull"}""");
        await client.PutJsonAsync("agents/care", """{"department":"support","kind":"pull"}""");
        await client.PutJsonAsync("policies/draft", ChainPolicy.Document(1).Replace("\"agent\":\"classify\"", "\"agent\":\"care\"", StringComparison.Ordinal));
        (await client.PostAsJsonAsync("/api/v1/policies/draft/publish", new JsonObject { ["note"] = "benchmark" })).EnsureSuccessStatusCode();
        for (var i = 0; i < Customers; i++)
        {
            foreach (var (kind, type) in new[] { ("o", "case.opened"), ("r", "case.resolved") })
            {
                var e = new JsonObject { ["specversion"] = "1.0", ["id"] = $"{kind}{i}", ["source"] = "urn:benchmark", ["type"] = type, ["subject"] = Customer(i), ["data"] = new JsonObject { ["case"] = "1" } };
                using var content = new StringContent(e.ToJsonString(), null, "application/cloudevents+json");
                (await client.PostAsync("/api/v1/events", content)).EnsureSuccessStatusCode();
            }

            (await client.PostAsJsonAsync("/api/v1/actions", Proposal(i, "care", "reply", "a" + i))).EnsureSuccessStatusCode();
        }
    }

    private static async Task<List<double>> AtRateAsync(HttpClient client, int rate, int seconds)
    {
        var began = Stopwatch.GetTimestamp();
        var calls = new List<Task<double>>(rate * seconds);
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } wait) await Task.Delay(wait);
            calls.Add(OneAsync(client, i, Stopwatch.GetTimestamp()));
        }

        return [.. await Task.WhenAll(calls)];
    }

    private static async Task<double> OneAsync(HttpClient client, int i, long began)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/actions:check", Proposal(i % Customers, i % 2 == 0 ? "outreach" : "care", i % 2 == 0 ? "promotion" : "reply", "check"));
        _ = await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static JsonObject Proposal(int customer, string agent, string purpose, string id) => new()
    {
        ["id"] = id, ["agent"] = agent, ["customer"] = Customer(customer), ["kind"] = "contact.email", ["purpose"] = purpose, ["text"] = "Your refund is on its way.",
    };

    private static string Customer(int i) => $"email:c{i}@example.com";
}

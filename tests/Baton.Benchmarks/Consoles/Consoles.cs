using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Benchmarks.Coordination;
using Baton.Benchmarks.Http;

namespace Baton.Benchmarks.Consoles;

/// <summary>
/// <c>consoles --open 0,1,10,50,100 --rate 500 --seconds 20</c>: so many people with the overview (every other one: the timeline) open, while so many events a second come in
/// over HTTP. For each number: how old the newest event on a screen is when a redraw reaches it, how often a screen is redrawn, what the server costs, and what senders notice.
/// </summary>
internal static partial class Consoles
{
    private const int PerBatch = 10;
    private const string Email = "watcher@example.com", Password = "a-password-of-the-benchmarks";

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (rate, seconds) = (arguments.Number("rate", 500), arguments.Number("seconds", 20));
        var data = Directory.CreateTempSubdirectory("baton-consoles-");
        var consoles = new List<LightConsole>();
        try
        {
            using var app = await ServedApp.StartAsync(data.FullName, $"--Baton:Bootstrap:AdminEmail={Email}", $"--Baton:Bootstrap:AdminPassword={Password}");
            await PrepareAsync(app.Client);
            var crowd = new Crowd(app.Client);
            using var visitor = new HttpClient(new SocketsHttpHandler { CookieContainer = crowd.Cookies }) { BaseAddress = app.Client.BaseAddress };
            await SignInAsync(visitor);
            foreach (var open in (arguments.Text("open") ?? "0,1,10,50,100").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)))
            {
                while (consoles.Count < open)
                    consoles.Add(await LightConsole.OpenAsync(visitor, crowd.Cookies.GetCookieHeader(app.Client.BaseAddress!), consoles.Count % 2 == 0 ? "/" : "/timeline", crowd.Redrawn));
                await crowd.SendAsync(rate, 3); // warm-up, not counted
                var figures = await crowd.MeasureAsync(app, rate, seconds);
                var faults = consoles.Where(c => c.Fault is not null).Select(c => c.Fault).Distinct().ToArray();
                if (faults.Length > 0) throw new InvalidOperationException("Circuits ended: " + string.Join("; ", faults));
                figures["consoles"] = open;
                figures["redrawsPerSecondEach"] = open == 0 ? 0 : Math.Round(figures["redraws"] / open / seconds, 1);
                Console.WriteLine(JsonSerializer.Serialize(figures));
            }

            return 0;
        }
        finally
        {
            foreach (var console in consoles) await console.DisposeAsync();
            data.Delete(recursive: true);
        }
    }

    // One event in ten is work for an agent; the rest is what happened.
    private static async Task PrepareAsync(HttpClient client)
    {
        await client.PutJsonAsync("agents/care", """{"department":"support","kind":"pull"}""");
        await client.PutJsonAsync("policies/draft", """{"departments":["support"],"routing":[{"id":"questions","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"care"}}]}""");
        using var note = new StringContent("""{"note":"benchmark"}""", null, "application/json");
        (await client.PostAsync("/api/v1/policies/draft/publish", note)).EnsureSuccessStatusCode();
    }

    private static async Task SignInAsync(HttpClient visitor)
    {
        var token = Token().Match(await visitor.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["__RequestVerificationToken"] = token, ["Form.Email"] = Email, ["Form.Password"] = Password });
        using var answer = await visitor.PostAsync("/sign-in", form);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath is not "/") throw new InvalidOperationException("Could not sign in: " + answer.StatusCode);
    }

    /// <summary>Who sends, and what all consoles together saw of it.</summary>
    private sealed partial class Crowd(HttpClient client)
    {
        private readonly ConcurrentDictionary<long, long> _acknowledged = [];
        private readonly ConcurrentBag<double> _ages = [];
        private int _redraws;
        private int _sent;
        private volatile bool _measures;

        public CookieContainer Cookies { get; } = new();

        public void Redrawn(ReadOnlyMemory<byte> batch)
        {
            if (!_measures) return;
            Interlocked.Increment(ref _redraws);
            var newest = 0L;
            for (var rest = batch.Span; rest.IndexOf("seq="u8) is >= 0 and var at;)
            {
                rest = rest[(at + 4)..];
                var seq = 0L;
                foreach (var digit in rest)
                {
                    if (digit is < (byte)'0' or > (byte)'9') break;
                    seq = seq * 10 + digit - '0';
                }

                newest = Math.Max(newest, seq);
            }

            if (_acknowledged.TryGetValue(newest, out var acknowledged)) _ages.Add(Stopwatch.GetElapsedTime(acknowledged).TotalMilliseconds);
        }

        public async Task<Dictionary<string, double>> MeasureAsync(ServedApp app, int rate, int seconds)
        {
            (_redraws, _measures) = (0, true);
            _ages.Clear();
            var before = app.Processor;
            var acknowledgements = await SendAsync(rate, seconds);
            _measures = false;
            acknowledgements.Sort();
            var ages = _ages.Order().ToList();
            return new Dictionary<string, double>
            {
                ["redraws"] = _redraws, ["processorPercent"] = Math.Round((app.Processor - before).TotalSeconds / seconds * 100), ["rssMb"] = Math.Round(app.RssMb),
                ["ageP50Ms"] = Round(ages, 0.5), ["ageP99Ms"] = Round(ages, 0.99), ["ackP50Ms"] = Round(acknowledgements, 0.5), ["ackP99Ms"] = Round(acknowledgements, 0.99),
            };
        }

        /// <summary>Sends that many events a second, ten at a time; milliseconds from when each call was due to its answer.</summary>
        public async Task<List<double>> SendAsync(int rate, int seconds)
        {
            var began = Stopwatch.GetTimestamp();
            var calls = new List<Task<double>>();
            for (var i = 0; i < rate * seconds / PerBatch; i++)
            {
                var due = TimeSpan.FromSeconds((double)i * PerBatch / rate);
                if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } wait) await Task.Delay(wait);
                calls.Add(BatchAsync(began + (long)(due.TotalSeconds * Stopwatch.Frequency)));
            }

            return [.. await Task.WhenAll(calls)];
        }

        private async Task<double> BatchAsync(long due)
        {
            var first = Interlocked.Add(ref _sent, PerBatch) - PerBatch;
            var events = Enumerable.Range(first, PerBatch).Select(n => new
            {
                specversion = "1.0", id = "e" + n.ToString(CultureInfo.InvariantCulture), source = "urn:benchmark", type = n % 10 == 0 ? "message.received" : "page.viewed",
                subject = $"email:c{n % 500}@example.com", data = new { text = "Where is my refund?" },
            });
            using var content = new StringContent(JsonSerializer.Serialize(events), null, "application/cloudevents-batch+json");
            using var answer = await client.PostAsync("/api/v1/events", content);
            answer.EnsureSuccessStatusCode();
            var now = Stopwatch.GetTimestamp();
            using var document = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
            foreach (var e in document.RootElement.GetProperty("events").EnumerateArray()) _acknowledged[e.GetProperty("seq").GetInt64()] = now;
            return Stopwatch.GetElapsedTime(due, now).TotalMilliseconds;
        }

        private static double Round(List<double> sorted, double share) => sorted.Count == 0 ? 0 : Math.Round(Figures.At(sorted, share), 1);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}

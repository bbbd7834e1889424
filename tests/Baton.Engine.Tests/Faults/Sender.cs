using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Baton.Engine.Tests.Faults;

/// <summary>A client who sends events in batches, many at once, and writes down what was acknowledged.</summary>
internal sealed class Sender(string prefix, int events)
{
    public const string Source = "urn:faults";
    private const int Batch = 10, Connections = 16, Customers = 500;

    private static readonly string[] Texts = ["Where is my parcel?", "This is terrible, I am very angry.", "Thank you, that was wonderful!", "Can I change my flight to Monday?"];

    private readonly ConcurrentDictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
    private int _duplicates;
    private int _refused;
    private int _paused;

    /// <summary>The seq with which each event was acknowledged.</summary>
    public IReadOnlyDictionary<string, long> Acknowledged => _acknowledged;

    /// <summary>How often an event was acknowledged as known already.</summary>
    public int Duplicates => _duplicates;

    /// <summary>How many batches were refused because the log could not be written (503).</summary>
    public int Refused => _refused;

    /// <summary>How often it was told to wait (429), and did.</summary>
    public int Paused => _paused;

    /// <summary>Sends everything, again and again, honouring what it is told, until all is acknowledged or it is told to stop.</summary>
    public async Task PersistAsync(HttpClient client, CancellationToken stop, int connections = Connections)
    {
        var batches = new ConcurrentQueue<string[]>(Enumerable.Range(0, events).Select(i => $"{prefix}-{i}").Chunk(Batch));
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested && batches.TryDequeue(out var ids))
            {
                while (!stop.IsCancellationRequested && await TryAsync(client, ids, stop) is { } wait) await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }, CancellationToken.None)));
    }

    /// <summary>Sends everything, or until the app is gone, whatever comes first; calls back as the number acknowledged rises.</summary>
    public async Task SendAsync(HttpClient client, Action<int> risen)
    {
        var batches = new ConcurrentQueue<string[]>(Enumerable.Range(0, events).Select(i => $"{prefix}-{i}").Chunk(Batch));
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (batches.TryDequeue(out var ids))
            {
                try
                {
                    await SendAsync(client, ids);
                }
                catch (HttpRequestException)
                {
                    return; // killed
                }

                risen(_acknowledged.Count);
            }
        })));
    }

    // How long to wait before the next try; null when it was acknowledged.
    private async Task<TimeSpan?> TryAsync(HttpClient client, string[] ids, CancellationToken stop)
    {
        using var content = ContentOf(ids);
        HttpResponseMessage response;
        try
        {
            response = await client.PostAsync("/api/v1/events", content, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }

        using (response)
        {
            if (response.IsSuccessStatusCode)
            {
                await NoteAsync(response);
                return null;
            }

            Assert.True(response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(CancellationToken.None)}");
            Interlocked.Increment(ref response.StatusCode == HttpStatusCode.TooManyRequests ? ref _paused : ref _refused);
            return response.Headers.RetryAfter?.Delta ?? throw new InvalidOperationException($"{response.StatusCode} came without Retry-After.");
        }
    }

    private async Task SendAsync(HttpClient client, string[] ids)
    {
        using var content = ContentOf(ids);
        using var response = await client.PostAsync("/api/v1/events", content);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        await NoteAsync(response);
    }

    private static ByteArrayContent ContentOf(string[] ids)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(ids.Select(EventOf)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        return content;
    }

    private async Task NoteAsync(HttpResponseMessage response)
    {
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        foreach (var one in answer.RootElement.GetProperty("events").EnumerateArray())
        {
            var seq = one.GetProperty("seq").GetInt64();
            Assert.Equal(seq, _acknowledged.GetOrAdd(one.GetProperty("id").GetString()!, seq));
            if (one.GetProperty("status").GetString() == "duplicate") Interlocked.Increment(ref _duplicates);
        }
    }

    private static object EventOf(string id)
    {
        var number = int.Parse(id.AsSpan(id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
        return new { specversion = "1.0", id, source = Source, type = "message.received", subject = $"email:c{number % Customers}@example.com", data = new { text = Texts[number % 7 % Texts.Length] } };
    }
}

using System.Collections.Concurrent;
using System.Globalization;
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

    /// <summary>The seq with which each event was acknowledged.</summary>
    public IReadOnlyDictionary<string, long> Acknowledged => _acknowledged;

    /// <summary>How often an event was acknowledged as known already.</summary>
    public int Duplicates => _duplicates;

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

    private async Task SendAsync(HttpClient client, string[] ids)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(ids.Select(EventOf)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        using var response = await client.PostAsync("/api/v1/events", content);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
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

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Baton.Engine.Tests.Cluster;

/// <summary>An answer that was no success.</summary>
internal sealed record Refusal(int Status, string? Type, bool SaysWhen, string Text);

/// <summary>Callers who talk to whichever node answers, send events and ask for actions without pause, and write down what they were told.</summary>
internal sealed class Crowd(Func<IReadOnlyList<HttpClient>> nodes, int callers)
{
    public const string Source = "urn:crowd";
    private const int Customers = 120, Asked = 40;
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _verdicts = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Refusal> _refusals = [];
    private readonly ConcurrentBag<string> _broken = [];
    private Task _calling = Task.CompletedTask;
    private long _longest;
    private volatile bool _isStopped;

    /// <summary>The seq with which each event was acknowledged.</summary>
    public IReadOnlyDictionary<string, long> Acknowledged => _acknowledged;

    /// <summary>The verdict on each action.</summary>
    public IReadOnlyDictionary<string, string> Verdicts => _verdicts;

    /// <summary>What a node answered that was no success.</summary>
    public IReadOnlyCollection<Refusal> Refusals => _refusals;

    /// <summary>Calls that were never answered: their connection broke, or it took too long.</summary>
    public IReadOnlyCollection<string> Broken => _broken;

    /// <summary>The longest that a call waited for its success, other nodes tried included.</summary>
    public TimeSpan Longest => TimeSpan.FromMilliseconds(Interlocked.Read(ref _longest));

    public void Start() => _calling = Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller))));

    public async Task StopAsync()
    {
        _isStopped = true;
        await _calling;
    }

    private async Task CallAsync(int caller)
    {
        var random = new Random(caller);
        for (var i = 0; !_isStopped; i++)
        {
            var id = $"{caller}-{i}";
            var (path, content) = (i % 4) switch
            {
                0 => ("/api/v1/actions", Body("application/json", new { id, agent = "asker", customer = $"email:asked{random.Next(Asked)}@example.com", kind = "contact.email", purpose = "promotion", text = "Hello", execute = "self" })),
                1 => ("/api/v1/events", Body("application/cloudevents-batch+json", Enumerable.Range(0, 6).Select(k => Event($"{id}.{k}", random)).ToArray())),
                _ => ("/api/v1/events", Body("application/cloudevents+json", Event(id, random))),
            };
            await PersistAsync(path, content, random);
        }
    }

    private async Task PersistAsync(string path, (string Type, byte[] Bytes) body, Random random)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            var there = nodes();
            using var content = new ByteArrayContent(body.Bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue(body.Type);
            using var limit = new CancellationTokenSource(OneTry);
            try
            {
                using var answer = await there[random.Next(there.Count)].PostAsync(path, content, limit.Token);
                var said = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    Note(path, said);
                    var took = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                    for (var known = Interlocked.Read(ref _longest); took > known && Interlocked.CompareExchange(ref _longest, took, known) != known; known = Interlocked.Read(ref _longest))
                    {
                        // Somebody else noted a longer one.
                    }

                    return;
                }

                if (answer.StatusCode != HttpStatusCode.TooManyRequests) _refusals.Add(new Refusal((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.RetryAfter is not null, System.Text.Encoding.UTF8.GetString(said)));
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                _broken.Add(fault.Message); // its node was killed or stands still: another one is asked
            }

            await Task.Delay(20);
        }
    }

    private void Note(string path, byte[] said)
    {
        using var answer = JsonDocument.Parse(said);
        if (path.EndsWith("actions", StringComparison.Ordinal))
        {
            _verdicts[answer.RootElement.GetProperty("id").GetString()!] = answer.RootElement.GetProperty("verdict").GetString()!;
            return;
        }

        foreach (var one in answer.RootElement.GetProperty("events").EnumerateArray()) _acknowledged[one.GetProperty("id").GetString()!] = one.GetProperty("seq").GetInt64();
    }

    private static (string Type, byte[] Bytes) Body(string type, object body) => (type, JsonSerializer.SerializeToUtf8Bytes(body));

    private static object Event(string id, Random random) =>
        new { specversion = "1.0", id, source = Source, type = "message.received", subject = $"email:c{random.Next(Customers)}@example.com", data = new { text = "Where is my parcel?" } };
}

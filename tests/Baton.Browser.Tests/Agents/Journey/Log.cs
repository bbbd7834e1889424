using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Baton.Browser.Tests.Running;

namespace Baton.Browser.Tests.Agents.Journey;

/// <summary>The timeline as programs read it: what became of each message.</summary>
internal sealed class Log : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly HttpClient _http;

    public Log(RunningApp app)
    {
        _http = new HttpClient { BaseAddress = new Uri(app.Address) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OutsideProgram.ApiKey);
    }

    /// <summary>Defines an agent.</summary>
    public async Task DefineAsync(string agent, object definition)
    {
        using var answer = await _http.PutAsJsonAsync($"/api/v1/agents/{agent}", definition);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Puts the draft of the policy in force.</summary>
    public async Task PublishAsync()
    {
        using var answer = await _http.PostAsJsonAsync("/api/v1/policies/draft/publish", new { note = "Mail goes to the models" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>All rows of a type, newest first.</summary>
    public async Task<IReadOnlyList<Row>> RowsAsync(string type)
    {
        var page = await _http.GetFromJsonAsync<JsonElement>($"/api/v1/timeline?limit=200&type={type}");
        Assert.Equal(JsonValueKind.Null, page.TryGetProperty("next", out var next) ? next.ValueKind : JsonValueKind.Null);
        return [.. page.GetProperty("items").EnumerateArray().Select(Row.Of)];
    }

    /// <summary>Waits until the log holds what is wanted, and gives the rows of the type then.</summary>
    public async Task<IReadOnlyList<Row>> UntilAsync(string type, Func<IReadOnlyList<Row>, bool> isThere, string what)
    {
        using var over = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var rows = await RowsAsync(type);
            if (isThere(rows)) return rows;
            try
            {
                await look.WaitForNextTickAsync(over.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{what} never came. There was:{Environment.NewLine}{string.Join(Environment.NewLine, rows.Select(row => row.Sentence))}");
            }
        }
    }

    /// <summary>Waits until so many messages have come to their end, and gives all results of tasks.</summary>
    public Task<IReadOnlyList<Row>> EndedAsync(int messages) => UntilAsync(Row.Result, rows => rows.Count(row => row.IsEnd) >= messages, $"The end of {messages} messages");

    /// <summary>A handoff.</summary>
    public Task<JsonElement> HandoffAsync(string id) => _http.GetFromJsonAsync<JsonElement>($"/api/v1/handoffs/{id}");

    public void Dispose() => _http.Dispose();
}

/// <summary>A row of the log.</summary>
internal sealed record Row(long Seq, long Root, string Sentence, string? Agent, string? Handoff)
{
    public const string Result = "baton.task.finished";

    /// <summary>Whether the message it began with has come to its end with it: it is answered, or a person has it.</summary>
    public bool IsEnd => IsDone || Handoff is not null;

    public bool IsDone => Sentence.Contains(" is done (", StringComparison.Ordinal);

    public static Row Of(JsonElement item) => new(
        item.GetProperty("seq").GetInt64(), item.GetProperty("root").GetInt64(), Text(item, "sentence") ?? "", Text(item, "agent"), Text(item, "handoff"));

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}

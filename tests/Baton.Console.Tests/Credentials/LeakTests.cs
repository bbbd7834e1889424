using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Engine.Agents;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Tests.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Web.Tests.Credentials;

/// <summary>Looks for the values of credentials everywhere, after a server to which they were sent has sent them back in every way it could.</summary>
public sealed class LeakTests : IAsyncDisposable
{
    private const string First = "sk-live-Zk29+4f9a/\"q\"~first";
    private const string Second = "sk-live-Qm71+8c2e/\"r\"~second";

    private readonly EchoServer _hostile = EchoServer.Start();
    private readonly Gossip _log = new();
    private readonly ApiApp _app = ApiApp.With(("Logging:LogLevel:Default", "Trace"));

    public LeakTests() => _app.More = services =>
    {
        services.AddSingleton<ILoggerProvider>(_log);
        services.AddSingleton<IBuiltInAgent, Courier>();
    };

    [Fact]
    public async Task A_value_that_a_hostile_server_sends_back_is_in_no_answer_event_error_log_or_file()
    {
        await _app.PutAsync("outbound", $$"""{"allowed":["127.0.0.1:{{_hostile.Port}}"]}""");
        var host = $"127.0.0.1:{_hostile.Port}";
        List<string> answers = [];
        answers.Add(Raw(await _app.PutAsync("credentials/courier", Body(First, host)), 201));
        answers.Add(Raw(await _app.PutAsync("credentials/courier", $$"""{"value":{{Json(First)}},"hosts":["no host"]}"""), 422));
        answers.Add(Raw(await _app.PutAsync("credentials/courier", $$"""{"value":{{Json(First)}} {{Json(First)}}"""), 400));
        answers.Add(Raw(await _app.PutAsync("credentials/courier", $$"""{"value":[{{Json(First)}}],"hosts":["a.example.com"]}"""), 422));
        await _app.PutAsync("agents/courier", $$"""{"department":"support","kind":"built-in","maxAttempts":1,"settings":{"address":"{{_hostile.Address}}"} }""");
        Assert.Equal(200, (await _app.PublishAsync("""{"routing":[{"id":"all","when":{"field":"event.type","op":"eq","value":"errand.run"},"to":{"agent":"courier"}}]}""")).Status);

        await RunAsync("success", "failure", "throw", "review");
        answers.Add(Raw(await _app.PutAsync("credentials/courier", $$"""{"value":{{Json(Second)}},"overlap":"PT1H"}"""), 200));
        await RunAsync("success", "failure", "throw");
        Assert.Contains($"Bearer {Second}", _hostile.LastRequest, StringComparison.Ordinal); // it was sent, and sent back
        answers.AddRange(await EverythingAsync());
        Assert.Equal(204, (await _app.SendAsync(HttpMethod.Delete, "credentials/courier")).Status);
        answers.AddRange(await EverythingAsync());
        var files = Files(); // with the write-ahead log as it is while the app runs
        await _app.StopAsync();
        files = [.. files, .. Files()];

        Assert.Contains(answers, text => text.Contains("[credential courier]", StringComparison.Ordinal)); // it came back, and was taken out
        Assert.Contains(_log.Lines, line => line.Contains("[credential courier]", StringComparison.Ordinal));
        if (_app.IsEmbedded) Assert.Contains(files, file => file.Contains("[credential courier]", StringComparison.Ordinal));
        foreach (var form in SecretForms.Of(First).Concat(SecretForms.Of(Second)).Append("sk-live-"))
        {
            Assert.DoesNotContain(answers, text => text.Contains(form, StringComparison.Ordinal));
            Assert.DoesNotContain(_log.Lines, line => line.Contains(form, StringComparison.Ordinal));
            Assert.DoesNotContain(files, file => file.Contains(form, StringComparison.Ordinal));
        }
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(_app.Data, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(Read)];

    private static string Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return ""; // the last to close an index takes its shared memory along
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _hostile.DisposeAsync();
        _log.Dispose();
    }

    private async Task RunAsync(params string[] errands)
    {
        foreach (var errand in errands) await _app.EventAsync("errand.run", "email:ana@example.com", $$"""{"text":"{{errand}}"}""");
        var lookups = _app.Services.GetRequiredService<LogLookups>();
        await ApiApp.UntilAsync(() => _app.GetAsync("agents"), _ => lookups.OpenTasks().Count == 0);
        Assert.Empty(lookups.OpenTasks());
    }

    // Every list, and everything that they lead to.
    private async Task<IReadOnlyList<string>> EverythingAsync()
    {
        List<string> texts = [];
        var timeline = await _app.GetAsync("timeline?limit=500");
        foreach (var item in timeline.Items) texts.Add(Raw(await _app.GetAsync($"events/{item.GetProperty("seq").GetInt64()}"), 200));
        var tasks = timeline.Items.Where(i => i.GetProperty("type").GetString() == "baton.task.finished").Select(i => i.GetProperty("id").GetString()!).ToList();
        Assert.True(tasks.Count >= 7);
        foreach (var task in tasks) texts.Add(Raw(await _app.GetAsync($"tasks/{Uri.EscapeDataString(task)}"), 200));
        foreach (var handoff in (await _app.GetAsync("handoffs?limit=500")).Items) texts.Add(Raw(await _app.GetAsync($"handoffs/{handoff.GetProperty("id").GetString()}"), 200));
        foreach (var path in new[] { "timeline?limit=500", "credentials", "outbound", "agents", "agents/courier", "handoffs", "actions", "customers", "customers/email:ana@example.com", "policy", "timeline?q=live" }) texts.Add(Raw(await _app.GetAsync(path), 200));
        return texts;
    }

    private static string Body(string value, string host) => $$"""{"value":{{Json(value)}},"hosts":["{{host}}"]}""";

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static string Raw(Answer answer, int status)
    {
        var text = answer.Json.ValueKind == JsonValueKind.Undefined ? "" : answer.Json.GetRawText();
        Assert.True(answer.Status == status, text);
        return text + answer.Headers;
    }

    /// <summary>An agent that is as careless as one can be: it hands on all that it sent and got.</summary>
    private sealed class Courier(IOutbound outbound, ICredentials credentials) : IBuiltInAgent
    {
        public string Name => "courier";

        public async Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
        {
            var address = new Uri(work.Agent.Settings!.Value.GetProperty("address").GetString()!);
            var value = credentials.Reveal(work.Workspace, "courier", address);
            using var client = outbound.ClientOf(work.Workspace);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(JsonSerializer.Serialize(new { key = value, coded = Convert.ToBase64String(Encoding.UTF8.GetBytes("ana:" + value)) })) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", value);
            using var response = await client.SendAsync(request, cancel);
            var body = await response.Content.ReadAsStringAsync(cancel);
            var sent = JsonSerializer.SerializeToElement(new { headers = request.Headers.ToString(), body });
            return work.Trigger.Text switch
            {
                "throw" => throw new InvalidOperationException($"The server said {body}", new FormatException(value)),
                "failure" => AgentAnswer.Failure(body) with { Sent = sent },
                "review" => new AgentAnswer { Status = ResultStatus.NeedsHumanReview, Detail = body, Output = sent, Sent = sent },
                _ => new AgentAnswer
                {
                    Output = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["reply"] = body, [value] = Uri.EscapeDataString(value), ["remember"] = new { key = value } }),
                    Detail = body,
                    Confidence = 0.9,
                    Sent = sent,
                    Proposals = [new Proposal { Id = "", Agent = "courier", Kind = "contact.email", Text = body, Data = sent }],
                },
            };
        }
    }

    /// <summary>Keeps every line of the log, of every level.</summary>
    private sealed class Gossip : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

using System.Text;
using System.Text.Json;

namespace Baton.Engine.Tests.Faults;

/// <summary>What the app says of itself while things go wrong.</summary>
public sealed class JsonLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-logs-");

    [Fact]
    public async Task Every_line_is_JSON_with_what_it_belongs_to_and_nothing_that_was_sent()
    {
        const string Secret = "my card is 4111 1111 1111 1111";
        string said;
        using (var app = await AppProcess.StartAsync(_folder.FullName, "--Baton:Logs=json", "--Logging:LogLevel:Microsoft.AspNetCore=Information"))
        {
            const string Message = """{"specversion":"1.0","id":"1","source":"/logs","type":"message.received","subject":"email:ana@example.com","data":{"text":"TEXT"}}""";
            foreach (var body in (string[])[Message.Replace("TEXT", Secret, StringComparison.Ordinal), $"{{\"id\":{{\"{Secret}\":"])
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/cloudevents+json");
                using var answer = await app.Client.PostAsync("/api/v1/events", content, TestContext.Current.CancellationToken);
            }

            said = app.Said;
        }

        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(line.TryGetProperty("Timestamp", out _) && line.TryGetProperty("LogLevel", out _)));
        Assert.Contains(lines, line => line.GetRawText().Contains("\"workspace\":\"default\"", StringComparison.Ordinal) && line.GetRawText().Contains("TraceId", StringComparison.Ordinal));
        Assert.DoesNotContain("4111", said, StringComparison.Ordinal);
        Assert.DoesNotContain("a-key-of-the-fault-tests", said, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

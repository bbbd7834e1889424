using System.Text.Json;

namespace Baton.Web.Tests.Events;

/// <summary>The scenarios of the CloudEvents conformance suite for the HTTP binding.</summary>
public sealed class CloudEventsBindingTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Time = "2018-04-05T03:56:24Z";

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Binary_content_mode(string contentType)
    {
        var id = Guid.NewGuid().ToString();
        var answer = await app.SendAsync(HttpMethod.Post, "events", "{ \"message\": \"Hello World!\" }", contentType,
            [("ce-specversion", "1.0"), ("ce-type", "com.example.someevent"), ("ce-time", Time), ("ce-id", id), ("ce-source", "/mycontext/subcontext")]);

        var stored = await StoredAsync(answer);
        AssertAttributes(stored, id, contentType);
    }

    [Theory]
    [InlineData("application/cloudevents+json")]
    [InlineData("application/cloudevents+json; charset=utf-8")]
    public async Task Structured_content_mode(string contentType)
    {
        var id = Guid.NewGuid().ToString();
        var body = $$"""
            {
                "specversion": "1.0",
                "type": "com.example.someevent",
                "time": "{{Time}}",
                "id": "{{id}}",
                "source": "/mycontext/subcontext",
                "datacontenttype": "application/json",
                "data": { "message": "Hello World!" }
            }
            """;

        var stored = await StoredAsync(await app.SendAsync(HttpMethod.Post, "events", body, contentType));

        AssertAttributes(stored, id, "application/json");
    }

    [Fact]
    public async Task Header_values_are_decoded_from_quotes_and_percents()
    {
        var answer = await app.SendAsync(HttpMethod.Post, "events", "{}", "application/json",
            [("ce-specversion", "1.0"), ("ce-type", "t.x"), ("ce-id", "%E2%82%AC%20" + Guid.NewGuid()), ("ce-source", "/s"), ("ce-subject", "\"email:Quoted\\\"One@example.com\""), ("ce-mytag", "Euro%20%E2%82%AC")]);

        var stored = await StoredAsync(answer);
        Assert.StartsWith("€ ", stored.Text("id"), StringComparison.Ordinal);
        Assert.Equal("email:Quoted\"One@example.com", stored.Text("subject"));
        Assert.Equal("Euro €", stored.Text("mytag"));
    }

    [Fact]
    public async Task Text_is_kept_as_text_and_bytes_as_base64()
    {
        var text = await StoredAsync(await app.SendAsync(HttpMethod.Post, "events", "plain words", "text/plain", Headers()));
        var bytes = await StoredAsync(await app.SendAsync(HttpMethod.Post, "events", "\u0001\u0002", "application/octet-stream", Headers()));

        Assert.Equal("plain words", text.Text("data"));
        Assert.Equal("text/plain", text.Text("datacontenttype"));
        Assert.Equal("AQI=", bytes.Text("data_base64"));
        Assert.Equal("application/octet-stream", bytes.Text("datacontenttype"));
    }

    private static (string, string)[] Headers() => [("ce-specversion", "1.0"), ("ce-type", "t.x"), ("ce-id", Guid.NewGuid().ToString()), ("ce-source", "/s")];

    private static void AssertAttributes(Answer stored, string id, string contentType)
    {
        Assert.Equal((id, "1.0", "com.example.someevent"), (stored.Text("id"), stored.Text("specversion"), stored.Text("type")));
        Assert.Equal(("/mycontext/subcontext", Time, contentType), (stored.Text("source"), stored.Text("time"), stored.Text("datacontenttype")));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{"message": "Hello World!"}"""), stored["data"]));
    }

    private Task<Answer> StoredAsync(Answer accepted)
    {
        Assert.True(accepted.Status == 202, accepted.Json.ToString());
        return app.GetAsync("events/" + accepted["events"][0].GetProperty("seq").GetInt64());
    }
}

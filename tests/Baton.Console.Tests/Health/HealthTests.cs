namespace Baton.Web.Tests.Health;

public sealed class HealthTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task It_says_without_a_key_whether_it_works()
    {
        Assert.Equal(200, (await app.SendAsync(HttpMethod.Get, "/healthz/live", key: null)).Status);
        var ready = await ApiApp.UntilAsync(() => app.SendAsync(HttpMethod.Get, "/healthz/ready", key: null), a => a.Status == 200);
        Assert.Equal((200, "ready"), (ready.Status, ready.Text("status")));
    }

    [Fact]
    public async Task It_says_why_when_it_does_not()
    {
        await using var full = ApiApp.With(("Baton:LeastFreeMegabytes", "1000000000"));

        var ready = await full.SendAsync(HttpMethod.Get, "/healthz/ready", key: null);

        Assert.Equal(503, ready.Status);
        Assert.Contains(ready["reasons"].EnumerateArray(), r => r.GetString()!.StartsWith("disk:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_document_names_every_path_with_scope_and_problems()
    {
        var document = await app.SendAsync(HttpMethod.Get, "/openapi/v1.json", key: null);

        var paths = document["paths"].EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        Assert.All((string[])["/api/v1/events", "/api/v1/actions", "/api/v1/actions:check", "/api/v1/customers/{reference}", "/api/v1/timeline", "/api/v1/policies/draft/publish", "/api/v1/handoffs/{id}/claim", "/api/v1/agents/{name}/tasks/claim", "/api/v1/members/{email}"],
            path => Assert.Contains(path, paths.Keys));
        const string keyless = "/api/v1/callbacks/{secret}"; // its address is the key
        Assert.False(paths[keyless].GetProperty("post").TryGetProperty("security", out _));
        var operations = paths.Where(p => p.Key.StartsWith("/api/", StringComparison.Ordinal) && p.Key != keyless).SelectMany(p => p.Value.EnumerateObject()).Select(o => o.Value).ToList();
        Assert.All(operations, o => Assert.StartsWith("Scope: ", o.GetProperty("description").GetString(), StringComparison.Ordinal));
        Assert.All(operations, o => Assert.True(o.GetProperty("responses").TryGetProperty("401", out _)));
        Assert.Equal("bearer", document["components"].GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
    }
}

using System.Text.Json;
using Baton.Web.Tests.Messages;

namespace Baton.Web.Tests.A2a;

public sealed class A2aTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await MessageEndpointTests.AgentsAsync(app);

    [Fact]
    public async Task Strangers_learn_what_Baton_is_and_nothing_of_anybodys_agents()
    {
        var card = await app.SendAsync(HttpMethod.Get, "/.well-known/agent-card.json", key: null);

        Assert.Equal(200, card.Status);
        Assert.Equal("Baton", card.Text("name"));
        Assert.All(["description", "version", "provider", "capabilities", "defaultInputModes", "defaultOutputModes", "skills", "securitySchemes", "securityRequirements"], member => Assert.True(card.Json.TryGetProperty(member, out _), member));
        Assert.Equal(["1.0", "0.3"], card["supportedInterfaces"].EnumerateArray().Select(i => i.GetProperty("protocolVersion").GetString()));
        Assert.EndsWith("/a2a", card["supportedInterfaces"][0].GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("billing", card.Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(401, (await app.SendAsync(HttpMethod.Get, "/.well-known/agent-card.json", key: "wrong")).Status);
    }

    [Fact]
    public async Task Who_has_a_key_is_told_the_agents_of_its_workspace_as_skills()
    {
        var card = await app.GetAsync("/.well-known/agent-card.json");
        var extended = await CallAsync("GetExtendedAgentCard", "{}");

        var billing = Assert.Single(card["skills"].EnumerateArray(), s => s.GetProperty("id").GetString() == "billing");
        Assert.Equal(["finance", "skill:refunds"], billing.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.True(JsonElement.DeepEquals(card.Json, extended.GetProperty("result")));
    }

    [Fact]
    public async Task A_message_of_version_1_becomes_a_task_that_completes_with_the_agents_answer()
    {
        var sent = (await CallAsync("SendMessage", """{"message":{"messageId":"one","role":"ROLE_USER","parts":[{"text":"May Ana have 20 back?"},{"data":{"amount":20}}],"metadata":{"to":"skill:refunds","customer":"email:a2a@example.com"}},"configuration":{"returnImmediately":true}}""")).GetProperty("result").GetProperty("task");
        Assert.Equal("TASK_STATE_SUBMITTED", sent.GetProperty("status").GetProperty("state").GetString());
        var id = sent.GetProperty("id").GetString();

        var task = Assert.Single((await app.PostAsync("agents/billing/tasks/claim", """{"max":1}""")).Items);
        Assert.Equal("TASK_STATE_WORKING", (await CallAsync("GetTask", $$"""{"id":"{{id}}"}""")).GetProperty("result").GetProperty("status").GetProperty("state").GetString());
        await app.PostAsync($"tasks/{task.GetProperty("id").GetString()}/result", """{"status":"success","output":{"text":"Yes, she may."}}""");

        var done = (await CallAsync("GetTask", $$"""{"id":"{{id}}"}""")).GetProperty("result");
        Assert.Equal("TASK_STATE_COMPLETED", done.GetProperty("status").GetProperty("state").GetString());
        Assert.Equal("Yes, she may.", done.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
        Assert.Equal(20, (await app.GetAsync($"messages/{id}"))["data"].GetProperty("amount").GetInt32());
    }

    [Fact]
    public async Task Version_0_3_is_understood_and_answered_in_its_own_words()
    {
        var sent = (await CallAsync("message/send", """{"message":{"kind":"message","messageId":"old","role":"user","parts":[{"kind":"text","text":"Which rate?"}],"metadata":{"skill":"tax"}}}""")).GetProperty("result");

        Assert.Equal(("task", "submitted"), (sent.GetProperty("kind").GetString(), sent.GetProperty("status").GetProperty("state").GetString()));
        Assert.Equal("submitted", (await CallAsync("tasks/get", $$"""{"id":"{{sent.GetProperty("id").GetString()}}"}""")).GetProperty("result").GetProperty("status").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("SendMessage", """{"message":{"messageId":"x","parts":[{"text":"Hi"}]}}""", -32602)]
    [InlineData("SendMessage", """{"message":{"messageId":"x","parts":[{"text":"Hi"}],"metadata":{"to":"nobody"}}}""", -32602)]
    [InlineData("SendMessage", """{"message":{"messageId":"x","parts":[{"url":"file:///etc/passwd"}],"metadata":{"to":"tax"}}}""", -32602)]
    [InlineData("SendMessage", """{"message":{"messageId":"x","taskId":"t","parts":[{"text":"Hi"}],"metadata":{"to":"tax"}}}""", -32004)]
    [InlineData("GetTask", """{"id":"none"}""", -32001)]
    [InlineData("CancelTask", """{"id":"none"}""", -32002)]
    [InlineData("SendStreamingMessage", "{}", -32004)]
    [InlineData("Fly", "{}", -32601)]
    public async Task What_cannot_be_done_is_an_error_of_the_protocol(string method, string parameters, int code) =>
        Assert.Equal(code, (await CallAsync(method, parameters)).GetProperty("error").GetProperty("code").GetInt32());

    [Fact]
    public async Task A_version_that_is_not_spoken_and_a_body_that_is_no_request_are_refused()
    {
        Assert.Equal(-32009, (await app.SendAsync(HttpMethod.Post, "/a2a", "{}", headers: [("A2A-Version", "9.9")]))["error"].GetProperty("code").GetInt32());
        Assert.Equal(-32700, (await app.SendAsync(HttpMethod.Post, "/a2a", "{"))["error"].GetProperty("code").GetInt32());
        Assert.Equal(-32600, (await app.SendAsync(HttpMethod.Post, "/a2a", "{}"))["error"].GetProperty("code").GetInt32());
        Assert.Equal(401, (await app.SendAsync(HttpMethod.Post, "/a2a", "{}", key: null)).Status);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<JsonElement> CallAsync(string method, string parameters) =>
        (await app.SendAsync(HttpMethod.Post, "/a2a", $$"""{"jsonrpc":"2.0","id":"1","method":"{{method}}","params":{{parameters}}}""", headers: [("A2A-Version", method.Contains('/', StringComparison.Ordinal) ? "0.3" : "1.0")])).Json;
}

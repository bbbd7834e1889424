using Baton.Core.Events;
using Baton.Engine.Chaos;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Chaos;

public sealed class ChaosEndpointTests
{
    private const string Half = """{"agent":"reply","failures":0.5,"latency":{"from":"PT0S","to":"PT0.2S"},"for":"PT10M","seed":3}""";

    [Fact]
    public async Task An_injection_begins_is_changed_shown_and_ended()
    {
        await using var app = await StartAsync();

        var begun = await app.PostAsync("chaos/injections", Half);
        var changed = await app.PostAsync("chaos/injections", """{"agent":"reply","badAnswers":1,"badAnswer":"broken"}""");
        var shown = await app.GetAsync("chaos");
        var ended = await app.SendAsync(HttpMethod.Delete, "chaos/injections/reply");
        var gone = await app.SendAsync(HttpMethod.Delete, "chaos/injections/reply");

        Assert.Equal((201, 200, 204, 404), (begun.Status, changed.Status, ended.Status, gone.Status));
        Assert.Equal("PT0.2S", begun["latency"].GetProperty("to").GetString());
        Assert.Equal(TimeSpan.FromMinutes(10), begun["ends"].GetDateTimeOffset() - begun["began"].GetDateTimeOffset());
        Assert.Equal(begun.Text("id"), changed.Text("id"));
        Assert.True(shown["testWorkspace"].GetBoolean());
        Assert.Equal("broken", shown["injections"][0].GetProperty("badAnswer").GetString());
        Assert.Empty((await app.GetAsync("chaos"))["injections"].EnumerateArray());
    }

    [Fact]
    public async Task All_stop_by_one_call_that_may_be_made_again()
    {
        await using var app = await StartAsync();
        await app.PutAsync("agents/triage", """{"department":"support","kind":"pull"}""");
        await app.PostAsync("chaos/injections", Half);
        await app.PostAsync("chaos/injections", Half.Replace("reply", "triage", StringComparison.Ordinal));

        Assert.Equal(2, (await app.SendAsync(HttpMethod.Delete, "chaos/injections"))["ended"].GetInt32());
        Assert.Equal(0, (await app.SendAsync(HttpMethod.Delete, "chaos/injections"))["ended"].GetInt32());
    }

    [Fact]
    public async Task Every_fault_is_named_and_nothing_begins()
    {
        await using var app = await StartAsync();

        var wrong = await app.PostAsync("chaos/injections", """{"agent":"nobody","failures":2,"latency":{"to":"PT1H"},"badAnswer":"rude","for":"P2D","sed":1}""");
        var tooMuch = await app.PostAsync("chaos/injections", """{"agent":"reply","failures":0.7,"badAnswers":0.7}""");
        var nothing = await app.PostAsync("chaos/injections", """{"agent":"reply"}""");
        var replay = await app.PostAsync("chaos/replays", """{"from":"yesterday","speed":3}""");
        var both = await app.PostAsync("chaos/replays", """{"from":"2026-11-23T09:00:00Z","to":"2026-11-23T08:00:00Z","speed":3,"perSecond":5}""");

        Assert.Equal((422, 422, 422, 422, 422), (wrong.Status, tooMuch.Status, nothing.Status, replay.Status, both.Status));
        Assert.Equal(["/agent", "/badAnswer", "/failures", "/for", "/latency/to", "/sed"], wrong.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(["/badAnswers"], tooMuch.Faults);
        Assert.Equal(["/from", "/to"], replay.Faults);
        Assert.Equal(["/to", "/speed", "/speed"], both.Faults);
        Assert.Empty((await app.GetAsync("chaos"))["injections"].EnumerateArray());
    }

    [Fact]
    public async Task An_ordinary_workspace_refuses_with_what_to_do()
    {
        await using var app = await StartAsync();
        await app.Services.GetRequiredService<TestSwitch>().SetAsync("default", on: false, Actor.Person("ada@example.com"), TestContext.Current.CancellationToken);

        var injected = await app.PostAsync("chaos/injections", Half);
        var replayed = await app.PostAsync("chaos/replays", """{"from":"2026-11-23T09:00:00Z","to":"2026-11-23T10:00:00Z","speed":1}""");

        Assert.Equal((409, 409), (injected.Status, replayed.Status));
        Assert.Contains("Settings", injected.Text("detail"), StringComparison.Ordinal);
        Assert.False((await app.GetAsync("chaos"))["testWorkspace"].GetBoolean());
    }

    [Fact]
    public async Task Only_the_scope_and_the_right_begin_anything()
    {
        await using var app = await StartAsync();
        await app.PostAsync("members", """{"email":"vera@example.com","name":"Vera","role":"Viewer"}""");
        await app.PostAsync("members", """{"email":"olga@example.com","name":"Olga","role":"Operator"}""");
        var (_, reads) = await app.Services.GetRequiredService<Engine.Workspaces.KeyDesk>().CreateAsync("default", "reads", ["read"]);

        Assert.Equal(401, (await app.SendAsync(HttpMethod.Get, "chaos", key: null)).Status);
        Assert.Equal(200, (await app.SendAsync(HttpMethod.Get, "chaos", key: reads)).Status);
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Post, "chaos/injections"), (HttpMethod.Delete, "chaos/injections"), (HttpMethod.Delete, "chaos/injections/reply"), (HttpMethod.Post, "chaos/replays"), (HttpMethod.Delete, "chaos/replays/x")])
            Assert.Equal(403, (await app.SendAsync(method, path, "{}", key: reads)).Status);
        Assert.Equal(403, (await app.PostAsync("chaos/injections", Half, onBehalfOf: "vera@example.com")).Status);
        Assert.Equal("person:olga@example.com", (await app.PostAsync("chaos/injections", Half, onBehalfOf: "olga@example.com")).Text("by"));
    }

    [Fact]
    public async Task Traffic_is_replayed_and_the_report_says_what_held()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 20; i++) await app.EventAsync("case.opened", $"email:c{i}@example.com");
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddSeconds(1));

        var begun = await app.PostAsync("chaos/replays", """{"from":"2026-11-23T09:00:00Z","to":"2026-11-23T12:00:00Z","type":"case.*","perSecond":10000}""");
        var report = await ApiApp.UntilAsync(() => app.GetAsync($"chaos/replays/{begun.Text("id")}"), a => a["replay"].GetProperty("status").GetString() != "running");
        var rows = await app.GetAsync($"timeline?run={begun.Text("id")}&limit=100");

        Assert.Equal(202, begun.Status);
        Assert.Equal("finished", report["replay"].GetProperty("status").GetString());
        Assert.Equal((20, 20), (report["replay"].GetProperty("acknowledged").GetInt32(), report["outcomes"].GetProperty("handled").GetInt32()));
        Assert.True(report["held"].GetBoolean(), report.Json.ToString());
        Assert.Equal(20, rows.Items.Count);
        Assert.Equal(409, (await app.SendAsync(HttpMethod.Delete, $"chaos/replays/{begun.Text("id")}")).Status);
        Assert.Equal(404, (await app.GetAsync("chaos/replays/replay-none")).Status);
        Assert.Equal(begun.Text("id"), Assert.Single((await app.GetAsync("chaos/replays")).Items).GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_result_of_a_pull_agent_is_made_to_fail_and_sending_it_again_is_no_conflict()
    {
        await using var app = await StartAsync();
        await app.PublishAsync("""{"departments":["support"],"routing":[{"id":"all","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"reply"}}]}""");
        await app.EventAsync("message.received", "email:ana@example.com", """{"text":"Hello"}""");
        var task = (await app.PostAsync("agents/reply/tasks/claim", "{}")).Items[0].GetProperty("id").GetString();
        await app.PostAsync("chaos/injections", """{"agent":"reply","failures":1}""");

        var first = await app.PostAsync($"tasks/{task}/result", """{"status":"success","confidence":0.9}""");
        await app.SendAsync(HttpMethod.Delete, "chaos/injections");
        var again = await app.PostAsync($"tasks/{task}/result", """{"status":"success","confidence":0.9}""");
        var stored = await app.GetAsync($"events/{first["seq"].GetInt64()}");

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal("failure", first.Text("status"));
        Assert.StartsWith("Injected failure", stored["data"].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_describes_it()
    {
        await using var app = await StartAsync();

        var paths = (await app.SendAsync(HttpMethod.Get, "/openapi/v1.json", key: null))["paths"];

        foreach (var path in (string[])["/api/v1/chaos", "/api/v1/chaos/injections", "/api/v1/chaos/injections/{agent}", "/api/v1/chaos/replays", "/api/v1/chaos/replays/{id}"]) Assert.True(paths.TryGetProperty(path, out _), path);
    }

    private static async Task<ApiApp> StartAsync()
    {
        var app = new ApiApp();
        await app.PutAsync("agents/reply", """{"department":"support","kind":"pull"}""");
        return app;
    }
}

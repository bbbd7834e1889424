namespace Baton.Web.Tests.Agents;

public sealed class TaskTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/worker", """{"department":"support","kind":"pull","timeout":"PT30S"}""");
        await app.PublishAsync("""{"routing":[{"id":"jobs","when":{"field":"event.type","op":"startsWith","value":"job."},"to":{"agent":"worker"},"priority":"high"}]}""");
    }

    [Fact]
    public async Task A_task_is_fetched_with_its_context_and_its_result_counts_once()
    {
        await app.EventAsync("message.sent", "email:job@example.com", """{"text":"We will look at it."}""");
        var seq = await app.EventAsync("job.new", "email:job@example.com", """{"text":"please"}""");

        var task = await ClaimAsync("job@example.com");
        var id = task.GetProperty("id").GetString();
        Assert.Equal((1, "high", seq), (task.GetProperty("attempt").GetInt32(), task.GetProperty("priority").GetString(), task.GetProperty("event").GetProperty("seq").GetInt64()));
        Assert.Equal(seq, task.GetProperty("root").GetProperty("seq").GetInt64());
        Assert.Equal("We will look at it.", task.GetProperty("conversation")[0].GetProperty("data").GetProperty("text").GetString());
        Assert.Equal("waiting", (await app.GetAsync($"events/{seq}")).Text("outcome"));

        var token = task.GetProperty("lease").GetProperty("token").GetString();
        Assert.Equal(200, (await app.PostAsync($"tasks/{id}/heartbeat", $$"""{"lease":"{{token}}"}""")).Status);
        Assert.Equal(409, (await app.PostAsync($"tasks/{id}/heartbeat", """{"lease":"another"}""")).Status);
        Assert.Equal(409, (await app.PostAsync($"tasks/{id}/result", """{"status":"success","lease":"another"}""")).Status);

        const string result = """{"status":"success","output":{"label":"done"},"confidence":0.9,"usage":{"inputTokens":3},"actions":[{"kind":"contact.email","text":"Done."}]}""";
        var first = await app.PostAsync($"tasks/{id}/result", result);
        var again = await app.PostAsync($"tasks/{id}/result", result);
        var other = await app.PostAsync($"tasks/{id}/result", """{"status":"failure"}""");

        Assert.Equal((200, 200, 409), (first.Status, again.Status, other.Status));
        Assert.Equal("allow", first["actions"][0].GetProperty("verdict").GetString());
        Assert.Equal(first["seq"].GetInt64(), again["seq"].GetInt64());
        Assert.Equal("handled", (await app.GetAsync($"events/{seq}")).Text("outcome"));
    }

    [Fact]
    public async Task A_worker_who_waits_is_given_the_task_when_it_comes()
    {
        await app.PutAsync("agents/waiter", """{"department":"support","kind":"pull"}""");
        await app.PublishAsync("""{"routing":[{"id":"waits","when":{"field":"event.type","op":"eq","value":"wait.x"},"to":{"agent":"waiter"}},{"id":"jobs","when":{"field":"event.type","op":"startsWith","value":"job."},"to":{"agent":"worker"},"priority":"high"}]}""");
        var claim = app.PostAsync("agents/waiter/tasks/claim", """{"max":5,"wait":"PT20S"}""");
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(claim.IsCompleted);

        var seq = await app.EventAsync("wait.x", "email:waiter@example.com");

        Assert.Equal(seq, (await claim).Items.Single().GetProperty("event").GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Wrong_results_name_every_fault()
    {
        await app.EventAsync("job.wrong", "email:wrong@example.com");
        var id = (await ClaimAsync("wrong@example.com")).GetProperty("id").GetString();

        var answer = await app.PostAsync($"tasks/{id}/result", """{"status":"perhaps","confidence":2,"output":[],"actions":[{"text":"x"}],"more":1}""");

        Assert.Equal(["/actions/0/kind", "/confidence", "/more", "/output", "/status"], answer.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(404, (await app.PostAsync("tasks/unknown-t1/result", """{"status":"success"}""")).Status);
        Assert.Equal(422, (await app.PostAsync("agents/worker/tasks/claim", """{"max":0,"wait":"PT2H"}""")).Status);
        Assert.Equal(404, (await app.PostAsync("agents/nobody/tasks/claim")).Status);
    }

    [Fact]
    public async Task Agents_are_defined_changed_paused_and_resumed()
    {
        var made = await app.PutAsync("agents/sales-1", """{"department":"sales","kind":"pull"}""");
        var known = await app.GetAsync("agents/sales-1");
        var back = await app.PutAsync("agents/sales-1", known.Json.ToString());
        var wrong = await app.PutAsync("agents/Sales_1", """{"kind":"robot","minConfidence":3,"timeout":"soon","colour":"red"}""");
        var paused = await app.PostAsync("agents/sales-1/pause", """{"note":"too eager"}""");
        var asked = await app.PostAsync("actions:check", """{"agent":"sales-1","customer":"email:x@example.com","kind":"contact.email"}""");
        var resumed = await app.PostAsync("agents/sales-1/resume");

        Assert.Equal((201, 200, 422, 200, 200), (made.Status, back.Status, wrong.Status, paused.Status, resumed.Status));
        Assert.Equal(["/colour", "/department", "/kind", "/minConfidence", "/name", "/timeout"], wrong.Faults.Order(StringComparer.Ordinal));
        Assert.True(paused["paused"].GetBoolean());
        Assert.Equal(("suppress", "agent-paused"), (asked.Text("verdict"), asked.Text("reasonCode")));
        Assert.False(resumed["paused"].GetBoolean());
        Assert.Contains((await app.GetAsync("agents")).Items, a => a.GetProperty("name").GetString() == "sales-1");
        Assert.Equal(404, (await app.GetAsync("agents/nobody")).Status);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Other tests' jobs may be claimed with it; the customer tells which is meant.
    private async Task<System.Text.Json.JsonElement> ClaimAsync(string email) =>
        (await app.PostAsync("agents/worker/tasks/claim", """{"max":10,"wait":"PT5S"}""")).Items.Single(t => t.GetProperty("customer").GetProperty("addresses")[0].GetString() == "email:" + email);
}

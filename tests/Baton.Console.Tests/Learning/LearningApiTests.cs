using System.Text.Json;

namespace Baton.Web.Tests.Learning;

/// <summary>Learning over HTTP: labels, suggestions, how a model learns, and examples for training elsewhere.</summary>
public sealed class LearningApiTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Kim = "kim@example.com";

    private static int _asked;

    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");
        await app.PublishAsync("""{"approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}]}""");
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","name":"Kim Larsen","role":"HumanAgent"}""");
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task From_peoples_answers_to_a_suggestion_that_goes_into_the_draft()
    {
        for (var i = 0; i < 40; i++) await AnswerAsync(5 + i, "approved");
        for (var i = 0; i < 20; i++) await AnswerAsync(60 + i, i % 2 == 1 ? "approved" : "rejected");

        Assert.Equal(202, (await app.PostAsync("suggestions:look")).Status);
        var found = await ApiApp.UntilAsync(() => app.GetAsync("suggestions?status=open&kind=policy"), list => list.Items.Any(item => item.GetProperty("detail").TryGetProperty("backtest", out var tried) && tried.ValueKind == JsonValueKind.Object));

        var item = Assert.Single(found.Items);
        var id = item.GetProperty("id").GetString()!;
        Assert.Equal("People approved 40 of the last 40 refunds under $50: allow them without approval?", item.GetProperty("sentence").GetString());
        Assert.True(item.GetProperty("clean").GetBoolean());
        Assert.Equal(40, item.GetProperty("detail").GetProperty("backtest").GetProperty("matrix").GetProperty("escalate→allow").GetInt32());
        Assert.Equal(id, (await app.GetAsync($"suggestions/{id}")).Text("id"));

        var accepted = await app.PostAsync($"suggestions/{id}/accept", """{"note":"they are small"}""");
        Assert.Equal((200, "accepted", "they are small"), (accepted.Status, accepted.Text("status"), accepted.Text("note")));
        Assert.Contains("lt", (await app.GetAsync("policies/draft")).Json.ToString(), StringComparison.Ordinal);
        Assert.Equal(409, (await app.PostAsync($"suggestions/{id}/accept")).Status);
        Assert.Equal(409, (await app.PostAsync($"suggestions/{id}/dismiss")).Status);
        Assert.Contains((await app.GetAsync("timeline?type=baton.suggestion.accepted")).Items, e => e.ToString().Contains("It is in the draft", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_case_is_labelled_afterwards_by_who_may_work_on_cases()
    {
        var id = await AnswerAsync(1000, "approved");

        Assert.Equal(200, (await app.PostAsync($"handoffs/{id}/label", """{"label":"refund","useful":true}""", Kim)).Status);
        Assert.Equal(422, (await app.PostAsync($"handoffs/{id}/label", """{}""", Kim)).Status);
        Assert.Equal(404, (await app.PostAsync("handoffs/unknown-h1/label", """{"label":"refund"}""", Kim)).Status);
        Assert.Equal(403, (await app.PostAsync($"handoffs/{id}/label", """{"label":"refund"}""", "stranger@example.com")).Status);
        Assert.Contains((await app.GetAsync($"timeline?type=baton.handoff.labelled")).Items, e => e.ToString().Contains("kim@example.com says that this was about", StringComparison.Ordinal));
    }

    [Fact]
    public async Task How_a_model_learns_is_said_for_each_model()
    {
        Assert.Equal(404, (await app.GetAsync("models/learner/learning")).Status);
        Assert.Equal(404, (await app.PutAsync("models/learner/learning", """{"after":20}""")).Status);
        await app.PostAsync("models/learner/examples", """{"examples":[{"text":"please refund it","label":"refund"},{"text":"where is it","label":"track"}]}""");

        Assert.Equal(50, (await app.GetAsync("models/learner/learning"))["after"].GetInt32());
        Assert.Equal(422, (await app.PutAsync("models/learner/learning", """{"after":0}""")).Status);
        var changed = await app.PutAsync("models/learner/learning", """{"after":20,"automatic":true}""");

        Assert.Equal((200, 20, true, 0), (changed.Status, changed["after"].GetInt32(), changed["automatic"].GetBoolean(), changed["waiting"].GetInt32()));
        Assert.Equal(409, (await app.PostAsync("models/learner/retrain")).Status); // no version is in force
    }

    [Fact]
    public async Task Examples_are_exported_line_by_line_without_anybodys_name()
    {
        var id = await AnswerAsync(77.5, "rejected", "mia.secret@example.com");
        await app.PostAsync($"handoffs/{id}/label", """{"label":"goodwill"}""", Kim);

        var lines = await LinesAsync("plain");
        var chat = await LinesAsync("openai");

        var one = lines.Single(line => line.GetProperty("proposed").GetProperty("data").GetProperty("amount").GetDouble() == 77.5);
        Assert.Equal(("rejected", "goodwill", "finance"), (one.GetProperty("outcome").GetString(), one.GetProperty("label").GetString(), one.GetProperty("queue").GetString()));
        Assert.DoesNotContain("secret", string.Join('\n', lines) + string.Join('\n', chat), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("larsen", string.Join('\n', lines) + string.Join('\n', chat), StringComparison.OrdinalIgnoreCase);
        Assert.All(chat, line => Assert.Equal(("system", "assistant"), (line.GetProperty("messages")[0].GetProperty("role").GetString(), line.GetProperty("messages").EnumerateArray().Last().GetProperty("role").GetString())));
        Assert.Contains(chat, line => line.ToString().Contains("""{\"outcome\":\"rejected\",\"label\":\"goodwill\"}""", StringComparison.Ordinal));
        Assert.Equal(400, (await app.GetAsync("learning/export?format=xml")).Status);
        Assert.Equal(401, (await app.SendAsync(HttpMethod.Get, "learning/export", key: "no-such-key")).Status);
    }

    [Theory]
    [InlineData("suggestions?status=odd", 422)]
    [InlineData("suggestions?kind=odd", 422)]
    [InlineData("suggestions/sg_none", 404)]
    public async Task What_there_is_not_is_said(string path, int status) => Assert.Equal(status, (await app.GetAsync(path)).Status);

    private async Task<IReadOnlyList<JsonElement>> LinesAsync(string format)
    {
        using var client = app.Caller();
        var text = await client.GetStringAsync($"/api/v1/learning/export?format={format}", TestContext.Current.CancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private async Task<string> AnswerAsync(double amount, string outcome, string? customer = null)
    {
        var number = Interlocked.Increment(ref _asked);
        var body = JsonSerializer.Serialize(new { id = $"learn-{number}", agent = "helper", customer = $"email:{customer ?? $"learn{number % 7}@example.com"}", kind = "refund", text = customer is null ? null : $"Money back for {customer}", data = new { amount, currency = "USD" } });
        var id = (await app.PostAsync("actions", body)).Text("handoff")!;
        await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: Kim);
        Assert.Equal(200, (await app.PostAsync($"handoffs/{id}/resolve", $$"""{"outcome":"{{outcome}}"}""", Kim)).Status);
        return id;
    }
}

namespace Baton.Web.Tests.Policies;

/// <summary>A draft is tried on recorded history before anybody publishes it.</summary>
public sealed class BacktestTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string CapOfOne = """{"caps":[{"id":"one","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"max":1,"per":"P7D","then":"suppress"}]}""";

    [Fact]
    public async Task It_says_what_the_draft_would_have_changed_with_examples_and_changes_nothing_itself()
    {
        await app.PutAsync("agents/outreach", """{"department":"sales","kind":"pull"}""");
        for (var i = 0; i < 3; i++) Assert.Equal("allow", (await AskAsync($"offer-{i}")).Text("verdict"));
        var before = (await app.GetAsync("timeline?customer=email:ana@example.com&limit=100")).Items.Count;
        Assert.Equal(200, (await app.PutAsync("policies/draft", CapOfOne)).Status);

        var begun = await app.PostAsync("policies/draft/backtest", """{"from":"2026-11-01T00:00:00Z","to":"2027-01-01T00:00:00Z"}""");
        var done = await DoneAsync(begun);

        Assert.Equal((202, 0.0 <= begun["progress"].GetDouble()), (begun.Status, true));
        var result = done["result"];
        Assert.Equal((2, 2), (result.GetProperty("changed").GetInt32(), result.GetProperty("matrix").GetProperty("allow→suppress").GetInt32()));
        Assert.Equal((3, 1), (result.GetProperty("contacts").GetProperty("before").GetInt32(), result.GetProperty("contacts").GetProperty("after").GetInt32()));
        var example = result.GetProperty("examples")[0];
        Assert.Equal(("allow", "suppress"), (example.GetProperty("before").GetString(), example.GetProperty("after").GetString()));
        Assert.Equal("offer-1", (await app.GetAsync($"events/{example.GetProperty("seq").GetInt64()}")).Text("id"));
        Assert.Equal(before, (await app.GetAsync("timeline?customer=email:ana@example.com&limit=100")).Items.Count);
        Assert.Equal(begun.Text("id"), (await app.GetAsync("policies/draft/backtest")).Items[0].GetProperty("id").GetString());
        Assert.Equal(409, (await app.SendAsync(HttpMethod.Delete, $"policies/draft/backtest/{begun.Text("id")}")).Status);
    }

    [Theory]
    [InlineData("""{"from":"2026-12-01T00:00:00Z","to":"2026-11-01T00:00:00Z"}""", "/to")]
    [InlineData("""{"from":"yesterday"}""", "/from")]
    [InlineData("""{"since":"2026-11-01T00:00:00Z"}""", "/since")]
    public async Task A_period_that_is_none_is_named(string body, string pointer)
    {
        var answer = await app.PostAsync("policies/draft/backtest", body);

        Assert.Equal(422, answer.Status);
        Assert.Equal([pointer], answer.Faults);
    }

    [Fact]
    public async Task One_that_nobody_began_is_not_found() => Assert.Equal(404, (await app.GetAsync("policies/draft/backtest/bt_0")).Status);

    private async Task<Answer> DoneAsync(Answer begun)
    {
        var done = await ApiApp.UntilAsync(() => app.GetAsync(begun.Headers.Location!.ToString()), answer => answer.Text("status") != "running");
        Assert.Equal(("done", 1.0), (done.Text("status"), done["progress"].GetDouble()));
        return done;
    }

    private Task<Answer> AskAsync(string id) => app.PostAsync("actions", $$"""{"id":"{{id}}","agent":"outreach","customer":"email:ana@example.com","kind":"contact.email","purpose":"promotion"}""");
}

/// <summary>Without a draft there is nothing to try.</summary>
public sealed class NoBacktestTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task It_is_refused_and_says_what_to_do()
    {
        var answer = await app.PostAsync("policies/draft/backtest");

        Assert.Equal(409, answer.Status);
        Assert.Contains("PUT one", answer.Text("detail"), StringComparison.Ordinal);
    }
}

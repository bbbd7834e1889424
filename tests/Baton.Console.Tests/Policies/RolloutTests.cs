namespace Baton.Web.Tests.Policies;

/// <summary>Versions and rules that are tried with some of the customers, over HTTP.</summary>
public sealed class RolloutTests : IAsyncLifetime
{
    private const string Never = """{"guardrails":[{"id":"never","when":{"field":"action.kind","op":"startsWith","value":"contact."},"then":"suppress"}]}""";
    private readonly ApiApp _app = new();

    public async ValueTask InitializeAsync() => Assert.Equal(201, (await _app.PutAsync("agents/outreach", """{"department":"sales","kind":"pull"}""")).Status);

    [Fact]
    public async Task A_version_is_tried_grown_and_promoted()
    {
        await DraftAsync();
        var published = await _app.PostAsync("policies/draft/publish", """{"note":"careful","rollout":{"share":40,"stopWhen":{"times":3,"decisions":1000}}}""");
        Assert.Equal((200, 2), (published.Status, published["version"].GetInt32()));
        Assert.Equal(1, (await _app.GetAsync("policy"))["version"].GetInt32());
        var verdicts = await AskAsync("a");

        var rollout = await _app.GetAsync("policies/rollout");
        var version = rollout["version"];
        Assert.Equal((1, 2, 40), (rollout["published"].GetInt32(), version.GetProperty("version").GetInt32(), version.GetProperty("share").GetInt32()));
        Assert.Equal((3, 1000), (version.GetProperty("stopWhen").GetProperty("times").GetDouble(), version.GetProperty("stopWhen").GetProperty("decisions").GetInt32()));
        Assert.Equal(verdicts.Count(v => v == "suppress"), version.GetProperty("canary").GetProperty("suppress").GetInt32());
        Assert.Equal(verdicts.Count(v => v == "allow"), version.GetProperty("rest").GetProperty("allow").GetInt32());

        Assert.Equal(60, (await _app.PostAsync("policies/rollout/share", """{"share":60}"""))["version"].GetProperty("share").GetInt32());
        var promoted = await _app.PostAsync("policies/rollout/promote");
        Assert.Equal((200, 2), (promoted.Status, promoted["published"].GetInt32()));
        Assert.All(await AskAsync("b"), verdict => Assert.Equal("suppress", verdict));
        Assert.Equal(409, (await _app.PostAsync("policies/rollout/promote")).Status);
    }

    [Fact]
    public async Task A_version_that_is_stopped_decides_for_nobody_and_the_timeline_says_why()
    {
        await DraftAsync();
        await _app.PostAsync("policies/draft/publish", """{"rollout":{"share":50}}""");
        await DraftAsync();
        Assert.Equal(409, (await _app.PostAsync("policies/draft/publish")).Status);
        Assert.Equal(409, (await _app.PostAsync("policies/1/restore")).Status);

        Assert.Equal(200, (await _app.PostAsync("policies/rollout/stop", """{"note":"too strict"}""")).Status);

        Assert.All(await AskAsync("a"), verdict => Assert.Equal("allow", verdict));
        var entry = Assert.Single((await _app.GetAsync("timeline?type=baton.rollout.stopped")).Items);
        Assert.EndsWith("policy 2 decides for nobody any more: too strict.", entry.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, (await _app.PostAsync("policies/draft/publish"))["version"].GetInt32());
    }

    [Fact]
    public async Task A_version_in_shadow_stands_beside_each_decision_that_it_would_have_made_otherwise()
    {
        await DraftAsync();
        await _app.PostAsync("policies/draft/publish", """{"rollout":{"share":0}}""");

        Assert.All(await AskAsync("a"), verdict => Assert.Equal("allow", verdict));

        var seq = (await _app.GetAsync("timeline?type=baton.action.proposed&limit=1")).Items[0].GetProperty("seq").GetInt64();
        var would = (await _app.GetAsync($"events/{seq}"))["decisions"].EnumerateArray().Single(d => d.GetProperty("kind").GetString() == "would");
        Assert.Equal(("suppress", 2), (would.GetProperty("says").GetString(), would.GetProperty("policy").GetInt32()));
        var version = (await _app.GetAsync("policies/rollout"))["version"];
        Assert.Equal((24, 24), (version.GetProperty("canary").GetProperty("suppress").GetInt32(), version.GetProperty("rest").GetProperty("allow").GetInt32()));
        Assert.Equal(200, (await _app.PostAsync("policies/rollout/share", """{"share":20}""")).Status);
        Assert.Contains("suppress", await AskAsync("b"));
    }

    [Fact]
    public async Task What_is_wrong_is_named_and_nothing_is_published()
    {
        await DraftAsync();

        var wrong = await _app.PostAsync("policies/draft/publish", """{"rollout":{"share":100,"stopWhen":{"time":2},"shares":1}}""");

        Assert.Equal(422, wrong.Status);
        Assert.Equal(["/rollout/share", "/rollout/shares", "/rollout/stopWhen/time", "/rollout/stopWhen/times"], wrong.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(200, (await _app.GetAsync("policies/draft")).Status);
        Assert.Equal(422, (await _app.PostAsync("policies/rollout/share", """{"share":100}""")).Status);
        Assert.Equal(422, (await _app.PostAsync("policies/rollout/share", "{}")).Status);
        Assert.Equal(409, (await _app.PostAsync("policies/rollout/share", """{"share":10}""")).Status);
    }

    [Fact]
    public async Task A_rule_in_canary_says_in_each_answer_on_which_side_the_customer_is()
    {
        await _app.PublishAsync(Never.Replace("\"then\"", "\"mode\":\"canary\",\"share\":50,\"then\"", StringComparison.Ordinal));

        var verdicts = await AskAsync("a", (answer, i) =>
        {
            var finding = answer["considered"].EnumerateArray().Single(f => f.GetProperty("id").GetString() == "never");
            var isIn = answer["verdict"].GetString() == "suppress";
            Assert.Equal((true, isIn ? "inside" : "outside", isIn ? "enforced" : "shadow"), (finding.GetProperty("matched").GetBoolean(), finding.GetProperty("canary").GetString(), finding.GetProperty("mode").GetString()));
        });

        var rule = Assert.Single((await _app.GetAsync("policies/rollout"))["rules"].EnumerateArray());
        Assert.Equal(("guardrail:never", 50), (rule.GetProperty("rule").GetString(), rule.GetProperty("share").GetInt32()));
        Assert.Equal(verdicts.Count(v => v == "suppress"), rule.GetProperty("canary").GetProperty("decisions").GetInt32());
    }

    [Fact]
    public async Task Who_only_reads_decides_nothing()
    {
        Assert.Equal(401, (await _app.SendAsync(HttpMethod.Get, "policies/rollout", key: null)).Status);
        Assert.Equal(401, (await _app.SendAsync(HttpMethod.Post, "policies/rollout/stop", key: "another")).Status);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task DraftAsync() => Assert.Equal(200, (await _app.PutAsync("policies/draft", Never)).Status);

    private async Task<IReadOnlyList<string?>> AskAsync(string round, Action<Answer, int>? look = null)
    {
        var verdicts = new List<string?>();
        for (var i = 0; i < 24; i++)
        {
            var answer = await _app.PostAsync("actions", $$"""{"id":"{{round}}-{{i}}","agent":"outreach","customer":"email:c{{i}}@example.com","kind":"contact.email"}""");
            Assert.Equal(201, answer.Status);
            look?.Invoke(answer, i);
            verdicts.Add(answer["verdict"].GetString());
        }

        return verdicts;
    }
}
